// SPDX-License-Identifier: MIT
#include "app/cli/clientchains.h"

#include "app/cli/common.h"
#include "app/cli/expectation.h"
#include "app/cli/table.h"
#include "formats/redaction/redaction.h"
#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "net/network.h"
#include "net/tracer.h"
#include "text/terminaltext.h"
#include "trace/sidebyside.h"

#include <QCoreApplication>

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxClients = 50;
constexpr auto kStack = "stack"_L1;    ///< in a list: the clients of the stack, unless a client is called so
constexpr qsizetype kNumberColumn = 7; ///< as wide as its heading
constexpr qsizetype kTableWidth = 112;
constexpr qsizetype kNarrowestColumn = 26;
constexpr qsizetype kWidestColumn = 48;

Result<QList<ClientPointer>> clientsCalled(const Clients &clients, const QString &name)
{
    if (name == kStack && !clients.find(name))
        return stackOf(clients);
    const Result<ClientPointer> client = clients.named(name);
    return client ? QList<ClientPointer>{*client} : Result<QList<ClientPointer>>::failure(client.error);
}

Result<QStringList> clientsIn(const Clients &clients, const QString &list)
{
    QStringList ids;
    for (const QString &part : list.split(u',', Qt::SkipEmptyParts)) {
        const Result<QList<ClientPointer>> called = clientsCalled(clients, part.trimmed());
        if (!called)
            return Result<QStringList>::failure(called.error);
        for (const ClientPointer &client : *called)
            ids.append(client->id);
    }
    ids.removeDuplicates();
    if (ids.size() < 2 || ids.size() > kMaxClients)
        return Result<QStringList>::failure(
            u"--clients takes 2 to %1 different clients, for example browser,curl,curl-X"_s.arg(kMaxClients));
    return ids;
}

/// Sends the request as every client at the same time; traces that were interrupted say so themselves.
QList<Trace> tracesOf(const QList<ReadyRequest> &requests)
{
    Network network;
    QObject tracers; // goes before the network
    QList<Trace> traces(requests.size());
    QList<Tracer *> running;
    qsizetype open = requests.size();
    for (qsizetype i = 0; i < requests.size(); ++i) {
        auto *tracer = new Tracer(network, requests[i], &tracers);
        QObject::connect(tracer, &Tracer::finished, tracer, [&traces, &open, i](const Trace &trace) {
            traces[i] = trace;
            if (--open == 0)
                QCoreApplication::exit();
        });
        running.append(tracer);
        tracer->start();
    }
    onInterrupt(&tracers, [&running] {
        for (Tracer *tracer : std::as_const(running))
            tracer->cancel();
    });
    QCoreApplication::exec();
    return traces;
}

QString cellText(const Trace &trace, const SideCell &cell)
{
    const QString mark = cell.first ? u"first difference"_s : u"differs"_s;
    QString text = cell.differs ? u"[%1: %2] "_s.arg(mark, terminalText(cell.why)) : QString();
    if (cell.hop < 0)
        return text;
    const Hop &hop = trace.hops[cell.hop];
    text += u"%1 %2 (%3)"_s.arg(terminalText(hop.request.method), terminalText(hop.request.url),
                                bodyText(hop.request.body.size));
    if (!hop.response)
        return text + u" -> %1"_s.arg(QLatin1StringView(noResponseWord(hop)));
    return text + u" -> %1 %2"_s.arg(QString::number(hop.response->status), terminalText(hop.response->reason));
}

QByteArray tableOf(const QList<Trace> &traces, const QStringList &names, const SideBySide &sides)
{
    QStringList ending{u"End"_s};
    for (const Trace &trace : traces)
        ending.append(terminalText(outcomeText(trace.outcome)));
    QList<QStringList> rows{QStringList{u"Request"_s} + names};
    for (const QList<SideCell> &line : sides.rows) {
        QStringList row{QString::number(rows.size())};
        for (qsizetype i = 0; i < line.size(); ++i)
            row.append(cellText(traces[i], line[i]));
        rows.append(row);
    }
    rows.append(ending);
    const qsizetype width = std::clamp(kTableWidth / traces.size(), kNarrowestColumn, kWidestColumn);
    return wrappedTable(rows, QList<qsizetype>{kNumberColumn} + QList<qsizetype>(traces.size(), width));
}

} // namespace

int runClientChains(const ReadyRequest &request, const Clients &clients, const QString &list,
                    const std::optional<RedactionOptions> &redaction)
{
    const Result<QStringList> ids = clientsIn(clients, list);
    if (!ids)
        return usageError(ids.error);
    QList<ReadyRequest> requests;
    for (const QString &id : *ids) {
        const Result<ReadyRequest> ready = asClient(request, id, clients);
        if (!ready)
            return usageError(ready.error);
        requests.append(*ready);
    }
    const QList<Trace> sent = tracesOf(requests);
    QList<Trace> traces = sent;
    // Together, so that equal secrets get equal marks.
    const QList<Redaction> redactions = redaction ? redacted(traces, *redaction) : QList<Redaction>();
    for (qsizetype i = 0; i < redactions.size(); ++i)
        traces[i] = redactions[i].trace;
    const SideBySide sides = sideBySide(traces, *ids);
    QByteArray text = tableOf(traces, *ids, sides) + '\n';
    for (const QString &line : sides.firstDifferences)
        text += terminalText(line).toUtf8() + '\n';
    int code = print(text);
    for (qsizetype i = 0; i < sent.size(); ++i) {
        const std::optional<int> unexpected =
            reportExpectations(sent[i], request.request.expectations, ids->at(i) + u": "_s, redaction);
        code = std::max(code, unexpected.value_or(exitCodeOf(sent[i].outcome.kind)));
    }
    return code;
}

} // namespace hopscope::cli
