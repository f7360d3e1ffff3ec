// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace hopscope::ascii
{

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
inline bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
/// White space of JSON (RFC 8259 2), of XML and around a URL in a text.
inline bool isSpace(char c)
{
    return isBlank(c) || c == '\r' || c == '\n';
}
/// White space of HTML (Infra standard, "ASCII whitespace").
inline bool isHtmlSpace(char c)
{
    return isSpace(c) || c == '\f';
}
inline bool isHighByte(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}
inline bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// 0 to 15, or -1 if `c` is no hexadecimal digit.
inline int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// "0x1b" or "0x41 'A'": how error texts name a byte.
inline QString nameOfByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    const QString hex = QStringLiteral("0x%1").arg(byte, 2, 16, QLatin1Char('0'));
    return byte > 0x20 && byte < 0x7f ? hex + QStringLiteral(" '%1'").arg(QLatin1Char(c)) : hex;
}

inline bool isAlphanumeric(char c)
{
    return isAlpha(c) || isDigit(c);
}

} // namespace hopscope::ascii
