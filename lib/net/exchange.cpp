// SPDX-License-Identifier: MIT
#include "net/exchange.h"

#include "http/chunks.h"
#include "http/framing.h"
#include "net/contentcoding.h"
#include "net/tlswords.h"
#include "net/tunnel.h"

#include <QBuffer>
#include <QFile>
#include <QNetworkRequest>

#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kReadBytes = 64 * 1024;

/// The relay goes where the job says; this URL only has to be one that QUrl takes, the same for the same origin.
QUrl managerUrl(const RelayTarget &target)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(target.host);
    if (url.host().isEmpty())
        url.setHost(u"unnamed.invalid"_s);
    url.setPort(target.port);
    url.setPath(u"/"_s);
    return url;
}

/// Switches off everything that QNetworkAccessManager does by itself.
void silence(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Large answers are legitimate here, and nothing that was decompressed is kept beyond the limit.
    request.setDecompressedSafetyCheckThreshold(-1);
}

QNetworkRequest managerRequest(const RelayTarget &target, const QByteArray &id)
{
    QNetworkRequest request(managerUrl(target));
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
    m_job->options = options;
    m_job->request = request;
    m_job->isTunnel = options.http2 && target.secure;
    m_job->wireLimit = bodyLimit + kMaxHeadBytes;
    m_job->clock = clock;
    m_job->timing.start = m_job->now();
    m_brief.setSingleShot(true);
    connect(&m_brief, &QTimer::timeout, this, &Exchange::finish);
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
    const QString reason = open ? u"%1 has changed its size since the trace began"_s.arg(m_content.file)
                                : u"could not read %1: %2"_s.arg(m_content.file, file->errorString());
    QMetaObject::invokeMethod(
        this, [this, reason] { stop(OutcomeKind::NetworkError, reason); }, Qt::QueuedConnection);
    return false;
}

QNetworkReply *Exchange::send()
{
    const QByteArray id = m_network.relay().expect(m_job);
    if (!m_job->isTunnel)
        return sendThrough(m_network.manager(), managerRequest(m_job->target, id));
    m_tunnelManager = std::make_unique<QNetworkAccessManager>();
    m_tunnelManager->setProxy(m_network.relay().proxy(id));
    QNetworkReply *reply = sendThrough(*m_tunnelManager, tunnelRequest(*m_job));
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::readTunnelHead);
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
    m_job->firstByteAt = m_job->now();
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
        m_hash.addData(bytes);
        m_body.size += bytes.size();
        const qint64 room = std::max<qint64>(0, m_bodyLimit - m_body.bytes.size());
        m_body.bytes += bytes.first(std::min<qint64>(room, bytes.size()));
        m_body.truncated = m_body.truncated || bytes.size() > room;
        m_job->consume(bytes.size());
        if (m_isBrief && m_body.size > kRedirectContentBytes)
            finish();
    }
}

void Exchange::noteDecodingError()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_isUndecodable || !m_job->head || !isDecodingError(*m_reply, status))
        return;
    m_isUndecodable = true;
    m_body.truncated = true;
    m_job->notes.append(
        u"The content could not be decoded as its Content-Encoding says (%1), after %2 bytes of it. %3"_s.arg(
            QString::fromLatin1(m_job->head->headers.combined("Content-Encoding")), QString::number(m_body.size),
            whereBytesAre()));
    // The rest is not decoded but still recorded, so nothing may hold it up.
    m_job->consume(std::numeric_limits<qint64>::max() / 2);
}

