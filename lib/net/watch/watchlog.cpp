// SPDX-License-Identifier: MIT
#include "net/watch/watchlog.h"

#include "trace/tracejson.h"

#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString WatchLog::open(const QString &path)
{
    m_file.setFileName(path);
    // Unbuffered: another thread reads what append() has written.
    if (m_file.open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered) &&
        m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    return u"%1 cannot be written (%2): make room there"_s.arg(path, m_file.errorString());
}

Result<qint64> WatchLog::append(const Trace &trace)
{
    const qint64 offset = m_file.pos();
    const QByteArray line = QJsonDocument(traceToJson(trace)).toJson(QJsonDocument::Compact) + '\n';
    if (m_file.write(line) == line.size())
        return offset;
    const QString fault = u"the chain could not be kept, because %1 cannot be written (%2): make room there"_s.arg(
        m_file.fileName(), m_file.errorString());
    m_file.resize(offset);
    m_file.seek(offset);
    return Result<qint64>::failure(fault);
}

void WatchLog::clear()
{
    m_file.resize(0);
    m_file.seek(0);
}

Result<Trace> readWatched(const QString &path, qint64 offset)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.seek(offset))
        return readTrace(file.readLine());
    return Result<Trace>::failure(u"%1 cannot be read (%2): the chain is gone"_s.arg(path, file.errorString()));
}

} // namespace hopscope
