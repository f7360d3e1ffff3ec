// SPDX-License-Identifier: MIT
#include "app/cli/watchoutput.h"

#include "formats/write/tracefolder.h"

#include <QFileInfo>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

bool isFolderPath(const QString &path)
{
    return path.endsWith(u'/') || QFileInfo(path).isDir();
}

} // namespace

WatchOutput::WatchOutput(const QCommandLineParser &parser)
    : m_formatId(parser.value(u"format"_s)),
      m_path(parser.value(u"output"_s)),
      m_output(parser),
      m_isQuiet(parser.isSet(u"quiet"_s))
{
}

QString WatchOutput::open()
{
    const Result<const Format *> format = formatNamed(m_formatId);
    if (!format)
        return format.error;
    m_format = *format;
    if (m_path.isEmpty() && isBinary(*m_format))
        return u"%1 cannot be mixed with what the program prints; name a file with -o"_s.arg(QString(m_format->id));
    if (isFolderPath(m_path))
        return {};
    return m_output.open();
}

void WatchOutput::add(const Trace &trace)
{
    ++m_count;
    if (!isStream())
        m_kept.append(trace);
    else if (m_code == kExitOk)
        m_code = write(trace);
}

int WatchOutput::write(const Trace &trace)
{
    const QList<Trace> shown = m_output.shown({trace});
    if (!m_path.isEmpty() || m_isQuiet)
        return m_output.write(shown);
    const auto sink = [](const QByteArray &bytes) {
        return std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr) == size_t(bytes.size());
    };
    if (!writeTraces(*m_format, shown, sink))
        return kExitUsage;
    m_output.sayWhatWasRemoved();
    return kExitOk;
}

int WatchOutput::finish()
{
    if (m_count == 0)
        printError(u"no request came through the proxy: the program sent none, or it does not use the proxy that its "
                   "variables name"_s);
    if (isStream() || m_kept.isEmpty())
        return m_code;
    const QList<Trace> shown = m_output.shown(m_kept);
    const bool isFolder = isFolderPath(m_path);
    if (!isFolder && (shown.size() == 1 || m_format->writeAll))
        return m_output.write(shown);
    const QFileInfo file(m_path);
    const QString folder = isFolder ? m_path : file.path();
    const QString stem = isFolder ? u"chain"_s : file.completeBaseName();
    if (const QString error = writeTraceFolder(folder, stem, *m_format, shown); !error.isEmpty())
        return usageError(error);
    if (!isFolder)
        printError(u"%1 holds one chain, and there are %2: they are in files of their own, %3/%4-N.%5"_s.arg(
            QString(m_format->id), QString::number(shown.size()), folder, stem, QString(m_format->extension)));
    m_output.sayWhatWasRemoved();
    return kExitOk;
}

} // namespace hopscope::cli
