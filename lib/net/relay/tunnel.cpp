// SPDX-License-Identifier: MIT
#include "net/relay/tunnel.h"

#include "net/relay/contentcoding.h"
#include "net/relay/hostname.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isLeftToManager(const QByteArray &name)
{
    constexpr QByteArrayView names[] = {"Host", "Content-Length", "Connection", "Keep-Alive", "Upgrade"};
    return isOneOf(names, name);
}

/// Here QNetworkAccessManager sees the field as it is, and does not know that x-gzip is gzip.
QString tunnelCodingNote(const Headers &headers)
{
    const QByteArray coding = headers.combined("Content-Encoding").toLower();
    return coding == "x-gzip" ? u"The body is shown as received: Content-Encoding x-gzip is not decoded in HTTP/2."_s
                              : keptCodingNote(headers);
}

} // namespace

bool canTunnelTo(const QString &host)
{
    return !host.contains(u':') && nameError(host).isEmpty();
}

QNetworkRequest tunnelRequest(const RelayJob &job)
{
    QNetworkRequest request(QUrl(QString::fromUtf8(job.request.url), QUrl::StrictMode));
    for (const Header &field : job.request.headers.fields) {
        if (!isLeftToManager(field.name))
            request.setRawHeader(field.name, job.request.headers.combined(field.name));
    }
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    QSslConfiguration tls = job.options.tls;
    tls.setAllowedNextProtocols({QByteArray(QSslConfiguration::ALPNProtocolHTTP2), QByteArray("http/1.1")});
    request.setSslConfiguration(tls);
    return request;
}

ResponseHead tunnelHead(const QNetworkReply &reply)
{
    ResponseHead head;
    head.version = reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() ? "HTTP/2" : "HTTP/1.1";
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    for (const auto &[name, value] : reply.rawHeaderPairs()) {
        if (equalsIgnoringCase(name, "Set-Cookie")) {
            for (const QByteArray &line : value.split('\n'))
                head.headers.append(name, line);
        } else {
            head.headers.append(name, value);
        }
    }
    head.notes.append(u"%1 was encrypted end to end: the fields are as the HTTP library reports them, repeated ones "
                      "joined, and the bytes are not recorded."_s.arg(QString::fromLatin1(head.version)));
    if (const QString note = tunnelCodingNote(head.headers); !note.isEmpty())
        head.notes.append(note);
    return head;
}

bool isDecodingError(const QNetworkReply &reply, int status)
{
    // QNetworkAccessManager gives statuses of 400 and more the same error; the relay shows it 200 in their place.
    return reply.error() == QNetworkReply::UnknownContentError && status < 400;
}

bool isConnectionError(const QNetworkReply &reply)
{
    const int error = reply.error();
    const bool isStatus =
        (error >= QNetworkReply::ContentAccessDenied && error < QNetworkReply::ProtocolUnknownError) ||
        (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
    return error != QNetworkReply::NoError && !isStatus;
}

} // namespace hopscope
