// SPDX-License-Identifier: MIT
#include "net/tracerequest.h"

#include "formats/boundedread.h"
#include "http/url.h"
#include "net/connectionoptions.h"
#include "redirect/profile.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A sentence, or nothing when all is well.
using Complaint = QString;

Complaint checkMethod(const QByteArray &method)
{
    if (!isToken(method))
        return u"“%1” is no method: write letters such as GET or POST."_s.arg(QString::fromUtf8(method));
    if (method == "CONNECT")
        return u"CONNECT opens a tunnel and requests nothing: choose another method."_s;
    return {};
}

Complaint checkHeaders(const Headers &headers)
{
    for (const Header &field : headers.fields) {
        const QString name = QString::fromUtf8(field.name);
        if (!isToken(field.name))
            return u"“%1” is no field name: use letters, digits and hyphens, as in “Name: value”."_s.arg(name);
        if (!isFieldValue(field.value))
            return u"The value of %1 has a control character: take it out."_s.arg(name);
        if (equalsIgnoringCase(field.name, "Content-Length") || equalsIgnoringCase(field.name, "Transfer-Encoding"))
            return u"%1 is set from the body, so that the request ends where it says: leave it out."_s.arg(name);
    }
    return {};
}

constexpr qint64 kMaxCookieFileBytes = 16 * 1024 * 1024;
constexpr qint64 kNoLimit = -1;

/// `limit`: the most bytes that are read of it, or kNoLimit for a file that is streamed.
Complaint checkReadable(const QString &path, const QString &what, qint64 limit)
{
    if (path.isEmpty())
        return {};
    const QFileInfo info(path);
    if (!info.exists())
        return u"The %1 %2 does not exist: check the path."_s.arg(what, path);
    if (info.isDir())
        return u"The %1 %2 is a folder: name a file."_s.arg(what, path);
    if (limit == kNoLimit && !info.isFile())
        return u"The %1 %2 is a device or pipe, whose length nobody knows: name a file."_s.arg(what, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"The %1 %2 cannot be read (%3): check its permissions."_s.arg(what, path, file.errorString());
    if (limit == kNoLimit)
        return {};
    const Result<QByteArray> content = readAtMost(file, u"The %1 %2"_s.arg(what, path), limit);
    return content ? Complaint() : content.error + u'.';
}

Complaint checkFiles(const TraceRequest &request)
{
    const std::tuple<QString, QString, qint64> files[] = {
        {request.content.file, u"body file"_s, kNoLimit},
        {request.cookieFile, u"cookie file"_s, kMaxCookieFileBytes},
        {request.caFile, u"CA file"_s, kMaxPemBytes},
        {request.certificateFile, u"client certificate file"_s, kMaxPemBytes}};
    for (const auto &[path, what, limit] : files) {
        if (Complaint complaint = checkReadable(path, what, limit); !complaint.isEmpty())
            return complaint;
    }
    if (!request.caFile.isEmpty() && readCertificates(request.caFile).isEmpty())
        return u"The CA file %1 has no certificate in PEM format."_s.arg(request.caFile);
    if (!request.certificateFile.isEmpty() && readCertificates(request.certificateFile).isEmpty())
        return u"The client certificate file %1 has no certificate in PEM format."_s.arg(request.certificateFile);
    if (!request.certificateFile.isEmpty() && readKey(request.certificateFile).isNull())
        return u"The client certificate file %1 has no key without a passphrase: put it into the same file in PEM format."_s
            .arg(request.certificateFile);
    if (request.cookieFile.isEmpty())
        return {};
    const Result<CookieJar> jar = readCookieFile(request.cookieFile);
    return jar ? Complaint() : u"The cookie file %1 cannot be used: %2"_s.arg(request.cookieFile, jar.error);
}

Complaint checkLimits(const TraceRequest &request)
{
    if (request.maxHops < -1)
        return u"The number of redirects to follow cannot be negative: give 0 or more."_s;
    if (request.timeoutMs <= 0)
        return u"The time limit has to be more than 0 seconds."_s;
    if (request.wait.connectMs <= 0 || request.wait.firstByteMs <= 0 || request.wait.idleMs <= 0)
        return u"The limits for connecting, for the first byte and for silence have to be more than 0 seconds."_s;
    if (request.bodyLimit < 0)
        return u"The body limit cannot be negative: give 0 bytes or more."_s;
    if (!request.userPassword.isEmpty() && !request.userPassword.contains(':'))
        return u"Credentials need a colon between user and password: write user:password."_s;
    return {};
}

} // namespace

