// SPDX-License-Identifier: MIT
#include "formats/redaction/jsonshape.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kPersonNames[] = {"user",   "username", "user_name", "login", "email",
                                           "userid", "user_id",  "account",   "mail",  "j_username"};
constexpr QByteArrayView kAddressNames[] = {"city",   "street",  "state", "country",    "address", "district",
                                            "region", "pincode", "zip",   "postalcode", "town",    "lat",
                                            "lng",    "left",    "right", "x",          "y"};
constexpr QByteArrayView kNamingNames[] = {"name", "key",      "field",    "header", "param",
                                           "id",   "property", "variable", "k"};
constexpr int kLeastLabels = 3;

struct Open {
    qsizetype index = 0;
    QByteArray key; ///< of the member whose value comes next, raw
    int labels = 0;
    bool hasOther = false; ///< a value that is no label
};

/// "Log in", "Passwort": begins with a capital or a letter that is none of ASCII, and has no digits.
bool isCaption(const QByteArray &raw)
{
    const bool starts = !raw.isEmpty() && ((raw[0] >= 'A' && raw[0] <= 'Z') || raw[0] < 0 || raw[0] == '\\');
    return starts && std::none_of(raw.begin(), raw.end(),
                                  [](char c) { return ascii::isDigit(c) || QByteArrayView("@=&/:_").contains(c); });
}

void noteText(JsonShape &shape, Open &open, const QByteArray &raw)
{
    if (shape.isList) {
        if (shape.items == 0)
            shape.first = raw;
        return;
    }
    if (isCaption(raw))
        ++open.labels;
    else
        open.hasOther = true;
    if (shape.called.isEmpty() && isOneOf(kNamingNames, open.key))
        shape.called = raw;
}

void noteKey(JsonShape &shape, const QByteArray &key)
{
    shape.ofPerson = shape.ofPerson || isOneOf(kPersonNames, key);
    shape.ofAddress = shape.ofAddress || isOneOf(kAddressNames, key);
    shape.ofWebKey = shape.ofWebKey || key == "kty";
}

} // namespace

bool opensText(const QByteArray &text, qsizetype at)
{
    qsizetype before = at;
    while (before > 0 && ascii::isSpace(text[before - 1]))
        --before;
    // b'x' and u'x' of Python
    if (before == at && before > 1 && QByteArrayView("bu").contains(text[before - 1]))
        return QByteArrayView("{[,:( ").contains(text[before - 2]);
    return before > 0 && QByteArrayView("{[,:").contains(text[before - 1]);
}

qsizetype endOfJsonString(const QByteArray &json, qsizetype at)
{
    const char quote = json[at];
    for (++at; at < json.size() && json[at] != quote; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return std::min(at + 1, json.size());
}

qsizetype skipJsonSpace(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && ascii::isSpace(json[at]))
        ++at;
    return at;
}

QByteArray unquotedJson(const QByteArray &string)
{
    const qsizetype end = string.size() > 1 && string.endsWith(string[0]) ? string.size() - 1 : string.size();
    return string.mid(1, end - 1);
}

QList<JsonShape> jsonShapes(const QByteArray &text)
{
    QList<JsonShape> shapes;
    QList<Open> open;
    const auto close = [&] {
        const Open last = open.takeLast();
        shapes[last.index].ofLabels = !last.hasOther && last.labels >= kLeastLabels;
    };
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        JsonShape *shape = open.isEmpty() ? nullptr : &shapes[open.last().index];
        if (c == '"' || (c == '\'' && opensText(text, at))) {
            const qsizetype end = endOfJsonString(text, at);
            const QByteArray raw = unquotedJson(text.mid(at, end - at));
            const qsizetype next = skipJsonSpace(text, end);
            if (shape && !shape->isList && next < text.size() && text[next] == ':') {
                open.last().key = raw;
                noteKey(*shape, raw);
            } else if (shape) {
                noteText(*shape, open.last(), raw);
                ++shape->items;
            }
            at = end;
            continue;
        }
        if (c == '{' || c == '[') {
            if (shape) {
                ++shape->items;
                open.last().hasOther = open.last().hasOther || c == '[';
            }
            open.append(Open{.index = shapes.size(), .key = {}});
            const bool isInList = shape && shape->isList;
            shapes.append(JsonShape{.isList = c == '[', .isInList = isInList});
        } else if ((c == '}' || c == ']') && !open.isEmpty()) {
            close();
        } else if (shape && !ascii::isSpace(c) && c != ',' && c != ':' &&
                   (at == 0 || ascii::isSpace(text[at - 1]) || QByteArrayView("[,:").contains(text[at - 1]))) {
            ++shape->items;
            open.last().hasOther = true;
        }
        ++at;
    }
    while (!open.isEmpty())
        close();
    return shapes;
}

} // namespace hopscope
