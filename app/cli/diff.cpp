// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/table.h"

#include "formats/redaction/redaction.h"
#include "text/boundedread.h"
#include "text/terminaltext.h"
#include "trace/tracediff.h"
#include "trace/tracejson.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

const QList<qsizetype> kWidths{7, 24, 43, 43};

Result<Trace> traceIn(const QString &path)
{
    const Result<QByteArray> content = readFile(path, kMaxInputBytes);
    if (!content)
        return Result<Trace>::failure(content.error);
    const Result<Trace> trace = readTrace(*content);
    if (!trace)
        return Result<Trace>::failure(
            u"%1 is not a readable trace file (%2); diff reads files written by trace --format json"_s.arg(
                path, trace.error));
    return trace;
}

/// "2", or "2/3" where the hop has another number in the second trace, "-/3" where only that one has it.
QString placeOf(const TraceDifference &row)
{
    if (row.before < 0 && row.after < 0)
        return u"trace"_s;
    const auto number = [](int hop) { return hop < 0 ? u"-"_s : QString::number(hop + 1); };
    return row.before == row.after ? number(row.before) : number(row.before) + u'/' + number(row.after);
}

QString valueText(const QString &value)
{
    return value.isEmpty() ? u"(none)"_s : terminalText(value);
}

} // namespace

void describeDiff(CommandParser &parser)
{
    parser.addPositionalArgument(u"A"_s, u"Trace file."_s);
    parser.addPositionalArgument(u"B"_s, u"Trace file to compare with it."_s);
    parser.addOptions({
        {u"all"_s, u"Also show what differs between any two runs: times, Date, Age, Expires, Set-Cookie."_s},
        {u"no-redact"_s, u"Show credentials and cookies instead of placeholders such as [redacted 1]."_s},
    });
}

int runDiff(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().size() != 2)
        return usageError(u"two trace files are needed; write: hopscope-cli diff A B"_s);
    QList<Trace> traces;
    for (const QString &path : parser.positionalArguments()) {
        const Result<Trace> trace = traceIn(path);
        if (!trace)
            return usageError(trace.error);
        traces.append(*trace);
    }
    const bool marked = hasMarks(traces.first()) || hasMarks(traces.last());
    // Together, so that different secrets get different marks.
    if (!parser.isSet(u"no-redact"_s)) {
        const QList<Redaction> redactions = redacted(traces, RedactionOptions());
        traces = {redactions.first().trace, redactions.last().trace};
    }
    const QList<TraceDifference> differences = differencesOf(traces.first(), traces.last());
    QList<QStringList> rows{{u"Request"_s, u"Part"_s, u"First"_s, u"Second"_s}};
    for (const TraceDifference &row : differences) {
        if (!row.expected || parser.isSet(u"all"_s))
            rows.append({placeOf(row), terminalText(row.part), valueText(row.first), valueText(row.second)});
    }
    const bool same = sameButExpected(differences);
    QByteArray text = rows.size() > 1 ? wrappedTable(rows, kWidths) : QByteArray();
    if (same)
        text += "Nothing differs except what differs between any two runs.\n";
    if (marked)
        text += "Secrets were replaced with placeholders when the files were written, so they cannot be compared.\n";
    const int code = print(text);
    return code == kExitOk && !same ? kExitExpectation : code;
}

} // namespace hopscope::cli
