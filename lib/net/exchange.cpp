// SPDX-License-Identifier: MIT
#include "net/exchange.h"

#include "net/relay/contentcoding.h"
#include "net/relay/tlswords.h"
#include "net/relay/tunnel.h"

#include <QBuffer>
#include <QFile>
#include <QNetworkRequest>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kReadBytes = 64 * 1024;

QNetworkRequest managerRequest(const QUrl &url, const QByteArray &id)
{
    QNetworkRequest request(url);
    request.setRawHeader(kJobField, id);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    return request;
}

} // namespace

Exchange::Exchange(Network &network, const RelayTarget &target, const ConnectionOptions &options,
                   const Request &request, const RequestContent &content, qint64 bodyLimit, const QElapsedTimer &clock,
                   QObject *parent)
    : QObject(parent),
      m_network(network),
      m_request(request),
      m_content(content),
      m_bodyLimit(bodyLimit),
      m_job(new RelayJob(this))
{
    m_job->target = target;
    m_job->target.isTunnel = options.http2 && target.secure && canTunnelTo(target.host);
    if (options.http2 && target.secure && !m_job->target.isTunnel)
        m_job->notes.append(u"HTTP/2 was not offered: the HTTP library cannot use it with this host."_s);
    m_job->options = options;
    m_job->request = request;
    m_job->wireLimit = bodyLimit + kMaxHeadBytes;
    m_job->clock = clock;
    m_job->timing.start = m_job->now();
    m_brief.setSingleShot(true);
    connect(&m_brief, &QTimer::timeout, this, &Exchange::finish);
    connect(m_job, &RelayJob::entered, this, &Exchange::entered);
    connect(m_job, &RelayJob::headReceived, this, &Exchange::headReceived);
    connect(m_job, &RelayJob::failed, this, [this] { stop(*m_job->failure, m_job->error); });
}

Exchange::~Exchange()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        delete m_reply;
    }
}

void Exchange::start()
{
    if (m_request.body.size > 0 && !openContent())
        return;
    m_reply = send();
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readContent);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
}

bool Exchange::openContent()
{
    if (m_content.file.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(m_content.bytes);
        buffer->open(QIODevice::ReadOnly);
        m_device = std::move(buffer);
        return true;
    }
    auto file = std::make_unique<QFile>(m_content.file);
    const bool open = file->open(QIODevice::ReadOnly);
    if (open && file->size() == m_request.body.size) {
        m_device = std::move(file);
        return true;
    }
    const QString reason = open ? u"the size of %1 has changed since the trace began"_s.arg(m_content.file)
                                : u"could not read %1: %2"_s.arg(m_content.file, file->errorString());
    QMetaObject::invokeMethod(
        this, [this, reason] { stop(OutcomeKind::NetworkError, reason); }, Qt::QueuedConnection);
    return false;
}

QNetworkReply *Exchange::send()
{
    const QByteArray id = m_network.relay().expect(m_job);
    if (!m_job->target.isTunnel)
        return sendThrough(m_network.manager(), managerRequest(m_network.laneFor(m_job->target), id));
    m_tunnelManager = std::make_unique<QNetworkAccessManager>();
    m_tunnelManager->setProxy(m_network.relay().proxy(id));
    QNetworkReply *reply = sendThrough(*m_tunnelManager, tunnelRequest(*m_job));
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::readTunnelHead);
    connect(reply, &QNetworkReply::encrypted, m_job, [this] { m_job->enter(HopPhase::Wait); });
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError> &errors) {
        m_certificateErrors = certificateErrors(errors, m_job->target.host);
        if (m_job->options.insecure)
            reply->ignoreSslErrors();
    });
    return reply;
}

QNetworkReply *Exchange::sendThrough(QNetworkAccessManager &manager, QNetworkRequest request)
{
    silence(request);
    const QByteArray &method = m_request.method;
    if (!m_device) {
        if (method == "GET")
            return manager.get(request);
        if (method == "HEAD")
            return manager.head(request);
        if (method == "DELETE")
            return manager.deleteResource(request);
        return manager.sendCustomRequest(request, method);
    }
    if (method == "POST")
        return manager.post(request, m_device.get());
    if (method == "PUT")
        return manager.put(request, m_device.get());
    return manager.sendCustomRequest(request, method, m_device.get());
}

void Exchange::readTunnelHead()
{
    const ResponseHead head = tunnelHead(*m_reply);
    if (m_job->head || head.status == 0)
        return;
    m_job->head = head;
    m_job->notes += head.notes;
    m_job->beginResponse();
    m_job->timing.wait = m_job->firstByteAt - m_job->timing.start - m_job->timing.dns - m_job->timing.connect;
    m_job->connection.tls = describeTls(m_reply->sslConfiguration());
    if (!m_certificateErrors.isEmpty())
        m_job->connection.tls->errors = {m_certificateErrors};
    Q_EMIT headReceived();
}

