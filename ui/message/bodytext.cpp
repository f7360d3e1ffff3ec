// SPDX-License-Identifier: MIT
#include "ui/message/bodytext.h"

#include "ui/look/uitext.h"

#include <QStringDecoder>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Labels of the Encoding standard that name what Qt decodes without ICU. windows-1252 differs from ISO-8859-1 in the
/// control characters only.
struct Label {
    QByteArrayView name;
    QStringConverter::Encoding encoding;
};
constexpr Label kLabels[] = {
    {"utf-8", QStringConverter::Utf8},          {"utf8", QStringConverter::Utf8},
    {"us-ascii", QStringConverter::Latin1},     {"ascii", QStringConverter::Latin1},
    {"iso-8859-1", QStringConverter::Latin1},   {"latin1", QStringConverter::Latin1},
    {"windows-1252", QStringConverter::Latin1}, {"utf-16", QStringConverter::Utf16LE},
    {"utf-16le", QStringConverter::Utf16LE},    {"utf-16be", QStringConverter::Utf16BE},
};

QString withoutNull(QString text)
{
    return text.replace(QChar(u'\0'), QChar(0x2400));
}

} // namespace

QByteArray charsetOf(const QByteArray &contentType)
{
    const QByteArray lower = contentType.toLower();
    const qsizetype at = lower.indexOf("charset=");
    if (at < 0)
        return {};
    QByteArray name = lower.sliced(at + qstrlen("charset=")).trimmed();
    if (name.startsWith('"'))
        return name.sliced(1).split('"').constFirst();
    return name.split(';').constFirst().trimmed();
}

BodyText bodyText(const QByteArray &bytes, const QByteArray &contentType)
{
    const QByteArray charset = charsetOf(contentType);
    const auto decode = [&](QStringConverter::Encoding encoding) {
        QStringDecoder decoder(encoding, QStringDecoder::Flag::Stateless);
        const QString text = decoder(bytes);
        return std::pair{withoutNull(text), decoder.hasError()};
    };
    if (const auto mark = QStringConverter::encodingForData(bytes); mark)
        return {decode(*mark).first, UiText::tr("%1, according to its byte order mark")
                                         .arg(QLatin1StringView(QStringConverter::nameForEncoding(*mark)))};
    QString known;
    for (const Label &label : kLabels) {
        if (label.name != charset)
            continue;
        const auto &[text, hasError] = decode(label.encoding);
        if (!hasError)
            return {text, UiText::tr("%1, according to Content-Type").arg(QString::fromLatin1(charset))};
        known = UiText::tr("the bytes are not %1").arg(QString::fromLatin1(charset));
    }
    if (!charset.isEmpty() && known.isEmpty())
        known = UiText::tr("%1 cannot be decoded here").arg(QString::fromLatin1(charset));
    const auto &[text, hasError] = decode(QStringConverter::Utf8);
    const QString name = hasError ? u"ISO-8859-1"_s : u"UTF-8"_s;
    if (hasError && known.isEmpty())
        known = UiText::tr("the bytes are not UTF-8");
    return {hasError ? decode(QStringConverter::Latin1).first : text,
            known.isEmpty() ? name : u"%1: %2"_s.arg(name, known)};
}

} // namespace hopscope
