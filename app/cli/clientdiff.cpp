// SPDX-License-Identifier: MIT
#include "app/cli/clientdiff.h"

#include "app/cli/common.h"
#include "redirect/client/measureddiff.h"
#include "text/terminaltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

Result<MeasuredFile> measuredIn(const QString &path)
{
    const Result<QByteArray> content = inputOf(path);
    if (!content)
        return Result<MeasuredFile>::failure(content.error);
    const Result<MeasuredFile> file = readMeasured(*content);
    return file ? file
                : Result<MeasuredFile>::failure(
                      u"%1 is not a file of measured clients, such as resources/clients/measured.json: %2"_s.arg(
                          path, file.error));
}

QString quoted(const QString &text)
{
    return u"\"%1\""_s.arg(text);
}

QString quotedList(const QStringList &texts)
{
    return quoted(texts.join(u"\", \""));
}

/// What the difference is about; a request as a whole tells that itself.
QString partWords(const MeasuredChange &change)
{
    if (change.part == MeasuredPart::Request)
        return {};
    return (change.part == MeasuredPart::Field ? change.field : QString(idOf(change.part))) + u": "_s;
}

/// "User-Agent: "a/1" before, "a/2" now"
QString changeWords(const MeasuredChange &change)
{
    const auto words = [](const QString &value) { return value.isNull() ? u"not sent"_s : value; };
    return u"%1%2 before, %3 now"_s.arg(partWords(change), words(change.before), words(change.after));
}

QString sentenceOf(const QString &client, const MeasuredChange &change)
{
    const QString words = changeWords(change);
    if (change.isUsual) {
        const QString but = change.exceptions.isEmpty() ? QString() : u" but "_s + quotedList(change.exceptions);
        return u"%1, all cases with a request%2: %3."_s.arg(client, but, words);
    }
    if (change.cases.size() == 1)
        return u"%1, %2: %3."_s.arg(client, quoted(change.cases.first()), words);
    return u"%1, %2 cases: %3 (%4)."_s.arg(client, QString::number(change.cases.size()), words,
                                           quotedList(change.cases));
}

QStringList sentencesOf(const ClientChanges &client)
{
    QStringList lines;
    if (client.versionBefore != client.versionAfter)
        lines.append(u"%1: version %2 before, %3 now."_s.arg(client.id, client.versionBefore, client.versionAfter));
    if (client.followsBefore != client.followsAfter)
        lines.append(u"%1: follows %2 redirects before, %3 now."_s.arg(client.id, QString::number(client.followsBefore),
                                                                       QString::number(client.followsAfter)));
    for (const MeasuredChange &change : client.changes)
        lines.append(sentenceOf(client.id, change));
    return lines;
}

QByteArray diffAsText(const MeasuredDiff &diff)
{
    QStringList lines;
    if (!diff.addedCases.isEmpty())
        lines.append(u"Only in the second file, and not compared: %1."_s.arg(quotedList(diff.addedCases)));
    if (!diff.removedCases.isEmpty())
        lines.append(u"Only in the first file, and not compared: %1."_s.arg(quotedList(diff.removedCases)));
    for (const MeasuredClient &client : diff.added)
        lines.append(u"%1: added, version %2, measured on %3."_s.arg(client.id, client.version, client.date));
    for (const MeasuredClient &client : diff.removed)
        lines.append(u"%1: removed, version %2, measured on %3."_s.arg(client.id, client.version, client.date));
    for (const ClientChanges &client : diff.changed)
        lines += sentencesOf(client);
    QByteArray text;
    for (const QString &line : lines)
        text += terminalText(line).toUtf8() + '\n';
    return text.isEmpty() ? "Nothing differs.\n" : text;
}

QJsonArray namesAsJson(const QList<MeasuredClient> &clients)
{
    QJsonArray list;
    for (const MeasuredClient &client : clients)
        list.append(QJsonObject{{u"client"_s, client.id}, {u"version"_s, client.version}, {u"date"_s, client.date}});
    return list;
}

QJsonObject changeAsJson(const MeasuredChange &change)
{
    const auto value = [](const QString &text) { return text.isNull() ? QJsonValue() : QJsonValue(text); };
    QJsonObject object{{u"part"_s, QString(idOf(change.part))},
                       {u"before"_s, value(change.before)},
                       {u"after"_s, value(change.after)},
                       {u"cases"_s, QJsonArray::fromStringList(change.cases)}};
    if (change.part == MeasuredPart::Field)
        object.insert(u"field"_s, change.field);
    return object;
}

QJsonObject clientAsJson(const ClientChanges &client)
{
    QJsonArray changes;
    for (const MeasuredChange &change : client.changes)
        changes.append(changeAsJson(change));
    return {{u"client"_s, client.id},
            {u"version"_s, QJsonObject{{u"before"_s, client.versionBefore}, {u"after"_s, client.versionAfter}}},
            {u"follows"_s, QJsonObject{{u"before"_s, client.followsBefore}, {u"after"_s, client.followsAfter}}},
            {u"changes"_s, changes}};
}

QByteArray diffAsJson(const MeasuredDiff &diff)
{
    QJsonArray clients;
    for (const ClientChanges &client : diff.changed)
        clients.append(clientAsJson(client));
    return QJsonDocument(QJsonObject{{u"addedCases"_s, QJsonArray::fromStringList(diff.addedCases)},
                                     {u"removedCases"_s, QJsonArray::fromStringList(diff.removedCases)},
                                     {u"added"_s, namesAsJson(diff.added)},
                                     {u"removed"_s, namesAsJson(diff.removed)},
                                     {u"changed"_s, clients}})
        .toJson(QJsonDocument::Indented);
}

} // namespace

int runClientDiff(const QString &before, const QString &after, bool asJson)
{
    if (before == u"-" && after == u"-")
        return usageError(u"only one of the two files can come from standard input; give the other one a name"_s);
    const Result<MeasuredFile> first = measuredIn(before);
    if (!first)
        return usageError(first.error);
    const Result<MeasuredFile> second = measuredIn(after);
    if (!second)
        return usageError(second.error);
    const MeasuredDiff diff = differencesOf(*first, *second);
    const int code = print(asJson ? diffAsJson(diff) : diffAsText(diff));
    return code == kExitOk && !diff.isEmpty() ? kExitExpectation : code;
}

} // namespace hopscope::cli
