// SPDX-License-Identifier: MIT
#include "app/clicommon.h"

#include "app/clitable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray clientsAsJson()
{
    QJsonArray list;
    for (const ClientProfile &profile : clientProfiles())
        list.append(QJsonObject{{u"id"_s, profile.id},
                                {u"title"_s, QString::fromUtf8(profile.title)},
                                {u"description"_s, QString::fromUtf8(profile.description)},
                                {u"version"_s, profile.version},
                                {u"source"_s, profile.source}});
    return QJsonDocument(list).toJson(QJsonDocument::Indented);
}

QByteArray clientsAsTable()
{
    QList<QStringList> rows{{u"ID"_s, u"Client"_s, u"Version"_s, u"What it does"_s, u"Source"_s}};
    for (const ClientProfile &profile : clientProfiles())
        rows.append({profile.id, QString::fromUtf8(profile.title), profile.version,
                     QString::fromUtf8(profile.description), profile.source});
    return wrappedTable(rows, {8, 24, 14, 38, 26});
}

} // namespace

void describeClients(QCommandLineParser &parser)
{
    parser.addOption({u"format"_s, u"table (default) or json."_s, u"ID"_s, u"table"_s});
}

int runClients(const QCommandLineParser &parser)
{
    const Result<const Format *> format = formatNamed(parser.value(u"format"_s));
    if (!format)
        return usageError(format.error);
    if ((*format)->id == "json"_L1)
        return print(clientsAsJson());
    if ((*format)->id == "table"_L1)
        return print(clientsAsTable());
    return usageError(u"clients are printed as table or json only"_s);
}

} // namespace hopscope::cli
