// SPDX-License-Identifier: MIT
#include "app/cli/format.h"

#include "formats/redaction/redaction.h"
#include "formats/write/tabletext.h"
#include "paint/paintedformats.h"

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

const QStringList kColorChoices{u"auto"_s, u"always"_s, u"never"_s};

QString idsForMany()
{
    QStringList ids;
    for (const Format *format : allFormats()) {
        if (format->writeAll)
            ids.append(format->id);
    }
    return ids.join(u", "_s);
}

} // namespace

void describeOutput(CommandParser &parser)
{
    parser.addOptions({
        {{u"o"_s, u"output"_s}, u"Write to FILE, completely or not at all; - is standard output."_s, u"FILE"_s},
        {u"redact"_s, u"Also redact the value of NAME: a header field, a parameter or a body field; may be repeated."_s,
         u"NAME"_s},
        {u"no-redact"_s, u"Show credentials and cookies instead of placeholders such as [redacted 1]."_s},
        {u"quiet"_s, u"Print nothing but errors; -o FILE is written all the same."_s},
    });
}

void describeFormat(CommandParser &parser)
{
    parser.addOption(
        {u"format"_s, u"Format of the output: %1 (table if none is given)."_s.arg(formatIds()), u"ID"_s, u"table"_s});
    parser.setChoices(formatIdList());
    parser.addOption({u"color"_s,
                      u"Whether the table has colors: auto (in a terminal, unless NO_COLOR is set), always or never."_s,
                      u"WHEN"_s, u"auto"_s});
    parser.setChoices(kColorChoices);
    describeOutput(parser);
}

TraceOutput::TraceOutput(const QCommandLineParser &parser)
    : m_parser(parser), m_output(parser.value(u"output"_s), parser.isSet(u"quiet"_s))
{
}

QString TraceOutput::open()
{
    const Result<const Format *> format = formatNamed(m_parser.value(u"format"_s));
    if (!format)
        return format.error;
    m_format = *format;
    if (!kColorChoices.contains(m_parser.value(u"color"_s)))
        return u"--color is auto, always or never, not \"%1\""_s.arg(m_parser.value(u"color"_s));
    if (isBinary(*m_format) && isStandardOutput(m_parser.value(u"output"_s)) && isatty(STDOUT_FILENO) == 1)
        return u"%1 cannot be shown in a terminal; name a file with -o"_s.arg(QString(m_format->id));
    return m_output.open();
}

QList<Trace> TraceOutput::shown(const QList<Trace> &traces)
{
    const RedactionOptions options{m_parser.values(u"redact"_s), m_secrets};
    QList<Trace> all;
    const QList<Redaction> redactions = redacted(traces, options);
    for (const Redaction &each : redactions)
        all.append(each.trace);
    m_removed = removedFrom(redactions);
    return m_parser.isSet(u"no-redact"_s) ? traces : all;
}

void TraceOutput::sayWhatWasRemoved() const
{
    if (!m_removed.isEmpty() && !m_parser.isSet(u"quiet"_s))
        printError((m_parser.isSet(u"no-redact"_s) ? u"warning: not redacted: "_s : u"redacted: "_s) +
                   removedText(m_removed));
}

QString TraceOutput::check(qsizetype count) const
{
    if (count == 1 || m_format->writeAll)
        return {};
    return u"%1 holds one trace per file and there are %2; choose one with --trace N, a folder with -o DIR/, or one "
           "of these formats: %3"_s.arg(QString(m_format->id), QString::number(count), idsForMany());
}

int TraceOutput::write(const QList<Trace> &traces)
{
    if (const QString error = check(traces.size()); !error.isEmpty())
        return usageError(error);
    const bool hasColor =
        m_format->write == writeTable && isStandardOutput(m_parser.value(u"output"_s)) && wantsColor(m_parser);
    const int code = m_output.write([&](const ByteSink &sink) {
        return hasColor ? sink(writeColoredTables(traces)) : writeTraces(*m_format, traces, sink);
    });
    if (code == kExitOk)
        sayWhatWasRemoved();
    return code;
}

} // namespace hopscope::cli
