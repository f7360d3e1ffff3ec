// SPDX-License-Identifier: MIT
#include "ui/window/visitscontroller.h"

#include "net/server/visitrequest.h"
#include "redirect/client/realclients.h"
#include "redirect/profiletext.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/visitsview.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/windowparts.h"

#include <QMainWindow>

namespace hopscope
{

using namespace Qt::StringLiterals;

VisitsController::VisitsController(const WindowParts &parts)
    : QObject(parts.window), m_parts(parts), m_run(parts.session)
{
    connect(&m_run, &RunController::remembered, this, [this](int key, const ClientMemory &memory) {
        if (key < int(m_visitors.size()))
            m_visitors[size_t(key)].memory = memory;
    });
    connect(&m_run, &RunController::finished, this, &VisitsController::finish);
    connect(&m_run, &RunController::allFinished, this, [this] {
        m_page->setRunning(false);
        m_parts.messages->say(m_canceled ? tr("Canceled: not every type was visited twice.")
                                         : tr("Visited twice on 127.0.0.1:%1").arg(m_parts.session->ports().value(0)),
                              "compare"_L1);
        Q_EMIT ended();
    });
}

void VisitsController::connectPage(ComparePage *page)
{
    m_page = page;
    connect(page, &ComparePage::visitsRequested, this, &VisitsController::runAll);
    connect(page->visits(), &VisitsView::openRequested, m_parts.tracing, &TraceController::showTrace);
}

void VisitsController::cancel()
{
    m_canceled = true;
    m_run.cancel();
}

void VisitsController::runAll()
{
    const ClientPointer client = m_page->client();
    if (!client)
        return;
    m_page->visits()->clear();
    if (const RealClient *real = realClient(QString(client->id))) {
        m_run.abandon();
        m_page->setRunning(false);
        m_parts.messages->say(tr("%1 begins each visit without memory: choose its profile, %2.")
                                  .arg(ProfileText::tr(real->title), QString(real->page)),
                              "compare"_L1);
        Q_EMIT ended();
        return;
    }
    m_page->setRunning(true);
    m_parts.session->whenServerRuns(this, [this, client] {
        m_run.abandon();
        m_canceled = false;
        m_visitors.clear();
        for (const VisitCase &visit : visitCases())
            m_visitors.push_back({.request = visitRequest(visit, client, m_parts.session->ports().value(0))});
        for (size_t i = 0; i < m_visitors.size(); ++i)
            m_run.start(int(i), m_visitors[i].request);
        m_parts.messages->say(tr("Visiting each redirect type twice on the built-in server"), "compare"_L1);
    });
}

void VisitsController::finish(int key, const Trace &trace)
{
    const int count = int(m_visitors.size());
    Visitor &visitor = m_visitors[size_t(key % count)];
    if (key < count) {
        visitor.first = trace;
        if (!m_canceled && wasAnswered(trace)) {
            TraceRequest again = visitor.request;
            again.memory = visitor.memory;
            m_run.start(key + count, again);
            return;
        }
    }
    const Trace second = key < count ? Trace{.outcome = {OutcomeKind::Canceled, kCanceledError}} : trace;
    m_page->visits()->setVisits(key % count, *visitor.request.profile(), visitor.first, second);
}

} // namespace hopscope
