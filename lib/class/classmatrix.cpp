// SPDX-License-Identifier: MIT
#include "class/classmatrix.h"

#include "class/classtext.h"
#include "class/devicename.h"
#include "http/uriparts.h"
#include "lessons/play.h"
#include "text/terminaltext.h"
#include "trace/sidebyside.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxValueShown = 80;
constexpr QByteArrayView kTellingFields[] = {"Cookie", "Authorization", "Origin", "Referer", "Content-Type"};

/// URLs of the class by the names of the lesson's servers.
QString named(const Scenario &scenario, const QByteArray &value)
{
    QByteArray text = withNames(scenario, value);
    for (const ScenarioOrigin &origin : scenario.origins) {
        const QByteArray name = origin.name.toUtf8();
        text.replace('{' + name + '}', name).replace('{' + name + ".authority}", name);
    }
    return terminalText(text, kMaxValueShown);
}

QString sentTextOf(const Scenario &scenario, const Request &request)
{
    QStringList parts{terminalText(request.method, kMaxValueShown) + u' ' + named(scenario, request.url)};
    parts.append(request.body.size > 0 ? classText(ClassText::BodyOf).arg(request.body.size)
                                       : classText(ClassText::NoBody));
    for (const QByteArrayView name : kTellingFields) {
        if (request.headers.contains(name))
            parts.append(QString::fromLatin1(name) + u": "_s + named(scenario, request.headers.combined(name)));
    }
    return parts.join(u", "_s);
}

/// The requests that a server sees, and nothing of what the client made of the responses, which no server sees.
Trace sentPart(const QString &client, const QList<Hop> &hops)
{
    Trace trace{.client = client};
    for (const Hop &hop : hops) {
        if (!reachesServer(hop.kind))
            continue;
        Hop sent{.kind = hop.kind == HopKind::Preflight ? HopKind::Preflight : HopKind::Http,
                 .request = hop.request,
                 .response = hop.response};
        sent.request.url = withoutFragment(sent.request.url);
        trace.hops.append(sent);
    }
    return trace;
}

DeviceRow rowOf(const Classroom &room, const ClassDevice &device, const QString &client, const Play &play, int visit)
{
    const Trace predicted = sentPart(client, play.visits.value(visit).hops);
    const Trace sent = sentPart(client, device.visits.at(visit));
    DeviceRow row{.device = device.number,
                  .name = terminalText(device.name),
                  .browser = terminalText(deviceText(deviceNameOf(device.userAgent))),
                  .client = client,
                  .visit = visit + 1,
                  .cells = {}};
    const SideBySide beside = sideBySide({predicted, sent}, {client, row.browser});
    for (const QList<SideCell> &cells : beside.rows) {
        DeviceCell cell{.sent = {}, .predicted = {}, .difference = terminalText(cells.at(1).why)};
        if (cells.at(0).hop >= 0)
            cell.predicted = sentTextOf(room.scenario, predicted.hops.at(cells.at(0).hop).request);
        if (cells.at(1).hop >= 0)
            cell.sent = sentTextOf(room.scenario, sent.hops.at(cells.at(1).hop).request);
        row.cells.append(cell);
    }
    return row;
}

void addRows(QList<DeviceRow> &rows, const Classroom &room, const ClassDevice &device, QHash<QString, Play> &plays)
{
    const QString client = deviceClientOf(device.userAgent, room.scenario);
    for (int visit = 0; visit < device.visits.size(); ++visit) {
        if (device.visits.at(visit).isEmpty())
            continue;
        if (!plays.contains(client))
            plays.insert(client, simulate(room.scenario, client));
        rows.append(rowOf(room, device, client, plays.value(client), visit));
    }
}

} // namespace

bool DeviceRow::differs() const
{
    return std::any_of(cells.begin(), cells.end(), [](const DeviceCell &cell) { return !cell.difference.isEmpty(); });
}

QList<DeviceRow> deviceRowsOf(const Classroom &room, const ClassDevice &device)
{
    QList<DeviceRow> rows;
    QHash<QString, Play> plays;
    addRows(rows, room, device, plays);
    return rows;
}

QList<DeviceRow> classMatrix(const Classroom &room)
{
    QList<DeviceRow> rows;
    QHash<QString, Play> plays;
    for (const ClassDevice &device : room.devices)
        addRows(rows, room, device, plays);
    return rows;
}

QStringList matrixLines(const QList<DeviceRow> &rows)
{
    QStringList lines;
    for (const DeviceRow &row : rows) {
        const QString name = row.name.isEmpty() ? QString() : u" ("_s + row.name + u')';
        lines.append(classText(ClassText::DeviceVisit)
                         .arg(QString::number(row.device), name, row.browser, QString::number(row.visit)));
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const DeviceCell &cell = row.cells.at(i);
            const QString sent = cell.sent.isEmpty() ? classText(ClassText::NotSentYet) : cell.sent;
            lines.append(u"  %1: %2"_s.arg(classText(ClassText::RequestNumber).arg(i + 1), sent));
            if (cell.difference.isEmpty()) {
                lines.append(u"    "_s + classText(ClassText::AsPredicted).arg(row.client));
                continue;
            }
            lines.append(u"    "_s + classText(ClassText::Differs).arg(cell.difference));
            lines.append(
                u"    %1: %2"_s.arg(classText(ClassText::Predicted).arg(row.client),
                                    cell.predicted.isEmpty() ? classText(ClassText::NotSentYet) : cell.predicted));
        }
    }
    return lines;
}

} // namespace hopscope
