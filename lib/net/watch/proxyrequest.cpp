// SPDX-License-Identifier: MIT
#include "net/watch/proxyrequest.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kOwnFields[] = {"Proxy-Authorization", "Proxy-Connection"};

/// The request line and the lines of the fields, each with its end.
QList<QByteArrayView> linesOf(QByteArrayView head)
{
    QList<QByteArrayView> lines;
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf('\n');
        const qsizetype size = end < 0 ? head.size() : end + 1;
        // Empty lines before the request line are ignored (RFC 9112 2.2).
        if (!lines.isEmpty() || !head.first(size).trimmed().isEmpty())
            lines.append(head.first(size));
        head = head.sliced(size);
    }
    return lines;
}

bool isOwnField(QByteArrayView line)
{
    const QByteArray name = line.first(std::max<qsizetype>(0, line.indexOf(':'))).trimmed().toByteArray();
    return isOneOf(kOwnFields, name);
}

/// The lines behind the first one that are the server's, with what goes on from one line to the next.
QByteArray serverLines(const QList<QByteArrayView> &lines)
{
    QByteArray kept;
    bool isOwn = false;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const bool isFolded = lines[i].startsWith(' ') || lines[i].startsWith('\t');
        isOwn = isFolded ? isOwn : isOwnField(lines[i]);
        if (!isOwn)
            kept += lines[i];
    }
    return kept;
}

/// What stands behind the authority of an absolute URL, as it is written there.
QByteArray behindAuthority(const QByteArray &target, const QByteArray &method)
{
    const qsizetype authority = target.indexOf("://") + 3;
    for (qsizetype i = authority; i < target.size(); ++i) {
        if (target[i] == '/')
            return target.sliced(i);
        if (target[i] == '?')
            return '/' + target.sliced(i);
    }
    // RFC 9112 3.2.4: OPTIONS of a server as a whole.
    return method == "OPTIONS" ? "*" : "/";
}

bool isAbsolute(const QByteArray &target)
{
    const qsizetype colon = target.indexOf("://");
    return colon > 0 && isHttpScheme(target.first(colon).toLower());
}

Result<ProxyRequest> readTunnel(const RequestHead &head)
{
    const std::optional<Origin> origin = originOf(QByteArray("https://" + head.target + '/'));
    if (!origin || !head.target.contains(':'))
        return Result<ProxyRequest>::failure(
            u"CONNECT needs a host and a port, such as a.example:443, and not \"%1\""_s.arg(
                QString::fromUtf8(head.target)));
    return ProxyRequest{.isConnect = true, .origin = *origin, .url = "https://" + head.target + '/', .head = head};
}

} // namespace

Result<ProxyRequest> readProxyRequest(QByteArrayView bytes, const std::optional<Origin> &tunnel)
{
    using Read = Result<ProxyRequest>;
    const Result<RequestHead> head = parseRequestHead(bytes);
    if (!head)
        return Read::failure(head.error);
    const QByteArray credentials = head->headers.first("Proxy-Authorization").value_or(QByteArray());
    if (head->method == "CONNECT") {
        Read request = readTunnel(*head);
        if (request)
            (*request).credentials = credentials;
        return request;
    }
    ProxyRequest request{.credentials = credentials};
    const QList<QByteArrayView> lines = linesOf(bytes);
    QByteArray line = lines.constFirst().toByteArray();
    if (isAbsolute(head->target)) {
        const std::optional<Origin> origin = originOf(head->target);
        if (!origin)
            return Read::failure(u"\"%1\" is not a URL"_s.arg(QString::fromUtf8(head->target)));
        request.origin = *origin;
        request.url = head->target;
        line.replace(line.indexOf(head->target, head->method.size()), head->target.size(),
                     behindAuthority(head->target, head->method));
    } else if (tunnel) {
        request.origin = *tunnel;
        request.url = serializeOrigin(*tunnel) + (head->target == "*" ? QByteArray() : head->target);
    } else {
        return Read::failure(
            u"this is a proxy and not a server: give a program its address as the one of an HTTP proxy"_s);
    }
    request.bytes = line + serverLines(lines);
    const Result<RequestHead> sent = parseRequestHead(request.bytes);
    if (!sent)
        return Read::failure(sent.error);
    if (sent->headers.contains("Proxy-Authorization"))
        return Read::failure(u"Proxy-Authorization is written so that it would reach the server"_s);
    request.head = *sent;
    request.wantsOtherProtocol = sent->headers.contains("Upgrade");
    const Result<Framing> framing = requestFraming(*sent);
    if (!framing)
        return Read::failure(framing.error);
    request.framing = *framing;
    return request;
}

QByteArray absoluteHead(const ProxyRequest &request, const Headers &more)
{
    const QList<QByteArrayView> lines = linesOf(request.bytes);
    QByteArray head = lines.constFirst().toByteArray();
    head.replace(head.indexOf(request.head.target, request.head.method.size()), request.head.target.size(),
                 request.url);
    for (const Header &field : more.fields)
        head += field.name + ": " + field.value + "\r\n";
    return head + serverLines(lines);
}

QByteArray basicCredentials(const QByteArray &user, const QByteArray &password)
{
    return "Basic " + (user + ':' + password).toBase64();
}

} // namespace hopscope
