// SPDX-License-Identifier: MIT
#include "ui/window/clientscontroller.h"

#include "ui/clients/clientspage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientstore.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/windowparts.h"

#include <QMainWindow>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kClientsPage = "clients"_L1;

} // namespace

ClientsController::ClientsController(const WindowParts &parts)
    : QObject(parts.window), m_parts(parts), m_run(parts.session)
{
    connect(&m_run, &RunController::finished, this, [this](int place, const Trace &trace) {
        m_traces[place] = trace;
        m_parts.session->keep(trace, requestOf(trace));
    });
    connect(&m_run, &RunController::allFinished, this, &ClientsController::finish);
}

void ClientsController::connectPage(ClientsPage *page)
{
    m_page = page;
    connect(page, &ClientsPage::runRequested, this, &ClientsController::run);
    connect(page, &ClientsPage::cancelRequested, this, &ClientsController::cancel);
    connect(page, &ClientsPage::openRequested, m_parts.tracing,
            [this](const Trace &trace) { m_parts.tracing->showStored({.trace = trace, .request = requestOf(trace)}); });
    connect(m_parts.pages, &PageStack::shown, this, [this](int, const QWidget *shown) {
        if (shown == m_page)
            m_page->setRequest(m_parts.tracing->page()->bar()->request());
    });
    m_parts.exports->addPage(page,
                             [this](const Format &format) { m_parts.exports->exportTraces(m_page->traces(), format); });
}

StoredRequest ClientsController::requestOf(const Trace &trace) const
{
    return {.request = asClient(m_request, trace.client, knownClients())};
}

void ClientsController::run(const QStringList &clients)
{
    m_run.abandon();
    const Result<TraceRequest> typed = m_parts.tracing->page()->bar()->request();
    m_page->setRequest(typed);
    if (!typed)
        return;
    const Result<TraceRequest> wanted = m_parts.session->resolved(*typed);
    if (!wanted) {
        m_page->setError(wanted.error);
        return;
    }
    QString error;
    bool anyRight = false;
    for (const QString &client : clients) {
        const Result<QByteArray> checked = checkTraceRequest(asClient(*wanted, client, knownClients()));
        anyRight = anyRight || checked;
        if (!checked && error.isEmpty())
            error = checked.error;
    }
    if (!anyRight) {
        m_page->setError(error);
        return;
    }
    if (!m_page->confirmMarks(*wanted))
        return;
    m_page->setRunning(true);
    m_request = *wanted;
    m_traces.clear();
    for (const QString &client : clients) {
        m_run.start(int(m_traces.size()), asClient(*wanted, client, knownClients()));
        m_traces.append({.client = client});
    }
    m_parts.messages->say(tr("Running the request as %1 clients").arg(clients.size()), kClientsPage);
}

void ClientsController::finish()
{
    m_page->setTraces(m_traces);
    m_page->setRunning(false);
    m_parts.messages->say(tr("The request ran as %1 clients.").arg(m_traces.size()), kClientsPage);
    Q_EMIT ended();
}

} // namespace hopscope
