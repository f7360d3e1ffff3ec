// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditrunner.h"
#include "rawserver.h"

#include <QTest>

#include <algorithm>

/// What a runner told.
struct Told {
    QList<qsizetype> finished; ///< rows
    QList<qsizetype> leftOut;
    QHash<qsizetype, hopscope::Trace> traces;
    QStringList held;
    QStringList robots;
    QStringList reasons; ///< of those that were left out

    bool hasEachOnce(qsizetype rows) const
    {
        QList<qsizetype> all = finished + leftOut;
        std::sort(all.begin(), all.end());
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (all[i] != i)
                return false;
        }
        return all.size() == rows;
    }
};

inline QList<hopscope::AuditRow> rowsAt(const RawServer &server, int count)
{
    QList<hopscope::AuditRow> rows;
    for (int i = 0; i < count; ++i)
        rows.append({.place = {{}, i + 1}, .source = server.url(QStringLiteral("/%1").arg(i)).toLatin1()});
    return rows;
}

/// Runs to the end; `stopAfter` rows it is canceled.
inline Told run(const QList<hopscope::AuditRow> &rows, const hopscope::AuditPace &pace, int stopAfter = -1)
{
    hopscope::AuditRunner runner(
        *hopscope::prepare({.url = QStringLiteral("http://127.0.0.1/"), .proxy = QUrl(QStringLiteral("none:"))}), pace);
    Told told;
    QObject::connect(&runner, &hopscope::AuditRunner::rowFinished, &runner,
                     [&](qsizetype row, const hopscope::Trace &trace) {
                         told.finished.append(row);
                         told.traces.insert(row, trace);
                         if (told.finished.size() == stopAfter)
                             runner.cancel();
                     });
    QObject::connect(&runner, &hopscope::AuditRunner::rowLeftOut, &runner, [&](qsizetype row, const QString &reason) {
        told.leftOut.append(row);
        told.reasons.append(reason);
    });
    QObject::connect(&runner, &hopscope::AuditRunner::robotsRead, &runner,
                     [&](const QString &sentence, qsizetype) { told.robots.append(sentence); });
    QObject::connect(&runner, &hopscope::AuditRunner::hostHeld, &runner,
                     [&](const QString &sentence) { told.held.append(sentence); });
    QSignalSpy finished(&runner, &hopscope::AuditRunner::finished);
    runner.start(rows);
    constexpr int kLongest = 60'000;
    if (finished.isEmpty() && !finished.wait(kLongest))
        qFatal("the audit did not end");
    return told;
}
