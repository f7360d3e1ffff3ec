// SPDX-License-Identifier: MIT
#include "app/cli/scenario.h"

#include "app/cli/common.h"
#include "http/head.h"
#include "lessons/launchpage.h"
#include "lessons/lessons.h"
#include "lessons/scenariojson.h"
#include "lessons/visit.h"
#include "net/server/scenarioserver.h"
#include "text/terminaltext.h"
#include "trace/tracejson.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

Result<Scenario> scenarioOf(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        if (const Result<Lesson> lesson = findLesson(path))
            return lesson->scenario;
    }
    if (!file.open(QIODevice::ReadOnly))
        return Result<Scenario>::failure(
            u"%1 cannot be read (%2): name a scenario file or a lesson"_s.arg(path, file.errorString()));
    const QByteArray json = file.read(kMaxScenarioBytes + 1);
    if (json.contains("\"hopscope-lesson\"")) {
        const Result<Lesson> lesson = findLesson(path);
        return lesson ? Result<Scenario>(lesson->scenario) : Result<Scenario>::failure(lesson.error);
    }
    Result<Scenario> scenario = readScenario(json);
    return scenario ? scenario : Result<Scenario>::failure(u"%1, %2"_s.arg(path, scenario.error));
}

QString serverText(const ScenarioServer &server)
{
    const Scenario &scenario = server.scenario();
    QStringList lines{u"Scenario \"%1\" on 127.0.0.1 only; Ctrl+C stops it."_s.arg(terminalText(scenario.title))};
    lines += server.notes();
    for (const ScenarioOrigin &origin : scenario.origins)
        lines.append(u"  %1 = %2"_s.arg(origin.name, QString::fromUtf8(baseUrl(origin))));
    lines.append(u"Begins with:"_s);
    for (const ScenarioVisit &visit : scenario.visits)
        lines.append(u"  "_s + visitText(scenario, visit));
    lines.append(u"In a browser begin at %1"_s.arg(QString::fromUtf8(launchUrl(scenario))));
    lines.append(u"Requests:"_s);
    return lines.join(u'\n') + u'\n';
}

/// Bytes for the terminal, one line each, indented.
QString lines(const QByteArray &bytes, const QString &mark)
{
    QString text;
    for (const QByteArray &line : QByteArray(bytes).replace("\r\n", "\n").split('\n'))
        text += mark + terminalText(QString::fromUtf8(line)) + u'\n';
    return text;
}

QByteArray recordLine(const SeenRequest &seen, int status)
{
    const QJsonObject object{{u"origin"_s, seen.origin},
                             {u"method"_s, QString::fromLatin1(seen.request.method)},
                             {u"url"_s, QString::fromUtf8(seen.request.url)},
                             {u"headers"_s, headersToJson(seen.request.headers)},
                             {u"bodyBase64"_s, QString::fromLatin1(seen.request.body.bytes.toBase64())},
                             {u"answered"_s, status}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QString hopText(const Hop &hop)
{
    if (!reachesServer(hop.kind))
        return u"  (not sent: %1 %2; %3)\n"_s.arg(QString::fromLatin1(hop.request.method),
                                                  terminalText(QString::fromUtf8(hop.request.url)),
                                                  hop.redirect ? hop.redirect->reason : QString());
    if (!hop.wire)
        return lines(serializeRequestHead(hop.request) + hop.request.body.bytes, u"  > "_s);
    return lines(hop.wire->sent, u"  > "_s) + lines(hop.wire->received, u"  < "_s);
}

} // namespace

QString visitText(const Scenario &scenario, const ScenarioVisit &visit)
{
    const QString url = QString::fromUtf8(withOrigins(scenario, visit.url));
    const QString by = askedByText(scenario, visit);
    return terminalText(u"%1 %2"_s.arg(QString::fromUtf8(visit.method), url)) +
           (by.isEmpty() ? QString() : terminalText(u" (%1)"_s.arg(by)));
}

QJsonObject playToJson(const Scenario &scenario, const Play &play)
{
    QJsonArray visits;
    for (qsizetype i = 0; i < play.visits.size(); ++i) {
        ScenarioVisit visit = scenario.visits.at(i);
        visit.url = withOrigins(scenario, visit.url);
        visit.page = withOrigins(scenario, visit.page);
        visits.append(QJsonObject{{u"by"_s, idOf(askedBy(visit))},
                                  {u"page"_s, QString::fromUtf8(pageOf(visit))},
                                  {u"trace"_s, traceToJson(play.visits.at(i))}});
    }
    QJsonObject origins;
    for (const ScenarioOrigin &origin : scenario.origins)
        origins.insert(origin.name, QString::fromUtf8(baseUrl(origin)));
    return {{u"origins"_s, origins}, {u"visits"_s, visits}};
}

QString wireText(const Play &play)
{
    QString text;
    for (qsizetype visit = 0; visit < play.visits.size(); ++visit) {
        if (play.visits.size() > 1)
            text += u"Visit %1\n"_s.arg(visit + 1);
        for (const Hop &hop : play.visits.at(visit).hops)
            text += hopText(hop);
    }
    return text;
}

int serveScenario(const QString &path, const QString &record)
{
    const Result<Scenario> scenario = scenarioOf(path);
    if (!scenario)
        return usageError(scenario.error);
    QFile file(record);
    if (!record.isEmpty() && !file.open(QIODevice::WriteOnly))
        return usageError(
            u"%1 cannot be written (%2): choose another file for --record"_s.arg(record, file.errorString()));
    ScenarioServer server;
    if (!server.listen(*scenario)) {
        printError(server.errorString());
        return kExitNetwork;
    }
    onInterrupt(&server, [] { QCoreApplication::exit(kExitOk); });
    QObject::connect(&server, &ScenarioServer::answered, &server, [&file](const SeenRequest &seen, int status) {
        if (file.isOpen()) {
            file.write(recordLine(seen, status));
            file.flush();
        }
        print(u"  %1 %2 %3\n"_s
                  .arg(QString::number(status), terminalText(QString::fromUtf8(seen.request.method)),
                       terminalText(QString::fromUtf8(seen.request.url)))
                  .toUtf8());
    });
    if (const int code = print(serverText(server).toUtf8()); code != kExitOk)
        return code;
    return QCoreApplication::exec();
}

} // namespace hopscope::cli
