// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/compare/comparepage.h"
#include "ui/request/clientbox.h"

// The redirect types and the matrix of clients, run on the built-in server.

namespace hopscope
{

using namespace Qt::StringLiterals;

void MainWindow::runCompare()
{
    cancelCompare();
    m_compareRuns.clear();
    m_compare->clearObserved();
    m_compare->setRunning(true);
    whenServerRuns([this] {
        const QList<int> statuses = m_compare->shownStatuses();
        for (const int status : statuses)
            m_compareRuns.insert(engine().start(m_compare->requestFor(status, m_ports.value(0))), status);
        say(tr("Running %1 redirect types on the built-in server").arg(statuses.size()),
            int(m_pages.indexOf(m_compare)));
    });
}

void MainWindow::cancelCompare()
{
    for (auto run = m_compareRuns.keyBegin(); run != m_compareRuns.keyEnd(); ++run)
        engine().cancel(*run);
}

void MainWindow::runOne(const QString &client, int status)
{
    whenServerRuns(
        [this, client, status] { trace(asClient(m_compare->requestFor(status, m_ports.value(0)), client)); });
}

bool MainWindow::takeCompared(int id, const Trace &trace)
{
    const auto run = m_compareRuns.constFind(id);
    if (run == m_compareRuns.constEnd())
        return false;
    m_compare->setObserved(*run, trace);
    m_compareRuns.erase(run);
    if (!m_compareRuns.isEmpty())
        return true;
    m_compare->setRunning(false);
    say(tr("Compared on 127.0.0.1:%1").arg(m_ports.value(0)), int(m_pages.indexOf(m_compare)));
    Q_EMIT compareEnded();
    return true;
}

} // namespace hopscope