const ClientProfile *clientOf(const TraceRequest &request)
{
    const bool isOwn = request.ownClient && request.client == request.ownClient->id;
    return isOwn ? request.ownClient.get() : findClient(request.client);
}

Result<QByteArray> checkTraceRequest(const TraceRequest &request)
{
    const Result<QByteArray> url = parseRequestUrl(request.url);
    if (!url)
        return url;
    const ClientProfile *client = clientOf(request);
    if (!client)
        return Result<QByteArray>::failure(
            u"There is no client “%1”: “hopscope-cli clients” lists them."_s.arg(request.client));
    const Complaint complaints[] = {checkMethod(request.method),
                                    whyNotSent(*client, request.method),
                                    whyNotFollowed(*client, request.maxHops),
                                    checkHeaders(request.headers),
                                    checkLimits(request),
                                    checkFiles(request)};
    for (const Complaint &complaint : complaints) {
        if (!complaint.isEmpty())
            return Result<QByteArray>::failure(complaint);
    }
    return url;
}

Result<QByteArray> checkEditedRequest(const EditedRequest &edited, const QString &client)
{
    // A client of the user's own is no reason to refuse: it has sent a request already.
    return checkTraceRequest({.client = findClient(client) ? client : TraceRequest().client,
                              .method = edited.method,
                              .url = edited.url,
                              .headers = edited.headers,
                              .content = edited.content.value_or(RequestContent())});
}

Result<CookieJar> readCookieFile(const QString &path)
{
    const Result<QByteArray> content = readFile(path, kMaxCookieFileBytes);
    return content ? parseCookieFile(*content) : Result<CookieJar>::failure(content.error);
}

Result<Header> parseHeaderLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8();
    const qsizetype colon = bytes.indexOf(':');
    if (colon <= 0)
        return Result<Header>::failure(u"“%1” is no header line: write it as “Name: value”."_s.arg(line));
    // The white space around a value is no part of it (RFC 9112 5); what is between words stays.
    const Header header{bytes.first(colon), bytes.sliced(colon + 1).trimmed()};
    if (!isToken(header.name))
        return Result<Header>::failure(
            u"“%1” is no field name: use letters, digits and hyphens, as in “Name: value”."_s.arg(
                QString::fromUtf8(header.name)));
    return header;
}

Result<HostOverride> parseHostOverride(const QString &text)
{
    const qsizetype first = text.indexOf(u':');
    const qsizetype second = text.indexOf(u':', first + 1);
    if (first > 0 && second > first) {
        const QString port = text.sliced(first + 1, second - first - 1);
        bool isNumber = port == "*"_L1;
        const quint16 number = isNumber ? quint16(0) : port.toUShort(&isNumber);
        QString address = text.sliced(second + 1);
        if (address.startsWith(u'[') && address.endsWith(u']'))
            address = address.sliced(1, address.size() - 2);
        HostOverride row{text.first(first), number, QHostAddress(address)};
        if (isNumber && !row.address.isNull())
            return row;
    }
    return Result<HostOverride>::failure(
        u"“%1” does not say where to connect: write host:port:address, as in shop.example:443:127.0.0.1."_s.arg(text));
}

Result<QUrl> parseProxy(const QString &text)
{
    if (text == "none"_L1)
        return QUrl(u"none:"_s);
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool known = scheme == "http"_L1 || scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() <= 0)
        return Result<QUrl>::failure(
            u"“%1” is no proxy: write http://host:port, socks5://host:port, or none."_s.arg(text));
    return url;
}

} // namespace hopscope
