// SPDX-License-Identifier: MIT
#include "net/relay/contentcoding.h"

#include "http/framing.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray codingOf(const Headers &headers)
{
    const QByteArray coding = headers.combined("Content-Encoding").toLower().trimmed();
    return coding == "identity" ? QByteArray() : coding == "x-gzip" ? "gzip" : coding;
}

} // namespace

QByteArray decodableCoding(const Headers &headers)
{
    constexpr QByteArrayView decodable[] = {"gzip", "deflate", "br", "zstd"};
    const QByteArray coding = codingOf(headers);
    return std::ranges::find(decodable, QByteArrayView(coding)) == std::end(decodable) ? QByteArray() : coding;
}

QString keptCodingNote(const Headers &headers)
{
    if (codingOf(headers).isEmpty() || !decodableCoding(headers).isEmpty())
        return {};
    return u"The body is shown as received: Hopscope does not decode Content-Encoding %1."_s.arg(
        QString::fromLatin1(headers.combined("Content-Encoding")));
}

QList<Coding> codingsOf(const ResponseHead &head, QByteArrayView method)
{
    QList<Coding> codings;
    const Result<Framing> framing = responseFraming(head, method);
    if (!framing || framing->isOpaque)
        return codings;
    for (const QByteArray &coding : framing->transferCodings)
        codings.prepend({.name = coding, .isTransfer = true});
    if (const QByteArray coding = decodableCoding(head.headers); !coding.isEmpty())
        codings.append({.name = coding});
    return codings;
}

QString codingNote(const CodingEnd &end, qint64 bytes)
{
    const QString field = end.coding.isTransfer ? u"Transfer-Encoding"_s : u"Content-Encoding"_s;
    const QString name = QString::fromLatin1(end.coding.name);
    const QString size = QString::number(bytes);
    switch (end.kind) {
    case CodingEnd::Kind::Broken:
        return u"The body could not be decoded as its %1 says (%2: %3) beyond the first %4 bytes."_s.arg(
            field, name, end.error, size);
    case CodingEnd::Kind::Damaged:
        return u"The body does not match the check at the end of its %1 (%2: %3): it may be damaged."_s.arg(field, name,
                                                                                                            end.error);
    case CodingEnd::Kind::Cut:
        return u"The body ends in the middle of its %1 (%2): only %3 bytes could be decoded, and the rest is missing."_s
            .arg(field, name, size);
    case CodingEnd::Kind::Trailing:
        return u"After the end of the body's %1 (%2), %3 more bytes arrived; they were left out."_s.arg(
            field, name, QString::number(end.trailing));
    case CodingEnd::Kind::Limit:
        return u"Only the first %1 bytes of the body were decoded (%2: %3)."_s.arg(size, field, name);
    case CodingEnd::Kind::Whole:
        break;
    }
    return u"The body consists of %1 gzip members in a row (RFC 1952 2.2); all were decoded. curl 7.88.1 ends with an "
           "error after the first."_s.arg(end.members);
}

} // namespace hopscope
