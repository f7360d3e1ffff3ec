// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/table.h"
#include "app/cli/visits.h"

#include "net/network.h"
#include "net/server/loopbackserver.h"
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

constexpr auto kVisitor = "chromium-nav"_L1;

/// What a client did with one redirect type.
struct Observation {
    const StatusFacts *facts = nullptr;
    Trace trace;
};

std::vector<Observation> chosenTypes(bool all)
{
    std::vector<Observation> chosen;
    for (const StatusFacts &facts : statusTable()) {
        if (all || facts.common)
            chosen.push_back({&facts, {}});
    }
    return chosen;
}

/// Sends `request` once for each type, all at the same time. False when interrupted.
bool observe(std::vector<Observation> &observations, ReadyRequest ready, quint16 port)
{
    Network network;
    QObject tracers; // goes before the network
    size_t open = observations.size();
    for (Observation &observation : observations) {
        ready.url = u"http://127.0.0.1:%1/%2?to=/echo"_s.arg(port).arg(observation.facts->status).toLatin1();
        auto *tracer = new Tracer(network, ready, &tracers);
        QObject::connect(tracer, &Tracer::finished, tracer, [&observation, &open](const Trace &trace) {
            observation.trace = trace;
            if (--open == 0)
                QCoreApplication::exit(1);
        });
        tracer->start();
    }
    onInterrupt(&tracers, [] { QCoreApplication::exit(0); });
    return QCoreApplication::exec() != 0;
}

QString observedText(const Trace &trace)
{
    if (trace.hops.isEmpty() || exitCodeOf(trace.outcome.kind) == kExitNetwork)
        return terminalText(trace.outcome.message);
    const QString first = terminalText(trace.hops.first().request.method);
    if (trace.hops.size() == 1)
        return u"%1, not followed"_s.arg(first);
    const Request &next = trace.hops[1].request;
    const QString body = next.body.size == 0 ? u"no body"_s : u"%1 B"_s.arg(next.body.size);
    return u"%1 -> %2, %3"_s.arg(first, terminalText(next.method), body);
}

QByteArray comparisonTable(const std::vector<Observation> &observations, QByteArrayView method)
{
    QList<QStringList> rows{{u"Type"_s, u"Method preserved?"_s, u"Body"_s, u"SEO impact"_s, u"Cacheable?"_s,
                             u"Use case"_s, u"Observed now"_s, u"Source"_s}};
    for (const Observation &observation : observations) {
        const StatusFacts &facts = *observation.facts;
        const QString type = u"%1 %2"_s.arg(QString::number(facts.status), QString::fromUtf8(facts.name));
        rows.append({type, QString::fromUtf8(facts.methodPreserved), QString::fromUtf8(facts.body),
                     QString::fromUtf8(facts.seo), QString::fromUtf8(cacheableText(facts, method)),
                     QString::fromUtf8(facts.useCase), observedText(observation.trace),
                     QString::fromUtf8(facts.source)});
    }
    return wrappedTable(rows, {11, 14, 11, 16, 13, 15, 14, 8});
}

QStringList wrappedItem(const QString &label, const QString &text)
{
    QStringList lines;
    for (const QString &line : wrappedText(text, kTextWidth))
        lines.append((lines.isEmpty() ? u"  "_s + label.leftJustified(5) : QString(7, u' ')) + line);
    return lines;
}

QByteArray footnotes(const std::vector<Observation> &observations)
{
    QStringList corrections;
    QStringList sources;
    for (const Observation &observation : observations) {
        const StatusFacts &facts = *observation.facts;
        if (facts.correction)
            corrections += wrappedItem(QString::number(facts.status), QString::fromUtf8(facts.correction));
        if (const QString source = u"  "_s + QString::fromUtf8(facts.seoSource); !sources.contains(source))
            sources.append(source);
    }
    QStringList lines{QString(), u"SEO impact according to:"_s};
    lines += sources;
    if (!corrections.isEmpty())
        lines += QStringList{QString(), u"Where common tables are wrong:"_s} + corrections;
    return (lines.join(u'\n') + u'\n').toUtf8();
}

/// --visits shows first what a browser's tab does: there users meet a redirect that was kept.
QString clientChosen(const QCommandLineParser &parser)
{
    const bool isAsked = parser.isSet(u"client"_s) || !parser.isSet(u"visits"_s);
    return isAsked ? parser.value(u"client"_s) : QString(kVisitor);
}

} // namespace

void describeCompare(CommandParser &parser)
{
    parser.addOptions({
        {{u"X"_s, u"request"_s}, u"Method. Default: POST."_s, u"METHOD"_s, u"POST"_s},
        {{u"d"_s, u"data"_s},
         u"Body to send. Default: {\"item\": \"tea\", \"qty\": 2}"_s,
         u"TEXT"_s,
         u"{\"item\": \"tea\", \"qty\": 2}"_s},
        {u"client"_s,
         u"Client to imitate; \"hopscope-cli clients\" lists them. Default: browser, with --visits %1."_s.arg(kVisitor),
         u"ID"_s, u"browser"_s},
        {u"all"_s, u"Try all of 300 to 308, not only the five common types."_s},
        {u"visits"_s,
         u"Ask for each of the five common types twice with GET, as the same user: as it is, with "
         "Cache-Control: max-age=60 and with no-store. Tells whether the server is asked again, and why."_s},
    });
}

int runCompare(const QCommandLineParser &parser, const Clients &clients)
{
    const bool visits = parser.isSet(u"visits"_s);
    for (const QString &option : {u"request"_s, u"data"_s, u"all"_s}) {
        if (visits && parser.isSet(option))
            return usageError(u"--visits sends GET to the five common types; leave out -X, -d and --all"_s);
    }
    TraceRequest request;
    request.client = clientChosen(parser);
    request.method = parser.value(u"request"_s).toUtf8();
    request.content.bytes = parser.value(u"data"_s).toUtf8();
    request.proxy = QUrl(u"none:"_s);
    request.url = u"http://127.0.0.1/"_s;
    const Result<ClientPointer> client = clients.named(request.client);
    if (!client)
        return usageError(client.error);
    request.ownClient = *client;
    LoopbackServer server;
    if (!server.listen()) {
        printError(u"no port could be opened on 127.0.0.1 (%1)"_s.arg(server.errorString()));
        return kExitNetwork;
    }
    if (visits)
        return runVisits(*client, server.ports().first());
    const Result<ReadyRequest> ready = prepare(request);
    if (!ready)
        return usageError(ready.error);
    std::vector<Observation> observations = chosenTypes(parser.isSet(u"all"_s));
    if (!observe(observations, *ready, server.ports().first())) {
        printError(u"interrupted before every type was tried"_s);
        return kExitNetwork;
    }
    const QString heading = u"%1 with a body of %2 bytes, client %3\n\n"_s.arg(
        parser.value(u"request"_s), QString::number(request.content.bytes.size()), request.client);
    const int code = print(heading.toUtf8() + comparisonTable(observations, request.method) + footnotes(observations));
    const bool failed = std::any_of(observations.begin(), observations.end(), [](const Observation &observation) {
        return exitCodeOf(observation.trace.outcome.kind) == kExitNetwork;
    });
    return code == kExitOk && failed ? kExitNetwork : code;
}

} // namespace hopscope::cli
