// SPDX-License-Identifier: MIT
#include "net/relay/upload.h"

#include "net/relay/proxychoice.h"

#include <QSslSocket>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

qint64 unsentBytes(const QTcpSocket &socket)
{
    const auto *tls = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

QByteArray headFor(RelayJob &job, const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return serializeRequestHead(job.request);
    job.proxyFields = proxyFields(proxy);
    const QString note =
        u"Sent to the proxy %1:%2, with the whole URL in the request line (RFC 9112 3.2.2)."_s.arg(proxy.hostName())
            .arg(proxy.port());
    // A connection that died may have been replaced.
    if (!job.notes.contains(note))
        job.notes.append(note);
    Request request = job.request;
    request.headers.fields += job.proxyFields.fields;
    return serializeRequestHead(request, TargetForm::Absolute);
}

void Upload::begin(RelayJob &job, QTcpSocket &socket, const QByteArray &head)
{
    job.enter(HopPhase::Send);
    m_hash.reset();
    m_leaving.clear();
    job.sentHeadBytes = head.size();
    write(job, socket, head);
}

void Upload::write(RelayJob &job, QTcpSocket &socket, const QByteArray &content)
{
    m_leaving += content;
    socket.write(content);
    // Now, and not after another turn of the event loop.
    socket.flush();
    noteLeft(job, socket);
}

void Upload::noteLeft(RelayJob &job, const QTcpSocket &socket)
{
    const qsizetype count = qsizetype(std::max<qint64>(0, m_leaving.size() - unsentBytes(socket)));
    if (count == 0)
        return;
    const QByteArray left = m_leaving.first(count);
    m_leaving.remove(0, count);
    Wire &wire = job.wire;
    const qint64 headLeft = std::min<qint64>(count, std::max<qint64>(0, job.sentHeadBytes - job.sentBytes));
    job.sentBytes += count;
    job.contentSent += count - headLeft;
    m_hash.addData(QByteArrayView(left).sliced(headLeft));
    const qint64 room = std::max<qint64>(0, job.wireLimit - wire.sent.size());
    wire.sent += left.first(std::min<qint64>(room, count));
    wire.truncated = wire.truncated || count > room;
}

void Upload::end(RelayJob &job)
{
    m_leaving.clear();
    if (job.phase == HopPhase::Send)
        job.enter(HopPhase::Wait);
    if (job.contentSent > 0 && job.contentSha256.isEmpty())
        job.contentSha256 = m_hash.result().toHex();
}

} // namespace hopscope
