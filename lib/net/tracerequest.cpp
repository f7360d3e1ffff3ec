// SPDX-License-Identifier: MIT
#include "net/tracerequest.h"

#include "http/url.h"
#include "redirect/profile.h"

#include <QFile>
#include <QFileInfo>

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
        return u"\"%1\" is not a method: write letters such as GET or POST."_s.arg(QString::fromUtf8(method));
    if (method == "CONNECT")
        return u"CONNECT opens a tunnel and requests nothing: choose another method."_s;
    return {};
}

Complaint checkHeaders(const Headers &headers)
{
    for (const Header &field : headers.fields) {
        const QString name = QString::fromUtf8(field.name);
        if (!isToken(field.name))
            return u"\"%1\" is not a field name: use letters, digits and hyphens, as in \"Name: value\"."_s.arg(name);
        if (!isFieldValue(field.value))
            return u"The value of %1 has a control character: take it out."_s.arg(name);
        if (equalsIgnoringCase(field.name, "Content-Length") || equalsIgnoringCase(field.name, "Transfer-Encoding"))
            return u"%1 is set from the body, so that the request ends where the field says: leave it out."_s.arg(name);
    }
    return {};
}

Complaint checkContent(const RequestContent &content)
{
    const QString what = u"body file"_s;
    if (content.file.isEmpty())
        return {};
    if (const Complaint complaint = fileComplaint(content.file, what); !complaint.isEmpty())
        return complaint;
    if (!QFileInfo(content.file).isFile())
        return u"The %1 %2 is a device or pipe of unknown length: name a file."_s.arg(what, content.file);
    QFile file(content.file);
    return file.open(QIODevice::ReadOnly)
               ? Complaint()
               : u"The %1 %2 cannot be read (%3): check its permissions."_s.arg(what, content.file, file.errorString());
}

Complaint checkOptions(const TraceRequest &request)
{
    if (request.maxHops < -1)
        return u"The number of redirects to follow cannot be negative: give 0 or more."_s;
    if (request.timeoutMs <= 0)
        return u"The time limit has to be more than 0 seconds."_s;
    if (request.wait.connectMs <= 0 || request.wait.firstByteMs <= 0 || request.wait.idleMs <= 0)
        return u"The limits for connecting, for the first byte and for silence have to be more than 0 seconds."_s;
    if (request.bodyLimit < 0)
        return u"The body limit cannot be negative: give 0 bytes or more."_s;
    if (!request.cookies && !request.cookieFile.isEmpty())
        return u"There are no cookies during the trace, and a cookie file as well: leave one of them out."_s;
    if (!request.userPassword.isEmpty() && !request.userPassword.contains(':'))
        return u"Credentials need a colon between user and password: write user:password."_s;
    if (request.way == BrowserWay::Address && (request.method != "GET" || !request.content.isEmpty()))
        return u"A typed address is GET without a body: choose another way than nav, or leave out method and body."_s;
    if (request.way == BrowserWay::Form && request.method != "POST")
        return u"A form is sent with POST here: choose another way than form, or the method POST."_s;
    const QByteArray &end = request.expectations.finalUrl;
    return end.isEmpty() ? Complaint() : readExpectedUrl(u"The expected final URL"_s, QString::fromUtf8(end)).error;
}

} // namespace

const ClientProfile *TraceRequest::profile() const
{
    const bool isOwn = ownClient && client == ownClient->id;
    return isOwn ? ownClient.get() : findClient(client);
}

TraceRequest asClient(TraceRequest request, const QString &id, const Clients &clients)
{
    request.client = id;
    request.ownClient = clients.find(id);
    return request;
}

Result<QByteArray> checkTraceRequest(const TraceRequest &request)
{
    const Result<QByteArray> url = parseRequestUrl(request.url);
    if (!url)
        return url;
    const ClientProfile *client = request.profile();
    if (!client)
        return Result<QByteArray>::failure(
            u"There is no client \"%1\": \"hopscope-cli clients\" lists them."_s.arg(request.client));
    const Complaint complaints[] = {checkMethod(request.method),
                                    unsupportedMethodReason(*client, request.method),
                                    whyNotFollowed(*client, request.maxHops),
                                    checkHeaders(request.headers),
                                    checkOptions(request),
                                    checkContent(request.content)};
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

QString fileComplaint(const QString &path, const QString &what)
{
    const QFileInfo info(path);
    if (!info.exists())
        return u"The %1 %2 does not exist: check the path."_s.arg(what, path);
    if (info.isDir())
        return u"The %1 %2 is a folder: name a file."_s.arg(what, path);
    return {};
}

Result<Header> parseHeaderLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8();
    const qsizetype colon = bytes.indexOf(':');
    if (colon <= 0)
        return Result<Header>::failure(u"\"%1\" is not a header line: write it as \"Name: value\"."_s.arg(line));
    // The white space around a value is no part of it (RFC 9112 5); what is between words stays.
    const Header header{bytes.first(colon), bytes.sliced(colon + 1).trimmed()};
    if (!isToken(header.name))
        return Result<Header>::failure(
            u"\"%1\" is not a field name: use letters, digits and hyphens, as in \"Name: value\"."_s.arg(
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
        u"\"%1\" does not say where to connect: write host:port:address, as in shop.example:443:127.0.0.1."_s.arg(
            text));
}

Result<QUrl> parseProxy(const QString &text)
{
    if (text == "none"_L1)
        return QUrl(u"none:"_s);
    // As curl has it: without a scheme it is an HTTP proxy.
    const QUrl url(text.contains("://"_L1) ? text : u"http://"_s + text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool known = scheme == "http"_L1 || scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() <= 0)
        return Result<QUrl>::failure(
            u"\"%1\" is not a proxy: write http://host:port, socks5://host:port, or none."_s.arg(text));
    return url;
}

} // namespace hopscope
