// SPDX-License-Identifier: MIT
#include "text/terminaltext.h"

#include <QList>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isPlain(char16_t c)
{
    return c >= u' ' && c <= u'~';
}

bool isSafe(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

void appendCharacter(QString &out, char32_t c)
{
    if (isSafe(c))
        out += QChar::fromUcs4(c);
    else if (c < 0x100)
        out += u"\\x%1"_s.arg(uint(c), 2, 16, QChar(u'0'));
    else
        out += u"\\u{%1}"_s.arg(uint(c), 0, 16);
}

QString cut(const QString &text, qsizetype limit)
{
    if (limit < 0 || text.size() <= limit)
        return text;
    const qsizetype keep = text.at(limit - 1).isHighSurrogate() ? limit - 1 : limit;
    return u"%1... (%2 characters)"_s.arg(text.left(keep)).arg(text.size());
}

/// Length of the UTF-8 sequence that starts at `at`, 0 if there is none.
qsizetype sequenceLength(QByteArrayView bytes, qsizetype at)
{
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const qsizetype length = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
    if (length == 0 || at + length > bytes.size())
        return 0;
    const QByteArray sequence = bytes.sliced(at, length).toByteArray();
    return QString::fromUtf8(sequence).toUtf8() == sequence ? length : 0;
}

} // namespace

QString terminalText(const QString &text, qsizetype limit)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c.unicode()); }))
        return cut(text, limit);
    QString out;
    const auto characters = text.toUcs4();
    for (const auto c : characters)
        appendCharacter(out, c);
    return cut(out, limit);
}

QString terminalText(const QByteArray &bytes, qsizetype limit)
{
    QString out;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto end = std::find_if_not(bytes.begin() + at, bytes.end(),
                                          [](char c) { return isPlain(static_cast<unsigned char>(c)); });
        out += QLatin1StringView(bytes.constData() + at, end - bytes.begin() - at);
        at = end - bytes.begin();
        if (at == bytes.size())
            break;
        const qsizetype length = sequenceLength(bytes, at);
        if (length == 0) {
            out += u"\\x%1"_s.arg(uint(static_cast<unsigned char>(bytes[at])), 2, 16, QChar(u'0'));
            ++at;
        } else {
            out += terminalText(QString::fromUtf8(bytes.constData() + at, length));
            at += length;
        }
    }
    return cut(out, limit);
}

} // namespace hopscope
