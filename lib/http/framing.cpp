// SPDX-License-Identifier: MIT
#include "http/framing.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool listHas(const Headers &headers, QByteArrayView name, QByteArrayView member)
{
    const QList<QByteArray> members = headers.combined(name).split(',');
    return std::any_of(members.begin(), members.end(),
                       [&](const QByteArray &m) { return equalsIgnoringCase(m.trimmed(), member); });
}

bool staysOpen(const ResponseHead &head)
{
    if (listHas(head.headers, "Connection", "close"))
        return false;
    return head.version == "HTTP/1.1" || listHas(head.headers, "Connection", "keep-alive");
}

Result<qint64> contentLength(const Headers &headers, const QString &message, QStringList &notes)
{
    // "1, 1" and two equal lines may be taken as one value (RFC 9110 8.6).
    const QList<QByteArray> values = headers.combined("Content-Length").split(',');
    const QByteArray first = values.first().trimmed();
    for (const QByteArray &value : values) {
        if (value.trimmed() != first)
            return Result<qint64>::failure(
                u"The %1 has two different Content-Length values, %2 and %3, so its end is unknown (RFC 9112 6.3)."_s
                    .arg(message, QString::fromLatin1(first.left(40)), QString::fromLatin1(value.trimmed().left(40))));
    }
    bool ok = !first.isEmpty() && std::all_of(first.begin(), first.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qint64 length = ok ? first.toLongLong(&ok) : 0;
    if (!ok)
        return Result<qint64>::failure(u"The %1's Content-Length is “%2”, which is no length (RFC 9112 6.3)."_s.arg(
            message, QString::fromLatin1(first.left(40))));
    if (values.size() > 1)
        notes.append(u"Content-Length was sent %1 times with the same value."_s.arg(values.size()));
    return length;
}

} // namespace

Result<Framing> responseFraming(const ResponseHead &head, QByteArrayView method)
{
    Framing framing;
    framing.keepAlive = staysOpen(head);
    if (method == "HEAD" || head.status / 100 == 1 || head.status == 204 || head.status == 304)
        return framing;
    if (head.headers.contains("Transfer-Encoding")) {
        const QByteArray last = head.headers.combined("Transfer-Encoding").split(',').last().trimmed();
        const bool chunked = equalsIgnoringCase(last, "chunked");
        framing.kind = chunked ? Framing::Kind::Chunked : Framing::Kind::UntilClose;
        if (head.headers.contains("Content-Length"))
            framing.notes.append(
                u"Content-Length was ignored because Transfer-Encoding is there too (RFC 9112 6.3)."_s);
    } else if (head.headers.contains("Content-Length")) {
        const Result<qint64> length = contentLength(head.headers, u"response"_s, framing.notes);
        if (!length)
            return Result<Framing>::failure(length.error);
        framing.kind = Framing::Kind::Length;
        framing.length = *length;
    } else {
        framing.kind = Framing::Kind::UntilClose;
    }
    framing.keepAlive = framing.keepAlive && framing.kind != Framing::Kind::UntilClose;
    return framing;
}

Result<Framing> requestFraming(const RequestHead &head)
{
    Framing framing;
    const bool hasLength = head.headers.contains("Content-Length");
    if (head.headers.contains("Transfer-Encoding")) {
        const QByteArray coding = head.headers.combined("Transfer-Encoding");
        if (hasLength)
            return Result<Framing>::failure(
                u"The request has Transfer-Encoding and Content-Length, so that its end can be read in two ways "
                "(RFC 9112 6.1)."_s);
        if (!equalsIgnoringCase(coding.trimmed(), "chunked"))
            return Result<Framing>::failure(
                u"The request's Transfer-Encoding is “%1”; only chunked is read here (RFC 9112 6.3)."_s.arg(
                    QString::fromLatin1(coding.left(40))));
        framing.kind = Framing::Kind::Chunked;
    } else if (hasLength) {
        const Result<qint64> length = contentLength(head.headers, u"request"_s, framing.notes);
        if (!length)
            return Result<Framing>::failure(length.error);
        framing.kind = Framing::Kind::Length;
        framing.length = *length;
    }
    return framing;
}

} // namespace hopscope
