// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/clients/clientspage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientbox.h"

#include <algorithm>

// The request of the Inspect page as several clients at once.

namespace hopscope
{

using namespace Qt::StringLiterals;

void MainWindow::connectClients(ClientsPage *page)
{
    m_clients = page;
    connect(page, &ClientsPage::runRequested, this, &MainWindow::runClients);
    connect(page, &ClientsPage::cancelRequested, this, &MainWindow::cancelClients);
    connect(page, &ClientsPage::openRequested, this, &MainWindow::showOpened);
}

void MainWindow::runClients(const QStringList &clients)
{
    cancelClients();
    m_clientRuns.clear();
    const Result<TraceRequest> wanted = m_inspect->bar()->request();
    m_clients->setRequest(wanted);
    if (!wanted)
        return;
    QString error;
    bool anyRight = false;
    for (const QString &client : clients) {
        const Result<QByteArray> checked = checkTraceRequest(asClient(*wanted, client));
        anyRight = anyRight || checked;
        if (!checked && error.isEmpty())
            error = checked.error;
    }
    if (!anyRight) {
        m_clients->setError(error);
        return;
    }
    if (m_clients->holdsBack(*wanted))
        return;
    m_clients->setRunning(true);
    m_clientTraces.clear();
    for (const QString &client : clients) {
        m_clientRuns.insert(engine().start(asClient(*wanted, client)), int(m_clientTraces.size()));
        m_clientTraces.append({.client = client});
    }
    say(tr("Running the request as %1 clients").arg(clients.size()), int(m_pages.indexOf(m_clients)));
}

void MainWindow::cancelClients()
{
    for (auto run = m_clientRuns.keyBegin(); run != m_clientRuns.keyEnd(); ++run)
        engine().cancel(*run);
}

bool MainWindow::takeClientRun(int id, const Trace &trace)
{
    const auto run = m_clientRuns.constFind(id);
    if (run == m_clientRuns.constEnd())
        return false;
    m_clientTraces[*run] = trace;
    keep(trace);
    m_clientRuns.erase(run);
    if (!m_clientRuns.isEmpty())
        return true;
    m_clients->setTraces(m_clientTraces);
    m_clients->setRunning(false);
    say(tr("The request ran as %1 clients.").arg(m_clientTraces.size()), int(m_pages.indexOf(m_clients)));
    Q_EMIT clientsEnded();
    return true;
}

} // namespace hopscope
