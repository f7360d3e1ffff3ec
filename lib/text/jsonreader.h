// SPDX-License-Identifier: MIT
#pragma once

#include "text/jsontree.h"
#include "text/placedfault.h"

#include <QDateTime>
#include <QLatin1StringView>
#include <QStringList>
#include <QVarLengthArray>

#include <algorithm>
#include <optional>

namespace hopscope
{

/// The first thing that is wrong with a tree, as a sentence with its place. The tree and its text live longer.
class JsonFault
{
public:
    /// `tree` stands in `json`, whose first line is `firstLine`; `above` is the tree's own path, if it is a part.
    JsonFault(QByteArrayView json, const JsonNode &tree, const QString &above = {}, int firstLine = 1);

    /// "line 3, column 7: hops[2].response.status: `why`". `at` is a value of the tree, `below` a place in it, or
    /// empty; where it is missing, line and column are those of the nearest value around it.
    void add(const JsonNode &at, const QString &below, const QString &why);
    /// The same with line and column of the member's name.
    void addAtName(const JsonNode &member, const QString &why);
    bool isSet() const { return !m_sentence.isEmpty(); }
    const QString &sentence() const { return m_sentence; }

private:
    void set(const char *at, const QString &path, const QString &why);

    QByteArrayView m_json;
    const JsonNode &m_tree;
    QString m_above;
    int m_firstLine;
    QString m_sentence;
};

/// A value of a tree that is being read.
class JsonValue
{
public:
    JsonValue(const JsonNode &node, JsonFault &fault) : m_node(&node), m_fault(&fault) {}

    JsonType type() const { return m_node->type; }
    const JsonNode &node() const { return *m_node; }
    JsonFault &fault() const { return *m_fault; }
    /// A text; a fault, and nothing, if it is none.
    QString text() const { return is(JsonType::Text) ? m_node->text() : QString(); }
    QByteArray bytes() const { return is(JsonType::Text) ? m_node->bytes() : QByteArray(); }
    void fail(const QString &why) const { m_fault->add(*m_node, {}, why); }
    /// What is wrong with it as a whole, if anything is.
    void check(const PlacedFault &fault) const;

private:
    bool is(JsonType type) const;

    const JsonNode *m_node;
    JsonFault *m_fault;
};

/// Reads the members of one object strictly. All readers of a tree share its fault: the first one stays, and after it
/// all reads give default values. finish() refuses members that nobody asked for.
class JsonObjectReader
{
public:
    explicit JsonObjectReader(const JsonValue &value);

    bool has(QLatin1StringView key) const { return find(key) != nullptr; }
    /// A member that may be null or, with `optional`, missing: nullopt then.
    std::optional<JsonValue> nullable(QLatin1StringView key, bool optional = false);

    QString text(QLatin1StringView key);
    QString optionalText(QLatin1StringView key);
    /// A text as UTF-8.
    QByteArray utf8(QLatin1StringView key);
    /// Text, or exact bytes in the member `exactKey` beside it (see bytesToJson()).
    QByteArray bytes(QLatin1StringView key, QLatin1StringView exactKey);
    QByteArray base64(QLatin1StringView key);
    qint64 integer(QLatin1StringView key, qint64 minimum, qint64 maximum = qint64(1) << 53);
    bool boolean(QLatin1StringView key);
    /// ISO 8601 with a time zone, or null for an invalid time.
    QDateTime time(QLatin1StringView key);
    JsonValue object(QLatin1StringView key);
    QStringList texts(QLatin1StringView key);

    /// What says that the file is of its kind: the member "format", and the version in `versionKey`.
    void format(QLatin1StringView name, QLatin1StringView versionKey, int version);

    /// An enumerator by its id; `byId` gives nullopt for an unknown one, `ids` all that there are.
    template <typename T, typename ById, typename Ids>
    T named(QLatin1StringView key, ById byId, Ids ids)
    {
        const QString id = text(key);
        const std::optional<T> found = byId(id);
        if (!found)
            failWord(key, ids());
        return found.value_or(T());
    }

    /// Reads each element with `read(value)`.
    template <typename T, typename Read>
    QList<T> list(QLatin1StringView key, Read read)
    {
        QList<T> items;
        for (const JsonNode &element : elements(key)) {
            if (failed())
                break;
            items.append(read(JsonValue(element, *m_fault)));
        }
        return items;
    }

    void fail(QLatin1StringView key, const QString &reason);
    /// The text of the member is none of `words`.
    void failWord(QLatin1StringView key, const QStringList &words);
    void finish();
    bool failed() const { return m_fault->isSet(); }

private:
    const JsonNode *find(QLatin1StringView key) const;
    const JsonNode &member(QLatin1StringView key, JsonType type);
    const QList<JsonNode> &elements(QLatin1StringView key);
    void refuseTwice();

    const JsonNode *m_node;
    JsonFault *m_fault;
    QVarLengthArray<bool, 32> m_wasRead;
};

/// Reads `part` of a JSON text by `read(value)`, which makes the result; the first fault is the error. `place` is the
/// path of the part, whose syntax is good unless it is all of the text.
template <typename T, typename Read>
Result<T> readJsonPart(QByteArrayView json, QByteArrayView part, const QString &place, Read read, int firstLine = 1)
{
    const Result<JsonNode> tree = readJson(part, firstLine);
    if (!tree) {
        // Once more with the line of the whole text, which is counted only for the fault.
        const auto before = part.data() - json.data();
        const auto lines = std::count(json.begin(), json.begin() + before, '\n');
        return Result<T>::failure(readJson(part, firstLine + int(lines)).error);
    }
    JsonFault fault(json, *tree, place, firstLine);
    T value = read(JsonValue(*tree, fault));
    return fault.isSet() ? Result<T>::failure(fault.sentence()) : Result<T>(std::move(value));
}

/// The same of a whole file, or line: UTF-8, with or without a byte order mark.
template <typename T, typename Read>
Result<T> readJsonFile(const QByteArray &file, Read read, int firstLine = 1)
{
    const QByteArrayView json = withoutMark(file);
    const QString bad = invalidUtf8(json, firstLine);
    return bad.isEmpty() ? readJsonPart<T>(json, json, {}, read, firstLine) : Result<T>::failure(bad);
}

} // namespace hopscope
