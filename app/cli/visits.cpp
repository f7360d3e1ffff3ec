// SPDX-License-Identifier: MIT
#include "app/cli/visits.h"

#include "app/cli/common.h"
#include "app/cli/table.h"
#include "net/network.h"
#include "net/server/visitrequest.h"
#include "net/tracer.h"
#include "redirect/statuses.h"
#include "text/terminaltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// One user's two visits.
struct Visitor {
    const VisitCase *visit = nullptr;
    ReadyRequest ready;
    Trace first;
    Trace second;
};

/// All users at the same time, each second visit after its first one. False when interrupted.
bool visitTwice(std::vector<Visitor> &visitors)
{
    Network network;
    QObject tracers; // goes before the network
    size_t open = visitors.size();
    const auto leave = [&open] {
        if (--open == 0)
            QCoreApplication::exit(1);
    };
    const auto comeAgain = [&](Visitor &visitor, const ClientMemory &memory) {
        ReadyRequest again = visitor.ready;
        again.request.memory = memory;
        auto *tracer = new Tracer(network, again, &tracers);
        QObject::connect(tracer, &Tracer::finished, tracer, [&visitor, leave](const Trace &trace) {
            visitor.second = trace;
            leave();
        });
        tracer->start();
    };
    for (Visitor &visitor : visitors) {
        auto *tracer = new Tracer(network, visitor.ready, &tracers);
        QObject::connect(tracer, &Tracer::finished, tracer, [&visitor, tracer, leave, comeAgain](const Trace &trace) {
            visitor.first = trace;
            if (wasAnswered(trace))
                comeAgain(visitor, tracer->memory());
            else
                leave();
        });
        tracer->start();
    }
    onInterrupt(&tracers, [] { QCoreApplication::exit(0); });
    return QCoreApplication::exec() != 0;
}

QByteArray visitTable(const std::vector<Visitor> &visitors)
{
    QList<QStringList> rows{{u"Type"_s, u"Response field"_s, u"First visit"_s, u"Second visit"_s, u"Asked again?"_s,
                             u"Why"_s, u"Source"_s}};
    for (const Visitor &visitor : visitors) {
        const StatusFacts *facts = findStatus(visitor.visit->status);
        const VisitRow row = visitRow(visitor.ready.profile(), visitor.first, visitor.second);
        rows.append({u"%1 %2"_s.arg(facts->status).arg(QString::fromUtf8(facts->name)),
                     QString::fromUtf8(visitFieldText(*visitor.visit)), terminalText(row.first.join(u", "_s)),
                     terminalText(row.second.join(u", "_s)), QString::fromUtf8(visitAnswerText(row.answer)),
                     terminalText(row.reason), terminalText(row.source)});
    }
    return wrappedTable(rows, {11, 14, 11, 12, 15, 26, 18});
}

} // namespace

int runVisits(const ClientPointer &client, quint16 port)
{
    std::vector<Visitor> visitors;
    for (const VisitCase &visit : visitCases()) {
        const Result<ReadyRequest> ready = prepare(visitRequest(visit, client, port));
        if (!ready)
            return usageError(ready.error);
        visitors.push_back({.visit = &visit, .ready = *ready});
    }
    if (!visitTwice(visitors)) {
        printError(u"interrupted before every type was visited twice"_s);
        return kExitNetwork;
    }
    const QString heading =
        u"GET, twice as the same user, client %1. First and second visit: what the server answered.\n\n"_s.arg(
            client->id);
    const int code = print(heading.toUtf8() + visitTable(visitors));
    const bool failed = std::any_of(visitors.begin(), visitors.end(), [](const Visitor &visitor) {
        return exitCodeOf(visitor.first.outcome.kind) == kExitNetwork ||
               exitCodeOf(visitor.second.outcome.kind) == kExitNetwork;
    });
    return code == kExitOk && failed ? kExitNetwork : code;
}

} // namespace hopscope::cli
