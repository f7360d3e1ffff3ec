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
    return u"The content is shown as it was received: Content-Encoding %1 is not decoded here."_s.arg(
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
        return u"The content could not be decoded as its %1 says (%2: %3), after %4 bytes of it."_s.arg(
            field, name, end.error, size);
    case CodingEnd::Kind::Damaged:
        return u"The content does not fit what stands at the end of its %1 (%2: %3): it may be damaged."_s.arg(
            field, name, end.error);
    case CodingEnd::Kind::Cut:
        return u"The content ends in the middle of its %1 (%2): the rest of it is missing, after %3 bytes that could "
               u"be "
               "decoded."_s.arg(field, name, size);
    case CodingEnd::Kind::Trailing:
        return u"After the end of the content's %1 (%2) came %3 more bytes; they were left out."_s.arg(
            field, name, QString::number(end.trailing));
    case CodingEnd::Kind::Limit:
        return u"The content was decoded only up to %1 bytes of it (%2: %3)."_s.arg(size, field, name);
    case CodingEnd::Kind::Whole:
        break;
    }
    return u"The content is %1 gzip members one after the other (RFC 1952 2.2), and all were decoded. curl 7.88.1 ends "
           "with an error after the first."_s.arg(end.members);
}

} // namespace hopscope