void Exchange::readContent()
{
    // In pieces: compressed content grows only as it is read.
    while (!m_finished) {
        const QByteArray bytes = m_reply->read(kReadBytes);
        noteDecodingError();
        if (bytes.isEmpty())
            return;
        // QNetworkAccessManager goes on with what it cannot decode.
        if (m_isUndecodable)
            continue;
        // In a tunnel QNetworkAccessManager has decoded.
        if (!m_decoder)
            m_decoder.emplace(m_job->target.isTunnel ? QList<Coding>() : codingsOf(*m_job->head, m_request.method),
                              std::max(kMaxDecodedBytes, m_bodyLimit));
        if (!m_decoder->feed(bytes, [this](QByteArrayView piece) { return takeContent(piece); }))
            finish();
    }
}

/// False: no more is wanted.
bool Exchange::takeContent(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    m_body.size += bytes.size();
    const qint64 room = std::max<qint64>(0, m_bodyLimit - m_body.bytes.size());
    m_body.bytes += bytes.first(std::min<qint64>(room, bytes.size()));
    m_body.truncated = m_body.truncated || bytes.size() > room;
    return !isEnough();
}

/// In a tunnel.
void Exchange::noteDecodingError()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_isUndecodable || !m_job->head || !isDecodingError(*m_reply, status))
        return;
    m_isUndecodable = true;
    m_body.truncated = true;
    m_job->notes.append(
        u"The body could not be decoded as its Content-Encoding says (%1) beyond the first %2 bytes. %3"_s.arg(
            QString::fromLatin1(m_job->head->headers.combined("Content-Encoding")), QString::number(m_body.size),
            whereBytesAre()));
}

/// Says so when the content ends before its coding does, or otherwise not as it should.
void Exchange::noteCutCoding()
{
    m_body.truncated = m_body.truncated || m_job->isContentCut;
    if (!m_decoder || m_failure)
        return;
    // What has arrived whole may still be left unread.
    if (isEnough() && (m_decoder->hasRest() || m_reply->bytesAvailable() > 0))
        noteUnread();
    if (isEnough())
        return;
    for (const CodingEnd &end : m_decoder->ends()) {
        m_body.truncated = m_body.truncated || end.isIncomplete();
        m_job->notes.append(codingNote(end, m_body.size) + u' ' + whereBytesAre());
    }
}

void Exchange::noteUnread()
{
    m_body.truncated = true;
    m_job->notes.append(u"The redirect's body was not read to the end: the next request does not wait for it."_s);
}

QString Exchange::whereBytesAre() const
{
    return m_job->target.isTunnel ? u"The bytes as received are not recorded."_s
                                  : u"The bytes as received are shown under Wire."_s;
}

void Exchange::readBriefly()
{
    m_isBrief = true;
    // QNetworkAccessManager would first send all of the request's content, which nobody reads any more.
    const bool isEmpty = m_job->lastByteAt >= 0 && m_job->wire.received.size() == m_job->headBytes;
    m_brief.start(isEmpty && !isContentSent() ? 0 : kRedirectContentMs);
}

void Exchange::replyFinished()
{
    if (m_finished)
        return;
    readContent();
    // The close that ends the answer, seen by QNetworkAccessManager while it was still sending.
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool isItsEnd =
        m_job->lastByteAt >= 0 && !isContentSent() && m_body.size > 0 &&
        (error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::UnknownNetworkError);
    if (m_finished || isItsEnd || !isConnectionError(*m_reply)) {
        finish();
        return;
    }
    if (m_job->target.isTunnel && !m_job->head) {
        stopTunnel();
        return;
    }
    // What follows a redirect's head changes nothing for the next request.
    if (m_isBrief) {
        m_job->notes.append(replyError());
        m_body.truncated = true;
        finish();
        return;
    }
    stop(OutcomeKind::NetworkError, replyError());
}

/// Nothing was answered: the cause is the certificate where it was not accepted, else what the relay saw.
void Exchange::stopTunnel()
{
    if (!m_certificateErrors.isEmpty()) {
        m_job->connection.tls = describeTls(m_reply->sslConfiguration());
        m_job->connection.tls->errors = {m_certificateErrors};
    }
    if (!m_certificateErrors.isEmpty() && !m_job->options.insecure)
        stop(OutcomeKind::TlsError, m_certificateErrors);
    else if (m_reply->error() == QNetworkReply::SslHandshakeFailedError)
        stop(OutcomeKind::TlsError,
             u"TLS handshake with %1 failed: %2"_s.arg(m_job->target.host, m_reply->errorString()));
    else
        stop(OutcomeKind::NetworkError,
             m_job->closed.isEmpty() ? m_reply->errorString() : m_job->closed + u" without a response"_s);
}

