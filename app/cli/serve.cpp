// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/scenario.h"

#include "formats/write/tabletext.h"
#include "net/server/loopbackroutes.h"
#include "net/server/loopbackserver.h"

#include <QCoreApplication>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray serverText(const LoopbackServer &server)
{
    QStringList lines{u"The loopback server answers on 127.0.0.1 only; each port is an origin. Ctrl+C stops it."_s};
    for (const quint16 port : server.ports())
        lines.append(u"  http://127.0.0.1:%1/"_s.arg(port));
    lines.append(u"Routes:"_s);
    QList<QStringList> rows;
    for (const LoopbackRoute &route : loopbackRoutes()) {
        const QStringList examples = QString::fromUtf8(route.examples).split(u' ', Qt::SkipEmptyParts);
        rows.append({u"  "_s + examples.value(0), QString::fromUtf8(route.description)});
        for (qsizetype i = 1; i < examples.size(); ++i)
            rows.append({u"  "_s + examples[i]});
    }
    return ((lines + alignedColumns(rows)).join(u'\n') + u'\n').toUtf8();
}

} // namespace

void describeServe(CommandParser &parser)
{
    parser.addOptions(
        {{u"port"_s, u"First port; the second origin gets the next free one. Default: free ports."_s, u"N"_s, u"0"_s},
         {u"scenario"_s, u"Play this scenario file, or the lesson with this id, instead of the built-in routes."_s,
          u"FILE"_s},
         {u"record"_s, u"With --scenario: write every request to this file, one JSON object per line."_s, u"FILE"_s}});
}

int runServe(const QCommandLineParser &parser, const Clients &)
{
    if (parser.isSet(u"scenario"_s))
        return serveScenario(parser.value(u"scenario"_s), parser.value(u"record"_s));
    if (parser.isSet(u"record"_s))
        return usageError(u"--record needs --scenario; name a scenario file or a lesson"_s);
    const Result<qint64> port = numberOf(parser, u"port"_s, 0, 65535);
    if (!port)
        return usageError(port.error);
    LoopbackServer server;
    if (!server.listen(quint16(*port))) {
        printError(u"port %1 cannot be used (%2); choose another one with --port"_s.arg(QString::number(*port),
                                                                                        server.errorString()));
        return kExitNetwork;
    }
    onInterrupt(&server, [] { QCoreApplication::exit(kExitOk); });
    if (const int code = print(serverText(server)); code != kExitOk)
        return code;
    return QCoreApplication::exec();
}

} // namespace hopscope::cli