/// Says so when the content ends before its coding does.
void Exchange::noteCutCoding()
{
    const QByteArray coding = m_job->head ? decodableCoding(m_job->head->headers) : QByteArray();
    if (m_isUndecodable || m_job->isTunnel || m_job->wire.truncated || coding.isEmpty() || m_failure)
        return;
    const Result<Framing> framing = responseFraming(*m_job->head, m_request.method);
    if (!framing || framing->kind == Framing::Kind::None)
        return;
    QByteArray content = m_job->wire.received.mid(m_job->headBytes);
    if (framing->kind == Framing::Kind::Chunked) {
        const ChunkedContent chunked = readChunks(content);
        content = chunked.data.first(chunked.wholeBytes);
    } else if (framing->kind == Framing::Kind::Length) {
        content.truncate(framing->length);
    }
    if (endOfCoding(coding, content) != CodingEnd::Cut)
        return;
    m_body.truncated = true;
    m_job->notes.append(
        u"The content ends in the middle of its Content-Encoding (%1): the rest of it is missing, after "
        "%2 bytes that could be decoded. %3"_s.arg(QString::fromLatin1(coding), QString::number(m_body.size),
                                                   whereBytesAre()));
}

QString Exchange::whereBytesAre() const
{
    return m_job->isTunnel ? u"The bytes as received are not recorded."_s
                           : u"The bytes as received stand under Wire."_s;
}

void Exchange::readBriefly()
{
    m_isBrief = true;
    m_brief.start(kRedirectContentMs);
}

void Exchange::replyFinished()
{
    if (m_finished)
        return;
    readContent();
    if (m_finished || !isConnectionError(*m_reply)) {
        finish();
        return;
    }
    if (m_job->isTunnel && !m_job->head) {
        const bool isTls = m_reply->error() == QNetworkReply::SslHandshakeFailedError;
        stop(isTls ? OutcomeKind::TlsError : OutcomeKind::NetworkError,
             m_certificateErrors.isEmpty() ? m_reply->errorString() : m_certificateErrors);
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

QString Exchange::replyError() const
{
    if (!m_job->head)
        return u"no connection inside the program: %1"_s.arg(m_reply->errorString());
    if (m_reply->error() == QNetworkReply::RemoteHostClosedError)
        return u"the server closed the connection in the middle of the content, after %1 bytes"_s.arg(m_body.size);
    return u"the content could not be read beyond %1 bytes: %2"_s.arg(m_body.size).arg(m_reply->errorString());
}

void Exchange::stop(OutcomeKind kind, const QString &reason)
{
    if (m_finished)
        return;
    if (m_isBrief && m_job->head && kind != OutcomeKind::Canceled) {
        m_job->notes.append(u"The redirect's content was not read to its end: %1."_s.arg(reason));
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
    m_job->complete = true;
    m_brief.stop();
    if (m_job->firstByteAt >= 0)
        m_job->timing.receive = m_job->now() - m_job->firstByteAt;
    else
        takeTimeUntilTheEnd();
    const bool whole = m_reply && m_reply->isFinished();
    if (!whole && m_job->head && !m_failure) {
        m_body.truncated = true;
        m_job->notes.append(
            u"The redirect's content was not read to its end: the next request does not wait for it."_s);
    }
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

/// Nothing has arrived: the rest of the time was spent with waiting, or with connecting where that had not ended.
void Exchange::takeTimeUntilTheEnd()
{
    Timing &timing = m_job->timing;
    const bool connected = !m_job->connection.address.isEmpty();
    const qint64 known = timing.dns + timing.connect + timing.tls + timing.send;
    const qint64 rest = m_job->now() - timing.start - known;
    if (connected)
        timing.wait = rest;
    else if (known == 0)
        timing.connect = rest;
}

Request Exchange::sentRequest() const
{
    Request request = m_request;
    if (m_job->contentSha256.isEmpty())
        return request;
    request.body.sha256 = m_job->contentSha256;
    // A file may have changed since it was looked at: what counts is what was sent.
    if (!m_content.file.isEmpty()) {
        const QByteArray sent = m_job->wire.sent.mid(serializeRequestHead(m_job->request).size());
        request.body.bytes = sent.first(std::min<qint64>(m_bodyLimit, sent.size()));
        request.body.truncated = request.body.bytes.size() < request.body.size;
    }
    return request;
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
    if (m_job->contentSent < m_request.body.size && !m_job->isTunnel)
        hop.notes.append(u"Only %1 of %2 bytes of the request's content were sent before the exchange ended."_s
                             .arg(m_job->contentSent)
                             .arg(m_request.body.size));
    return hop;
}

} // namespace hopscope
