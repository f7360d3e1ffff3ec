// SPDX-License-Identifier: MIT
#include "http/percent.h"

#include "http/ascii.h"

namespace hopscope
{

namespace
{

bool isInSet(char c, EncodeSet set)
{
    if (ascii::isControl(c) || ascii::isHighByte(c))
        return true;
    constexpr QByteArrayView fragment = " \"<>`";
    constexpr QByteArrayView query = " \"#<>";
    switch (set) {
    case EncodeSet::C0Control:
        return false;
    case EncodeSet::Fragment:
        return fragment.contains(c);
    case EncodeSet::Query:
        return query.contains(c);
    case EncodeSet::SpecialQuery:
        return query.contains(c) || c == '\'';
    case EncodeSet::Path:
        return query.contains(c) || QByteArrayView("?^`{}").contains(c);
    case EncodeSet::Userinfo:
        return isInSet(c, EncodeSet::Path) || QByteArrayView("/:;=@[\\]|").contains(c);
    }
    return false;
}

} // namespace

QByteArray percentTriplets(QByteArrayView bytes)
{
    constexpr QByteArrayView digits = "0123456789ABCDEF";
    QByteArray out;
    out.reserve(bytes.size() * 3);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 0x0f];
    }
    return out;
}

QByteArray percentEncoded(QByteArrayView text, EncodeSet set)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isInSet(text[i], set))
            out += percentTriplets(text.sliced(i, 1));
        else
            out += text[i];
    }
    return out;
}

QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int high = i + 2 < text.size() ? ascii::hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? ascii::hexValue(text[i + 2]) : -1;
        if (text[i] == '%' && high >= 0 && low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace hopscope
