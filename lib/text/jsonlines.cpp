// SPDX-License-Identifier: MIT
#include "text/jsonlines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Walks over a JSON text that is known to be valid.
struct Walker {
    const QByteArray &json;
    qsizetype at = 0;

    char peek() const { return at < json.size() ? json.at(at) : '\0'; }

    void skipSpace()
    {
        while (at < json.size() && (QByteArrayView(" \t\r\n").contains(peek())))
            ++at;
    }

    QString text()
    {
        const qsizetype start = at++;
        while (at < json.size() && peek() != '"')
            at += peek() == '\\' ? 2 : 1;
        ++at;
        const QByteArray quoted = '[' + json.mid(start, at - start) + ']';
        return QJsonDocument::fromJson(quoted).array().at(0).toString();
    }

    void skipValue()
    {
        int depth = 0;
        do {
            skipSpace();
            const char c = peek();
            if (c == '"')
                text();
            else
                ++at;
            if (c == '{' || c == '[')
                ++depth;
            else if (c == '}' || c == ']')
                --depth;
            else if (depth == 0 && c != '"')
                while (at < json.size() && !QByteArrayView(",]} \t\r\n").contains(peek()))
                    ++at;
        } while (depth > 0 && at < json.size());
    }

    /// Moves from an object to its member, or stays where it is.
    bool enterMember(const QString &key)
    {
        const qsizetype start = at;
        skipSpace();
        if (peek() != '{')
            return false;
        ++at;
        for (skipSpace(); peek() == '"'; skipSpace()) {
            const bool found = text() == key;
            skipSpace();
            ++at; // the colon
            skipSpace();
            if (found)
                return true;
            skipValue();
            skipSpace();
            if (peek() != ',')
                break;
            ++at;
        }
        at = start;
        return false;
    }

    bool enterElement(int index)
    {
        const qsizetype start = at;
        skipSpace();
        if (peek() != '[')
            return false;
        ++at;
        for (skipSpace(); peek() != ']' && at < json.size(); skipSpace()) {
            if (index-- == 0)
                return true;
            skipValue();
            skipSpace();
            if (peek() == ',')
                ++at;
        }
        at = start;
        return false;
    }
};

int lineAt(const QByteArray &json, qsizetype offset)
{
    return 1 + int(std::count(json.begin(), json.begin() + std::clamp<qsizetype>(offset, 0, json.size()), '\n'));
}

} // namespace

int lineOfPlace(const QByteArray &json, const QString &place)
{
    Walker walker{json};
    walker.skipSpace();
    const QStringList steps = place.split(u'.', Qt::SkipEmptyParts);
    for (const QString &step : steps) {
        const QStringList parts = step.split(u'[');
        if (!walker.enterMember(parts.first()))
            break;
        for (qsizetype i = 1; i < parts.size(); ++i)
            walker.enterElement(parts.at(i).chopped(1).toInt());
    }
    walker.skipSpace();
    return lineAt(json, walker.at);
}

Result<QJsonObject> parseJsonObject(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Result<QJsonObject>::failure(
            u"line %1: this is not JSON (%2)"_s.arg(lineAt(json, error.offset)).arg(error.errorString()));
    if (!document.isObject())
        return Result<QJsonObject>::failure(u"line 1: expected an object in braces"_s);
    return document.object();
}

} // namespace hopscope
