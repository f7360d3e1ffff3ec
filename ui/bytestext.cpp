// SPDX-License-Identifier: MIT
#include "ui/bytestext.h"

#include <QStringDecoder>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHexColumns = 16;
constexpr char16_t kControlPictures = 0x2400;
constexpr char16_t kDeletePicture = 0x2421;

bool isPrintable(uchar byte)
{
    return byte >= 0x20 && byte < 0x7f;
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
    for (const char c : bytes) {
        const auto byte = uchar(c);
        if (isPrintable(byte))
            text += QLatin1Char(c);
        else if (byte < 0x20)
            text += QChar(char16_t(kControlPictures + byte));
        else if (byte == 0x7f)
            text += QChar(kDeletePicture);
        else
            text += u"\\x%1"_s.arg(uint(byte), 2, 16, QLatin1Char('0'));
        if (byte == '\n')
            text += u'\n';
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
