// SPDX-License-Identifier: MIT
#include "net/auditlog.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A trace with its bodies is shorter.
constexpr qint64 kMaxAuditLine = 512 * 1024 * 1024;
/// QJsonObject sorts its members.
constexpr QByteArrayView kLineStart = R"({"asked":")";

QString noLogText(const QString &path, const QString &why)
{
    return u"%1 is not a file of JSON lines of an audit (%2): name another one"_s.arg(path, why);
}

/// Whether a line without an end may be what is left of one: nothing else is cut off.
bool isCutLine(const QByteArray &line)
{
    return kLineStart.startsWith(line) || line.startsWith(kLineStart);
}

/// Calls `read(line, number, offset)` for each whole line, which returns what is wrong with it. Returns the offset
/// behind the last one.
template <typename Read>
Result<qint64> readLines(const QString &path, Read read)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Result<qint64>::failure(u"%1 cannot be read (%2): check its name"_s.arg(path, file.errorString()));
    qint64 end = 0;
    for (int number = 1;; ++number) {
        const QByteArray line = file.readLine(kMaxAuditLine);
        if (!line.endsWith('\n'))
            return isCutLine(line) ? Result<qint64>(end)
                                   : Result<qint64>::failure(noLogText(path, u"line %1 is another one"_s.arg(number)));
        end += line.size();
        if (line.trimmed().isEmpty())
            continue;
        if (const QString error = read(line, number, end - line.size()); !error.isEmpty())
            return Result<qint64>::failure(noLogText(path, error));
    }
}

} // namespace

bool isAuditLog(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(kLineStart.size()) == kLineStart;
}

Result<qint64> readAuditLog(const QString &path,
                            const std::function<void(const AuditResult &result, const QByteArray &line)> &take)
{
    return readLines(path, [&](const QByteArray &line, int number, qint64) {
        const Result<AuditResult> result = readAuditLine(line, number);
        if (result)
            take(*result, line);
        return result.error;
    });
}

Result<qint64> readAuditRows(const QString &path, const std::function<void(const AuditLogRow &row)> &take)
{
    return readLines(path, [&](const QByteArray &line, int number, qint64 offset) {
        const Result<AuditResult> result = readAuditLine(line, number);
        if (result)
            take({.result = *result, .chain = {}, .offset = offset, .size = line.size()});
        return result.error;
    });
}

Result<qint64> readAuditChains(const QString &path, const std::function<void(const AuditLogRow &row)> &take)
{
    return readLines(path, [&](const QByteArray &line, int number, qint64 offset) {
        const Result<ResultAndChain> read = readChainLine(line, number);
        if (read)
            take({.result = read->result, .chain = read->chain, .offset = offset, .size = line.size()});
        return read.error;
    });
}

Result<qint64> readAuditTraces(const QString &path, const std::function<void(const ShownResult &shown)> &take)
{
    return readLines(path, [&](const QByteArray &line, int number, qint64) {
        const Result<ShownResult> shown = readShownLine(line, number);
        if (shown)
            take(*shown);
        return shown.error;
    });
}

Result<QByteArray> auditLineAt(const QString &path, qint64 offset)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return Result<QByteArray>::failure(u"%1 cannot be read (%2): check its name"_s.arg(path, file.errorString()));
    const QByteArray line = file.readLine(kMaxAuditLine);
    if (isCutLine(line) && line.endsWith('\n'))
        return line;
    return Result<QByteArray>::failure(noLogText(path, u"it was changed meanwhile"_s));
}

Result<AuditBaseline> readAuditBaseline(const QString &path)
{
    AuditBaseline baseline;
    const Result<qint64> read = readAuditLog(
        path, [&](const AuditResult &result, const QByteArray &) { baseline.insert(result.id, result.judgement); });
    return read ? Result<AuditBaseline>(baseline) : Result<AuditBaseline>::failure(read.error);
}

QString AuditLog::open(const QString &path, qint64 offset)
{
    m_file.setFileName(path);
    // Unbuffered: the system has the line when write() returns, whatever becomes of this process.
    const bool isOpen =
        m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && m_file.resize(offset) && m_file.seek(offset);
    return isOpen ? QString() : u"%1 cannot be written (%2): name another file"_s.arg(path, m_file.errorString());
}

QString AuditLog::append(const QByteArray &line)
{
    if (m_file.write(line) == line.size())
        return {};
    return u"%1 cannot be written (%2): make room, and go on with --resume"_s.arg(m_file.fileName(),
                                                                                  m_file.errorString());
}

} // namespace hopscope
