// SPDX-License-Identifier: MIT
#include "http/framing.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// As many as curl 7.88.1 takes.
constexpr qsizetype kMaxTransferCodings = 5;

/// The members of Transfer-Encoding; identity, which RFC 2616 had, is none.
QByteArrayList transferCodings(const Headers &headers)
{
    QByteArrayList codings;
    for (const QByteArray &member : headers.listed("Transfer-Encoding")) {
        const QByteArray coding = member.toLower();
        if (coding != "identity")
            codings.append(coding == "x-gzip" ? "gzip" : coding);
    }
    return codings;
}

QString lastCodingNote(const Headers &headers, bool hasChunked)
{
    const QString field = QString::fromLatin1(headers.combined("Transfer-Encoding").left(80));
    return hasChunked
               ? u"Transfer-Encoding is \"%1\", and chunked is not its last coding: the body was read until the "
                 "connection closed, with its chunks left in (RFC 9112 6.3). curl 7.88.1 still decodes the chunks."_s
                     .arg(field)
               : u"Transfer-Encoding is \"%1\", without chunked: the body was read until the connection closed (RFC "
                 "9112 6.3)."_s.arg(field);
}

/// What lies on the content beside chunks.
void takeCodings(const QByteArrayList &codings, Framing &framing)
{
    const auto unknown =
        std::ranges::find_if(codings, [](const QByteArray &coding) { return coding != "gzip" && coding != "deflate"; });
    const QString all = QString::fromLatin1(codings.join(", ").left(80));
    if (unknown == codings.end() && codings.size() <= kMaxTransferCodings) {
        framing.transferCodings = codings;
        framing.notes.append(
            u"The body came in the transfer coding %1, which was decoded (RFC 9112 6.1, 7.2)."_s.arg(all));
        return;
    }
    framing.isOpaque = true;
    framing.notes.append(
        u"The body is shown in its transfer coding %1, which Hopscope does not decode (RFC 9112 7). curl 7.88.1 ends "
        "with an error."_s.arg(all));
}

/// RFC 9112 6.1, 6.3.
void frameByTransferCoding(const ResponseHead &head, Framing &framing)
{
    QByteArrayList codings = transferCodings(head.headers);
    const bool isChunked = !codings.isEmpty() && codings.last() == "chunked";
    const qsizetype layers = codings.removeAll("chunked");
    framing.kind = isChunked ? Framing::Kind::Chunked : Framing::Kind::UntilClose;
    if (!isChunked)
        framing.notes.append(lastCodingNote(head.headers, layers > 0));
    else if (layers > 1)
        framing.notes.append(
            u"Transfer-Encoding names chunked %1 times, which is not allowed (RFC 9112 6.1): the chunks were decoded "
            "once, as curl 7.88.1 does."_s.arg(layers));
    if (!isChunked && layers > 0)
        framing.isOpaque = true;
    else if (!codings.isEmpty())
        takeCodings(codings, framing);
    if (head.headers.contains("Content-Length"))
        framing.notes.append(u"Content-Length was ignored because there is also a Transfer-Encoding (RFC 9112 6.3)."_s);
    if (head.version != "HTTP/1.0")
        return;
    framing.keepAlive = false;
    framing.notes.append(
        u"Transfer-Encoding in an HTTP/1.0 response is faulty framing (RFC 9112 6.1): it was obeyed, and the "
        "connection is not reused."_s);
}

bool staysOpen(const ResponseHead &head)
{
    if (isOneOf(head.headers.listed("Connection"), "close"))
        return false;
    return head.version == "HTTP/1.1" || isOneOf(head.headers.listed("Connection"), "keep-alive");
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
        return Result<qint64>::failure(
            u"The %1's Content-Length is \"%2\", which is not a length (RFC 9112 6.3)."_s.arg(
                message, QString::fromLatin1(first.left(40))));
    if (values.size() > 1)
        notes.append(u"Content-Length was sent %1 times with the same value."_s.arg(values.size()));
    return length;
}

} // namespace

bool hasNoContent(int status)
{
    return status / 100 == 1 || status == 204 || status == 304;
}

Result<Framing> responseFraming(const ResponseHead &head, QByteArrayView method)
{
    Framing framing;
    framing.keepAlive = staysOpen(head);
    if (method == "HEAD" || hasNoContent(head.status))
        return framing;
    if (head.headers.contains("Transfer-Encoding")) {
        frameByTransferCoding(head, framing);
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
                u"The request has both Transfer-Encoding and Content-Length, so its end can be read in two ways (RFC "
                "9112 6.1)."_s);
        if (!equalsIgnoringCase(coding.trimmed(), "chunked"))
            return Result<Framing>::failure(
                u"The request's Transfer-Encoding is \"%1\"; only chunked is supported here (RFC 9112 6.3)."_s.arg(
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
