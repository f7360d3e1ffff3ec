// SPDX-License-Identifier: MIT
#include "net/exchange.h"

#include "net/h2/http2fields.h"
#include "net/relay/contentcoding.h"

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
    m_job->target.offersHttp2 = options.http2 && target.secure;
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
    return sendThrough(m_network.manager(), managerRequest(m_network.laneFor(m_job->target), id));
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

void Exchange::readContent()
{
    // In pieces: compressed content grows only as it is read.
    while (!m_finished) {
        const QByteArray bytes = m_reply->read(kReadBytes);
        if (bytes.isEmpty())
            return;
        if (!m_decoder)
            m_decoder.emplace(codingsOf(*m_job->head, m_request.method), std::max(kMaxDecodedBytes, m_bodyLimit));
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
        m_job->notes.append(codingNote(end, m_body.size) + u" The bytes as received are shown under Wire."_s);
    }
}

void Exchange::noteUnread()
{
    m_body.truncated = true;
    m_job->notes.append(u"The redirect's body was not read to the end: the next request does not wait for it."_s);
}

void Exchange::readBriefly()
{
    m_isBrief = true;
    // QNetworkAccessManager would first send all of the request's content, which nobody reads any more.
    m_brief.start(m_job->isEmptyResponse() && !isContentSent() ? 0 : kRedirectContentMs);
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
    if (m_finished || isItsEnd || error == QNetworkReply::NoError) {
        finish();
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
        return u"the connection inside Hopscope failed: %1"_s.arg(m_reply->errorString());
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
    const bool isAllThere = whole || m_job->isEmptyResponse();
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
    return m_job->contentSent;
}

/// With the content that left, and the fields that a proxy got beside the request's own.
Request Exchange::sentRequest() const
{
    Request sent = request();
    sent.headers.fields += m_job->proxyFields.fields;
    if (m_job->wire.http2) {
        sent.version = "HTTP/2";
        if (const Headers fields = sentFields(*m_job->wire.http2, sent.url); !fields.fields.isEmpty())
            sent.headers = fields;
    }
    // A file may have changed since it was looked at: what counts is what was sent.
    if (isContentSent() && m_content.file.isEmpty())
        return sent;
    const QByteArray bytes = m_job->wire.http2 ? m_job->sentContent : m_job->wire.sent.mid(m_job->sentHeadBytes);
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
