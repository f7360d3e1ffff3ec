// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "net/clientfiles.h"
#include "net/tracerequest.h"
#include "paint/paintedformats.h"
#include "redirect/client/clientstack.h"
#include "text/terminaltext.h"
#include "text/wholenumber.h"

#include <QFile>
#include <QStringList>

#include <cstdio>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

int exitCodeOf(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Final:
    case OutcomeKind::NotFollowed:
        return kExitOk;
    case OutcomeKind::Loop:
    case OutcomeKind::TooManyRedirects:
    case OutcomeKind::MissingLocation:
    case OutcomeKind::InvalidLocation:
    case OutcomeKind::UnsupportedScheme:
        return kExitRedirectFault;
    case OutcomeKind::NetworkError:
    case OutcomeKind::TlsError:
    case OutcomeKind::Timeout:
    case OutcomeKind::Limit:
    case OutcomeKind::Canceled:
        break;
    }
    return kExitNetwork;
}

void printError(const QString &message)
{
    const QByteArray line = "hopscope-cli: " + terminalText(message).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

int usageError(const QString &message)
{
    printError(message);
    return kExitUsage;
}

int print(const QByteArray &bytes)
{
    return Output(QString()).write(bytes);
}

QStringList formatIdList()
{
    QStringList ids;
    for (const Format *format : allFormats())
        ids.append(format->id);
    return ids;
}

QString formatIds()
{
    return formatIdList().join(u", "_s);
}

Result<const Format *> formatNamed(const QString &id)
{
    if (const Format *found = findAnyFormat(id))
        return found;
    return Result<const Format *>::failure(u"there is no format \"%1\"; choose one of: %2"_s.arg(id, formatIds()));
}

Result<qint64> numberOf(const QCommandLineParser &parser, const QString &option, qint64 minimum, qint64 maximum)
{
    return wholeNumber(u"--"_s + option, parser.value(option), minimum, maximum);
}

Result<QList<ClientPointer>> stackOf(const Clients &clients)
{
    const QList<ClientPointer> found = clientsOfStack(clients.all(), readClientStack());
    if (!found.isEmpty())
        return found;
    return Result<QList<ClientPointer>>::failure(
        u"your stack has no client; mark clients with a star on the Clients page of the window"_s);
}

Result<Headers> headersOf(const QCommandLineParser &parser)
{
    Headers headers;
    for (const QString &line : parser.values(u"header"_s)) {
        const Result<Header> field = parseHeaderLine(line);
        if (!field)
            return Result<Headers>::failure(field.error);
        headers.fields.append(*field);
    }
    return headers;
}

Result<QByteArray> inputOf(const QString &path, qint64 limit)
{
    if (path != u"-")
        return readFile(path, limit);
    QFile file;
    file.open(stdin, QIODevice::ReadOnly);
    return readAtMost(file, u"standard input"_s, limit);
}

bool wantsColor(const QCommandLineParser &parser)
{
    const QString when = parser.value(u"color"_s);
    if (when != u"auto")
        return when == u"always";
    const QByteArray terminal = qgetenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR") && !terminal.isEmpty() &&
           terminal != "dumb";
}

bool isStandardOutput(const QString &path)
{
    return path.isEmpty() || path == u"-";
}

Output::Output(const QString &path, bool isQuiet) : m_isQuiet(isQuiet)
{
    if (!isStandardOutput(path))
        m_file.emplace(path);
}

QString Output::open()
{
    if (!m_file || m_file->open())
        return {};
    return u"%1 cannot be written (%2): choose another file for -o"_s.arg(m_file->path(), m_file->errorString());
}

int Output::write(const QByteArray &bytes)
{
    return write([&](const ByteSink &sink) { return sink(bytes); });
}

int Output::write(const std::function<bool(const ByteSink &sink)> &writer)
{
    if (!m_file) {
        const auto append = [this](const QByteArray &bytes) {
            return m_isQuiet || std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) == size_t(bytes.size());
        };
        if (writer(append) && std::fflush(stdout) == 0)
            return kExitOk;
        return usageError(u"standard output cannot be written to; check where it goes"_s);
    }
    if (writer([this](const QByteArray &bytes) { return m_file->append(bytes); }) && m_file->commit())
        return kExitOk;
    return usageError(u"%1 was not written (%2); free some space or choose another file"_s.arg(m_file->path(),
                                                                                               m_file->errorString()));
}

} // namespace hopscope::cli
