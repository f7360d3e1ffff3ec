// SPDX-License-Identifier: MIT
#include "text/jsonstring.h"

#include "http/ascii.h"

#include <QChar>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kShortEscape = 2;
constexpr qsizetype kLongEscape = 6;
constexpr char32_t kReplacement = 0xfffd;

char shortEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/// The UTF-16 unit of the "\u1234" that `raw` begins with, -1 if it begins with something else.
int unitAt(QByteArrayView raw)
{
    if (raw.size() < kLongEscape || raw[0] != '\\' || raw[1] != 'u')
        return -1;
    int unit = 0;
    for (const char digit : raw.sliced(2, 4))
        unit = unit * 16 + ascii::hexValue(digit);
    return unit;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto tail = [&](int shift) { out += char(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xc0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        out += char(0xe0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        out += char(0xf0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Appends the character of the long escape that `raw` begins with; how many bytes it took.
qsizetype appendLong(QByteArray &out, QByteArrayView raw)
{
    const int unit = unitAt(raw);
    if (!QChar::isSurrogate(char32_t(unit))) {
        appendUtf8(out, char32_t(unit));
        return kLongEscape;
    }
    const int second = QChar::isHighSurrogate(char32_t(unit)) ? unitAt(raw.sliced(kLongEscape)) : -1;
    if (second < 0 || !QChar::isLowSurrogate(char32_t(second))) {
        appendUtf8(out, kReplacement);
        return kLongEscape;
    }
    appendUtf8(out, QChar::surrogateToUcs4(char16_t(unit), char16_t(second)));
    return 2 * kLongEscape;
}

/// Of the UTF-8 that `text` begins with, in bytes; 0 if it is none.
qsizetype lengthOfCharacter(QByteArrayView text)
{
    for (qsizetype length = 1; length <= std::min<qsizetype>(4, text.size()); ++length) {
        if (text.first(length).isValidUtf8())
            return length;
    }
    return 0;
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

} // namespace

QString nameOf(JsonType type)
{
    switch (type) {
    case JsonType::Null:
        return u"null"_s;
    case JsonType::Bool:
        return u"true or false"_s;
    case JsonType::Number:
        return u"a number"_s;
    case JsonType::Text:
        return u"text"_s;
    case JsonType::List:
        return u"a list"_s;
    case JsonType::Object:
        return u"an object"_s;
    case JsonType::Nothing:
        break;
    }
    return u"nothing"_s;
}

QString expectedJson(const QString &what, JsonType found)
{
    return u"expected %1, found %2"_s.arg(what, nameOf(found));
}

qsizetype escapeLength(QByteArrayView text)
{
    if (text.size() < kShortEscape || text[0] != '\\')
        return 0;
    if (text[1] != 'u')
        return QByteArrayView("\"\\/bfnrt").contains(text[1]) ? kShortEscape : 0;
    if (text.size() < kLongEscape)
        return 0;
    const QByteArrayView digits = text.sliced(2, 4);
    return std::all_of(digits.begin(), digits.end(), [](char c) { return ascii::hexValue(c) >= 0; }) ? kLongEscape : 0;
}

QByteArray unescapedJson(QByteArrayView raw)
{
    QByteArray out;
    out.reserve(raw.size());
    qsizetype at = 0;
    while (at < raw.size()) {
        const qsizetype backslash = raw.indexOf('\\', at);
        const qsizetype plain = (backslash < 0 ? raw.size() : backslash) - at;
        out.append(raw.data() + at, plain);
        at += plain;
        if (backslash < 0)
            break;
        if (raw[at + 1] == 'u') {
            at += appendLong(out, raw.sliced(at));
        } else {
            out += shortEscape(raw[at + 1]);
            at += kShortEscape;
        }
    }
    return out;
}

std::optional<double> jsonNumber(QByteArrayView raw)
{
    double value = 0;
    if (std::from_chars(raw.begin(), raw.end(), value).ec == std::errc())
        return value;
    // from_chars() tells too large and too small alike.
    const double rounded = raw.toByteArray().toDouble();
    return std::abs(rounded) < 1 ? std::optional(rounded) : std::nullopt;
}

QByteArrayView withoutMark(QByteArrayView json)
{
    return json.startsWith("\xef\xbb\xbf") ? json.sliced(3) : json;
}

QString jsonFault(QByteArrayView json, qsizetype offset, const QString &path, const QString &why, int firstLine)
{
    const QByteArrayView before = json.first(std::clamp<qsizetype>(offset, 0, json.size()));
    const qsizetype line = firstLine + std::count(before.begin(), before.end(), '\n');
    const QByteArrayView inLine = before.sliced(before.lastIndexOf('\n') + 1);
    const qsizetype column = 1 + std::count_if(inLine.begin(), inLine.end(), beginsCharacter);
    return u"line %1, column %2: %3"_s.arg(QString::number(line), QString::number(column),
                                           path.isEmpty() ? why : path + u": "_s + why);
}

QString invalidUtf8(QByteArrayView text, int firstLine)
{
    if (text.isValidUtf8())
        return {};
    qsizetype start = 0;
    for (qsizetype end = text.indexOf('\n'); end >= 0 && text.sliced(start, end - start).isValidUtf8();
         end = text.indexOf('\n', start))
        start = end + 1;
    while (const qsizetype length = lengthOfCharacter(text.sliced(start)))
        start += length;
    return jsonFault(text, start, {}, u"the file has bytes that are not UTF-8; save it as UTF-8"_s, firstLine);
}

} // namespace hopscope
