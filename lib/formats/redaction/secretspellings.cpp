// SPDX-License-Identifier: MIT
#include "formats/redaction/secretspellings.h"

#include "http/ascii.h"
#include "http/percent.h"

#include <algorithm>

namespace hopscope
{

namespace
{

/// Each byte but letters, digits and those of `kept` as %XX.
QByteArray encodedBut(const QByteArray &text, QByteArrayView kept, bool upper)
{
    const char *const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    QByteArray out;
    for (const char c : text) {
        if (ascii::isAlpha(c) || ascii::isDigit(c) || kept.contains(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

QByteArray lowerTriplets(QByteArray text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0 && at + 2 < text.size(); at = text.indexOf('%', at + 3)) {
        for (const qsizetype digit : {at + 1, at + 2}) {
            if (text[digit] >= 'A' && text[digit] <= 'F')
                text[digit] = char(text[digit] - 'A' + 'a');
        }
    }
    return text;
}

/// What base64 makes of `secret` behind `before` other bytes, without the characters that those and what follows share.
QByteArray withinBase64(const QByteArray &secret, int before)
{
    const qsizetype skipped = before == 0 ? 0 : before + 1;
    const qsizetype whole = (before + secret.size()) / 3 * 4;
    return (QByteArray(before, '\0') + secret).toBase64().left(whole).mid(skipped);
}

QByteArray inHtml(QByteArray text, const char *quote, const char *apostrophe)
{
    return text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', quote)
        .replace('\'', apostrophe);
}

void appendBase64(QList<QByteArray> &all, const QByteArray &secret)
{
    for (const int before : {0, 1, 2}) {
        const QByteArray plain = withinBase64(secret, before);
        all.append(plain);
        all.append(QByteArray(plain).replace('+', '-').replace('/', '_'));
        all.append(encodedBut(plain, {}, true));
    }
}

} // namespace

QList<QByteArray> otherSpellings(const QByteArray &secret)
{
    QList<QByteArray> all;
    const QByteArray url = percentEncoded(secret, EncodeSet::Userinfo);
    all.append(url);
    all.append(lowerTriplets(url));
    for (const bool upper : {true, false}) {
        all.append(encodedBut(secret, "-_.!~*'()", upper)); // ECMA-262 encodeURIComponent
        all.append(encodedBut(secret, "-_.~", upper));      // RFC 3986 unreserved
        all.append(encodedBut(QByteArray(secret), "*-._ ", upper).replace(' ', '+'));
    }
    const QByteArray json = QByteArray(secret).replace('\\', "\\\\").replace('"', "\\\"");
    all.append(json);
    all.append(QByteArray(json).replace('/', "\\/"));
    all.append(inHtml(secret, "&quot;", "&#39;"));
    all.append(inHtml(secret, "&#34;", "&#x27;"));
    all.append(QByteArray(secret).replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e"));
    appendBase64(all, secret);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace hopscope
