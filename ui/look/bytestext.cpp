// SPDX-License-Identifier: MIT
#include "ui/look/bytestext.h"

#include <QStringDecoder>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHexColumns = 16;

bool isPrintable(uchar byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/// What stands for a byte is never what other bytes could be read as: a backslash before a letter of such a sign is
/// doubled.
bool looksLikeSign(QByteArrayView bytes, qsizetype at)
{
    return bytes[at] == '\\' && at + 1 < bytes.size() && QByteArrayView("rn0tx\\").contains(bytes[at + 1]);
}

} // namespace

QString plainText(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

QString visibleText(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size() + bytes.size() / 16);
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const auto byte = uchar(bytes[at]);
        if (looksLikeSign(bytes, at))
            text += u"\\\\"_s;
        else if (isPrintable(byte))
            text += QLatin1Char(bytes[at]);
        else if (byte == '\r')
            text += u"\\r"_s;
        else if (byte == '\n')
            text += u"\\n\n"_s;
        else if (byte == '\t')
            text += u"\\t"_s;
        else
            text += u"\\x%1"_s.arg(uint(byte), 2, 16, QLatin1Char('0'));
    }
    return text;
}

QString hexText(QByteArrayView bytes)
{
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += kHexColumns) {
        const QByteArrayView line = bytes.sliced(at, std::min(kHexColumns, bytes.size() - at));
        QString hex;
        QString ascii;
        for (const char c : line) {
            hex += u"%1 "_s.arg(uint(uchar(c)), 2, 16, QLatin1Char('0'));
            ascii += isPrintable(uchar(c)) ? QChar(QLatin1Char(c)) : QChar(u'.');
        }
        text += u"%1  %2 %3\n"_s.arg(at, 8, 16, QLatin1Char('0')).arg(hex, -int(3 * kHexColumns)).arg(ascii);
    }
    return text;
}

} // namespace hopscope
