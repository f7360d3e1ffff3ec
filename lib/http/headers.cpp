// SPDX-License-Identifier: MIT
#include "http/headers.h"

#include <algorithm>

namespace hopscope
{

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isOneOf(std::span<const QByteArrayView> names, QByteArrayView name)
{
    return std::any_of(names.begin(), names.end(), [&](QByteArrayView each) { return equalsIgnoringCase(each, name); });
}

bool isOneOf(const QList<QByteArray> &names, QByteArrayView name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const QByteArray &each) { return equalsIgnoringCase(each, name); });
}

bool isExactlyOneOf(std::span<const QByteArrayView> names, QByteArrayView name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

QList<QByteArray> cookiePairs(QByteArrayView line)
{
    QList<QByteArray> pairs;
    for (const QByteArray &part : line.toByteArray().split(';')) {
        if (QByteArray pair = part.trimmed(); !pair.isEmpty())
            pairs.append(pair);
    }
    return pairs;
}

bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView symbols = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || symbols.contains(c);
    });
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool Headers::contains(QByteArrayView name) const
{
    return first(name).has_value();
}

std::optional<QByteArray> Headers::first(QByteArrayView name) const
{
    for (const Header &field : fields) {
        if (equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return std::nullopt;
}

QList<QByteArray> Headers::all(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const Header &field : fields) {
        if (equalsIgnoringCase(field.name, name))
            values.append(field.value);
    }
    return values;
}

QByteArray Headers::combined(QByteArrayView name) const
{
    return all(name).join(", ");
}

QList<QByteArray> Headers::listed(QByteArrayView name) const
{
    QList<QByteArray> elements;
    const QList<QByteArray> parts = combined(name).split(',');
    for (const QByteArray &part : parts) {
        if (const QByteArray element = part.trimmed(); !element.isEmpty())
            elements.append(element);
    }
    return elements;
}

void Headers::append(const QByteArray &name, const QByteArray &value)
{
    fields.append({name, value});
}

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    const auto same = [&](const Header &field) { return equalsIgnoringCase(field.name, name); };
    const auto found = std::find_if(fields.begin(), fields.end(), same);
    if (found == fields.end()) {
        append(name, value);
        return;
    }
    found->value = value;
    fields.erase(std::remove_if(found + 1, fields.end(), same), fields.end());
}

void Headers::remove(QByteArrayView name)
{
    fields.removeIf([&](const Header &field) { return equalsIgnoringCase(field.name, name); });
}

} // namespace hopscope
