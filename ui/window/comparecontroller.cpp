// SPDX-License-Identifier: MIT
#include "ui/window/comparecontroller.h"

#include "redirect/client/realclients.h"
#include "ui/compare/comparepage.h"
#include "ui/request/clientstore.h"
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

constexpr auto kComparePage = "compare"_L1;

} // namespace

CompareController::CompareController(const WindowParts &parts)
    : QObject(parts.window), m_parts(parts), m_run(parts.session), m_visits(parts)
{
    connect(&m_run, &RunController::finished, this, [this](int status, const Trace &trace) {
        m_page->setObserved(status, trace);
        runNext();
    });
    connect(&m_visits, &VisitsController::ended, this, &CompareController::ended);
    connect(&m_run, &RunController::allFinished, this, [this] {
        m_page->setRunning(false);
        m_parts.messages->say(tr("Compared on 127.0.0.1:%1").arg(m_parts.session->ports().value(0)), kComparePage);
        Q_EMIT ended();
    });
}

void CompareController::connectPage(ComparePage *page)
{
    m_page = page;
    m_visits.connectPage(page);
    page->setHighlighted(m_status);
    connect(page, &ComparePage::runRequested, this, &CompareController::runAll);
    connect(page, &ComparePage::runOneRequested, this, &CompareController::runOne);
    connect(m_parts.pages, &PageStack::shown, this, [this](int, const QWidget *shown) {
        if (shown == m_page && !m_page->hasRun())
            runAll();
    });
}

void CompareController::cancel()
{
    m_waiting.clear();
    m_run.cancel();
    m_visits.cancel();
}

void CompareController::setStatus(int status)
{
    m_status = status;
    if (m_page)
        m_page->setHighlighted(status);
}

void CompareController::runAll()
{
    m_waiting.clear();
    m_run.abandon();
    m_page->clearObserved();
    m_page->setRunning(true);
    m_parts.session->whenServerRuns(this, [this] {
        const QList<int> statuses = m_page->shownStatuses();
        m_waiting = statuses;
        // Several installed browsers at once would be in each other's way.
        const bool oneByOne = realClient(m_page->requestFor(statuses.value(0), 0).client);
        do
            runNext();
        while (!oneByOne && !m_waiting.isEmpty());
        m_parts.messages->say(tr("Running %1 redirect types on the built-in server").arg(statuses.size()),
                              kComparePage);
    });
}

void CompareController::runNext()
{
    if (m_waiting.isEmpty())
        return;
    const int status = m_waiting.takeFirst();
    m_run.start(status, m_page->requestFor(status, m_parts.session->ports().value(0)));
}

void CompareController::runOne(const QString &client, int status)
{
    m_parts.session->whenServerRuns(this, [this, client, status] {
        const TraceRequest request = m_page->requestFor(status, m_parts.session->ports().value(0));
        m_parts.tracing->traceApart(asClient(request, client, knownClients()));
    });
}

} // namespace hopscope
