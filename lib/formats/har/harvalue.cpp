// SPDX-License-Identifier: MIT
#include "formats/har/harvalue.h"

#include "http/ascii.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hopscope
{

namespace
{

/// "Name: value"; a line without a colon is a name. The colon of ":authority" is none that ends a name.
Header pairOfLine(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':', 1);
    return colon < 0 ? Header{line, {}} : Header{line.first(colon), line.sliced(colon + 1).trimmed()};
}

Header pairOfObject(JsonCursor &in)
{
    Header pair;
    in.object([&](const QByteArray &name) {
        if (name == "name")
            pair.name = looseText(in);
        else if (name == "value")
            pair.value = looseText(in);
        else
            in.skip();
    });
    return pair;
}

Header pairOfList(JsonCursor &in)
{
    QList<QByteArray> texts;
    in.list([&] { texts.append(looseText(in)); });
    return {texts.value(0), texts.value(1)};
}

Header pairOf(JsonCursor &in)
{
    const JsonType type = in.peek();
    if (type == JsonType::List)
        return pairOfList(in);
    return type == JsonType::Text ? pairOfLine(in.text()) : pairOfObject(in);
}

void readMemberFields(JsonCursor &in, const QByteArray &name, Headers &headers)
{
    // The cursor's names live as long as the JSON only.
    const QByteArray own(name.constData(), name.size());
    if (in.peek() == JsonType::List)
        in.list([&] { headers.fields.append({own, looseText(in)}); });
    else if (in.peek() == JsonType::Null)
        in.skip();
    else
        headers.fields.append({own, looseText(in)});
}

} // namespace

double looseNumber(JsonCursor &in, double otherwise)
{
    const JsonType type = in.peek();
    if (type == JsonType::Number || type == JsonType::Nothing)
        return in.number();
    if (type != JsonType::Text) {
        in.skip();
        return otherwise;
    }
    bool isNumber = false;
    const double number = in.text().trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? number : otherwise;
}

int looseInt(JsonCursor &in, int otherwise)
{
    using Limits = std::numeric_limits<int>;
    const double number = looseNumber(in, otherwise);
    return number >= Limits::min() && number <= Limits::max() ? int(number) : otherwise;
}

qint64 looseSize(JsonCursor &in, qint64 otherwise)
{
    constexpr double largest = double(qint64(1) << 53);
    const double least = double(otherwise);
    return qint64(std::clamp(looseNumber(in, least), least, largest));
}

QByteArray looseText(JsonCursor &in)
{
    const JsonType type = in.peek();
    if (type == JsonType::Number || type == JsonType::Bool)
        return in.skip().toByteArray();
    return in.textOrNull().value_or(QByteArray());
}

Headers looseFields(JsonCursor &in)
{
    Headers headers;
    const JsonType type = in.peek();
    if (type == JsonType::Null)
        in.skip();
    else if (type == JsonType::Object)
        in.object([&](const QByteArray &name) { readMemberFields(in, name, headers); });
    else
        in.list([&] { headers.fields.append(pairOf(in)); });
    return headers;
}

std::optional<QByteArray> looseBase64(const QByteArray &text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (const char c : text) {
        if (!ascii::isSpace(c))
            plain += c == '-' ? '+' : c == '_' ? '/' : c;
    }
    while (plain.endsWith('='))
        plain.chop(1);
    constexpr int kDigitsOfThreeBytes = 4;
    if (plain.size() % kDigitsOfThreeBytes == 1)
        return std::nullopt;
    const auto decoded =
        QByteArray::fromBase64Encoding(plain, QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

} // namespace hopscope