QString Exchange::replyError() const
{
    if (!m_job->head)
        return u"the connection inside Hopscope failed: %1"_s.arg(m_reply->errorString());
    if (!m_job->closed.isEmpty())
        return u"%1 in the middle of the body, after %2 bytes"_s.arg(m_job->closed).arg(m_body.size);
    if (m_reply->error() == QNetworkReply::RemoteHostClosedError)
        return u"the server closed the connection in the middle of the body, after %1 bytes"_s.arg(m_body.size);
    return u"the body could not be read beyond %1 bytes: %2"_s.arg(m_body.size).arg(m_reply->errorString());
}

void Exchange::stop(OutcomeKind kind, const QString &reason)
{
    if (m_finished)
        return;
    // Only what the relay reports is about this content; the user and the trace's limit end the chain.
    if (m_isBrief && m_job->head && m_job->failure) {
        m_job->notes.append(u"The redirect's body was not read to the end: %1."_s.arg(reason));
        m_body.truncated = true;
    } else {
        m_failure = kind;
        m_error = reason;
    }
    finish();
}

void Exchange::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_job->finish();
    m_brief.stop();
    takeTimes();
    const bool whole = m_reply && m_reply->isFinished();
    const bool isAllThere = whole || (m_job->lastByteAt >= 0 && m_job->wire.received.size() == m_job->headBytes);
    if (!isAllThere && m_job->head && !m_failure && !m_job->failure)
        noteUnread();
    if (whole)
        noteCutCoding();
    if (m_body.size > 0)
        m_body.sha256 = m_hash.result().toHex();
    if (m_reply && !whole) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
    Q_EMIT finished();
}

void Exchange::takeTimes()
{
    Timing &timing = m_job->timing;
    if (m_job->firstByteAt >= 0)
        timing.receive = (m_job->lastByteAt >= 0 ? m_job->lastByteAt : m_job->now()) - m_job->firstByteAt;
    else if (m_job->target.isTunnel && !m_job->connection.address.isEmpty())
        timing.wait = m_job->now() - timing.start - timing.dns - timing.connect;
}

Request Exchange::request() const
{
    Request request = m_request;
    if (isContentSent() && !m_job->contentSha256.isEmpty())
        request.body.sha256 = m_job->contentSha256;
    return request;
}

qint64 Exchange::contentSent() const
{
    // In a tunnel nobody counts.
    return m_job->target.isTunnel ? m_request.body.size : m_job->contentSent;
}

/// With the content that left, and the fields that a proxy got beside the request's own.
Request Exchange::sentRequest() const
{
    Request sent = request();
    sent.headers.fields += m_job->proxyFields.fields;
    // A file may have changed since it was looked at: what counts is what was sent.
    if (m_job->target.isTunnel || (isContentSent() && m_content.file.isEmpty()))
        return sent;
    const QByteArray bytes = m_job->wire.sent.mid(m_job->sentHeadBytes);
    sent.body.size = contentSent();
    sent.body.sha256 = m_job->contentSha256;
    sent.body.bytes = bytes.first(std::min<qint64>(m_bodyLimit, bytes.size()));
    sent.body.truncated = sent.body.bytes.size() < sent.body.size;
    return sent;
}

std::optional<Response> Exchange::response() const
{
    if (!m_job->head)
        return std::nullopt;
    const ResponseHead &head = *m_job->head;
    return Response{.version = head.version,
                    .status = head.status,
                    .reason = head.reason,
                    .headers = head.headers,
                    .interim = m_job->interim,
                    .body = m_body};
}

Hop Exchange::hop() const
{
    Hop hop;
    hop.request = sentRequest();
    hop.response = response();
    hop.timing = m_job->timing;
    hop.connection = m_job->connection;
    if (!m_job->wire.sent.isEmpty())
        hop.wire = m_job->wire;
    hop.notes = m_job->notes;
    hop.error = m_error;
    if (!isContentSent())
        hop.notes.append(
            (m_job->head ? u"The server responded before it had the whole request body: %1 of %2 bytes were sent."_s
                         : u"Only %1 of the request body's %2 bytes were sent before the exchange ended."_s)
                .arg(contentSent())
                .arg(m_request.body.size));
    return hop;
}

} // namespace hopscope
