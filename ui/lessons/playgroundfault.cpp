// SPDX-License-Identifier: MIT
#include "ui/lessons/playgroundfault.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct PlaygroundText {
    Q_DECLARE_TR_FUNCTIONS(playground)
};

/// Counted from 1; a row of the table is one answer of a route.
qsizetype rowOf(const Scenario &scenario, qsizetype route, qsizetype answer)
{
    qsizetype row = answer + 1;
    for (qsizetype i = 0; i < std::min(route, scenario.routes.size()); ++i)
        row += scenario.routes.at(i).answers.size();
    return row;
}

QString placeName(const QString &list, qsizetype number, qsizetype answer, const Scenario &scenario)
{
    if (list == "routes"_L1)
        return PlaygroundText::tr("Row %1").arg(rowOf(scenario, number, answer));
    if (list == "origins"_L1)
        return PlaygroundText::tr("Server %1").arg(number + 1);
    return number == 0 ? PlaygroundText::tr("First request") : PlaygroundText::tr("Request %1").arg(number + 1);
}

} // namespace

QString playgroundFault(const QString &error, const Scenario &scenario)
{
    // "line 3, column 7: routes[2].answers[0].headers[1].name: why"
    static const QRegularExpression placed(
        u"^line \\d+, column \\d+: (?:(routes|origins|visits)\\[(\\d+)\\]"
        "(?:\\.answers\\[(\\d+)\\])?(?:\\.headers\\[(\\d+)\\])?[^: ]*: |[a-z]+: )?(.*)$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = placed.match(error);
    if (!match.hasMatch())
        return error;
    const QString why = match.captured(5);
    if (match.captured(1).isEmpty())
        return why;
    const QString place =
        placeName(match.captured(1), match.captured(2).toLongLong(), match.captured(3).toLongLong(), scenario);
    return !match.captured(4).isEmpty()
               ? PlaygroundText::tr("%1, field %2: %3").arg(place).arg(match.captured(4).toLongLong() + 1).arg(why)
               : PlaygroundText::tr("%1: %2").arg(place, why);
}

} // namespace hopscope
