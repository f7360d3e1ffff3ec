// SPDX-License-Identifier: MIT
#include "text/unescape.h"

#include "text/jsonstring.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QString>

#include <utility>

namespace hopscope
{

QByteArray jsonDecoded(const QByteArray &raw)
{
    if (!raw.contains('\\') || !raw.isValidUtf8())
        return raw;
    for (qsizetype at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', at)) {
        const qsizetype length = escapeLength(QByteArrayView(raw).sliced(at));
        if (length == 0)
            return raw;
        at += length;
    }
    return unescapedJson(raw);
}

QByteArray jsonEncoded(const QByteArray &text)
{
    const QByteArray array =
        QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact); // ["..."]
    return array.mid(2, array.size() - 4);
}

QByteArray htmlDecoded(const QByteArray &raw)
{
    constexpr std::pair<QByteArrayView, char> references[] = {
        {"&lt;", '<'},    {"&gt;", '>'},   {"&quot;", '"'},  {"&#34;", '"'},  {"&#x22;", '"'},
        {"&apos;", '\''}, {"&#39;", '\''}, {"&#x27;", '\''}, {"&#x2F;", '/'}, {"&#61;", '='},
    };
    if (!raw.contains('&'))
        return raw;
    QByteArray text = raw;
    for (const auto &[reference, character] : references)
        text.replace(reference, QByteArrayView(&character, 1));
    return text.replace("&amp;", "&");
}

} // namespace hopscope
