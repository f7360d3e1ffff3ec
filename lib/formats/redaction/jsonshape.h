// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// What can be told of a list or object of JSON only when all of it was seen.
struct JsonShape {
    bool isList = false;
    bool isInList = false;
    int items = 0;         ///< values of a list, members of an object
    QByteArray first;      ///< a list: the first value if it is a text, raw
    QByteArray called;     ///< an object: the text of `name`, `key` and the like, raw
    bool ofPerson = false; ///< it has a user name
    bool ofAddress = false;
    bool ofLabels = false; ///< at least three members, whose values all are words as they stand on a page
    bool ofWebKey = false; ///< it has the `kty` of RFC 7517
};

/// The lists and objects of `text` in the order in which they begin, of JSON and of what looks so: with ' for quotes,
/// cut off, or with other text around.
QList<JsonShape> jsonShapes(const QByteArray &text);

/// Whether a ' at `at` opens a text: it stands where a value or a name can.
bool opensText(const QByteArray &text, qsizetype at);
/// Offset behind the text that starts with the quote at `at`; the end of `json` if it is cut off.
qsizetype endOfJsonString(const QByteArray &json, qsizetype at);
qsizetype skipJsonSpace(const QByteArray &json, qsizetype at);
/// Without quotes.
QByteArray unquotedJson(const QByteArray &string);

} // namespace hopscope
