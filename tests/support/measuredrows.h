// SPDX-License-Identifier: MIT
#pragma once

#include "goldenfiles.h"
#include "measuredserver.h"

#include <QJsonDocument>

/// What clients did in the cases of tests/clients/memory.py. Tests that include this are built with HOPSCOPE_GOLDEN_DIR
/// for resources/clients.
namespace hopscope::test
{

struct MeasuredRow {
    QString client;
    QString name; ///< of the case
    QJsonArray steps;
    QJsonObject answers;
    QJsonArray seen; ///< for each step the requests that a server saw
    QStringList notes;
    QStringList ends; ///< of each step, where the client said how it ended
};

inline QStringList textsOf(const QJsonValue &list)
{
    return QVariant(list.toArray().toVariantList()).toStringList();
}

inline QList<MeasuredRow> measuredRows(QLatin1StringView feature)
{
    const QJsonObject all = QJsonDocument::fromJson(golden(u"memory.json"_s)).object();
    QHash<QString, QJsonObject> cases;
    for (const QJsonValue &each : all["cases"_L1].toArray()) {
        if (each["feature"_L1].toString() == feature)
            cases.insert(each["name"_L1].toString(), each.toObject());
    }
    QList<MeasuredRow> rows;
    for (const QJsonValue &each : all["rows"_L1].toArray()) {
        const QString name = each["case"_L1].toString();
        if (each["feature"_L1].toString() == feature)
            rows.append({each["client"_L1].toString(), name, cases[name]["steps"_L1].toArray(),
                         cases[name]["answers"_L1].toObject(), each["seen"_L1].toArray(), textsOf(each["notes"_L1]),
                         textsOf(each["ends"_L1])});
    }
    return rows;
}

/// Why the profiles do not predict some rows: `name` of the case begins so, and `client` has that id.
struct KnownMiss {
    QLatin1StringView client;
    QLatin1StringView name;
    const char *reason;
};

template <typename Table>
bool isKnownMiss(const Table &table, const MeasuredRow &row)
{
    return std::any_of(std::begin(table), std::end(table), [&](const KnownMiss &miss) {
        return row.client == miss.client && row.name.startsWith(miss.name);
    });
}

} // namespace hopscope::test
