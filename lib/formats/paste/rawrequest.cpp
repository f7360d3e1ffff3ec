// SPDX-License-Identifier: MIT
#include "formats/paste/rawrequest.h"

#include "http/head.h"
#include "http/site.h"
#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Fields that are written anew for what is sent.
constexpr QByteArrayView kOwnFields[] = {"Host", "Content-Length", "Transfer-Encoding", "Connection",
                                         "Proxy-Connection"};

/// http for names that are this machine and for ports that are not 443; https is what the rest of the web speaks.
QByteArray guessedScheme(const QByteArray &host)
{
    const QByteArray name = host.startsWith('[') ? host : host.split(':').constFirst().toLower();
    const bool local = isLoopbackHost(name) || host.startsWith("[::1]");
    const QByteArray port = host.sliced(name.size());
    return local || (port.startsWith(':') && port != ":443") ? "http" : "https";
}

QByteArray guessedScheme(const Headers &headers, const QByteArray &host, QStringList &notes)
{
    for (const QByteArrayView name : {"Origin", "Referer"}) {
        const auto value = headers.first(name);
        if (value && originOf(*value) && hostField(*value) == host)
            return originOf(*value)->scheme;
    }
    const QByteArray scheme = guessedScheme(host);
    notes.append(u"the text does not say http or https: %1 is assumed"_s.arg(QString::fromLatin1(scheme)));
    return scheme;
}

/// Text that was selected by hand ends in any number of line breaks, and its head may lack the empty line.
QByteArray withEnd(QByteArray text)
{
    while (text.startsWith('\n') || text.startsWith('\r') || text.startsWith(' '))
        text.remove(0, 1);
    if (endOfHead(text) >= 0)
        return text;
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return text + "\r\n\r\n";
}

} // namespace

bool looksLikeRawRequest(QByteArrayView text)
{
    const QByteArray start = text.trimmed().toByteArray();
    const QByteArray line = start.first(start.indexOf('\n') < 0 ? start.size() : start.indexOf('\n')).trimmed();
    const QList<QByteArray> words = line.split(' ');
    return words.size() == 3 && isToken(words[0]) && words[2].startsWith("HTTP/");
}

Result<PastedRequest> parseRawRequest(const QByteArray &text)
{
    const QByteArray all = withEnd(text);
    const qsizetype end = endOfHead(all);
    const Result<RequestHead> head = parseRequestHead(all.first(end));
    if (!head)
        return Result<PastedRequest>::failure(u"The request cannot be read: %1."_s.arg(head.error));
    PastedRequest request;
    request.method = head->method;
    request.headers = head->headers;
    const bool absolute = originOf(head->target).has_value();
    const QByteArray host = head->headers.first("Host").value_or(QByteArray());
    if (!absolute && host.isEmpty())
        return Result<PastedRequest>::failure(u"The request has no Host field: add \"Host: name\"."_s);
    if (!absolute && !head->target.startsWith('/') && head->target != "*")
        return Result<PastedRequest>::failure(
            u"\"%1\" is not a path: begin it with a slash."_s.arg(QString::fromUtf8(head->target)));
    request.url = QString::fromUtf8(absolute ? head->target
                                             : guessedScheme(head->headers, host, request.notes) + "://" + host +
                                                   (head->target == "*" ? QByteArray("/") : head->target));
    if (head->headers.contains("Transfer-Encoding"))
        request.notes.append(u"Transfer-Encoding is ignored: the body is sent with Content-Length"_s);
    const auto length = head->headers.first("Content-Length");
    QByteArray body = all.sliced(end);
    if (length && length->toLongLong() < body.size())
        body = body.first(std::max(qlonglong(0), length->toLongLong()));
    else if (length && length->toLongLong() > body.size())
        request.notes.append(
            u"the body has %1 bytes, but Content-Length says %2"_s.arg(body.size()).arg(QString::fromLatin1(*length)));
    if (!body.isEmpty())
        request.body = {{body}};
    for (const QByteArrayView name : kOwnFields)
        request.headers.remove(name);
    return request;
}

} // namespace hopscope
