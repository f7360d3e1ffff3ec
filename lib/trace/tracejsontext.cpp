// SPDX-License-Identifier: MIT
#include "trace/tracejsontext.h"

#include <QJsonArray>
#include <QList>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString placeOf(const QByteArray &json, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(json).first(std::clamp<qsizetype>(offset, 0, json.size()));
    const qsizetype line = 1 + std::count(before.begin(), before.end(), '\n');
    const qsizetype column = before.size() - before.lastIndexOf('\n');
    return u"line %1, column %2"_s.arg(line).arg(column);
}

/// Offset behind the string that starts at `start` (its opening quote), in JSON that is known to be well-formed.
qsizetype endOfString(const QByteArray &json, qsizetype start)
{
    qsizetype at = start + 1;
    while (at < json.size() && json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return std::min(at + 1, json.size());
}

QString decoded(const QByteArray &quoted)
{
    return QJsonDocument::fromJson('[' + quoted + ']').array().at(0).toString();
}

bool isMemberName(const QByteArray &json, qsizetype afterString)
{
    qsizetype at = afterString;
    while (at < json.size() && QByteArrayView(" \t\r\n").contains(json[at]))
        ++at;
    return at < json.size() && json[at] == ':';
}

/// Says which member occurs twice in one object of well-formed JSON; empty if none does.
QString duplicateMember(const QByteArray &json)
{
    QList<QSet<QString>> open;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '{') {
            open.append(QSet<QString>());
        } else if (c == '}') {
            open.removeLast();
        } else if (c == '"') {
            const qsizetype end = endOfString(json, at);
            if (isMemberName(json, end)) {
                const QString name = decoded(json.mid(at, end - at));
                if (open.last().contains(name))
                    return u"%1: the member \"%2\" occurs twice in one object"_s.arg(placeOf(json, at), name);
                open.last().insert(name);
            }
            at = end - 1;
        }
    }
    return {};
}

} // namespace

Result<QJsonDocument> parseJsonText(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Result<QJsonDocument>::failure(u"%1: %2"_s.arg(placeOf(json, problem.offset), problem.errorString()));
    if (const QString twice = duplicateMember(json); !twice.isEmpty())
        return Result<QJsonDocument>::failure(twice);
    return document;
}

} // namespace hopscope
