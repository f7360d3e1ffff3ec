// SPDX-License-Identifier: MIT
#include "ui/window/tracecontroller.h"

#include "formats/session/sessiontables.h"
#include "net/readyrequest.h"
#include "net/server/demo.h"
#include "ui/files/tracefiles.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"
#include "ui/sessions/sessionsdialog.h"
#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/windowparts.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kInspectPage = "inspect"_L1;

} // namespace

TraceController::TraceController(const WindowParts &parts) : QObject(parts.window), m_parts(parts), m_run(parts.session)
{
    connect(&m_run, &RunController::hopFinished, this, [this](int, const Hop &hop) { m_page->appendHop(hop); });
    connect(&m_run, &RunController::hopEdited, this, [this](int, const Hop &hop) { m_page->replaceLast(hop); });
    connect(&m_run, &RunController::paused, this, [this](int, const Request &next) { pause(next); });
    connect(&m_run, &RunController::finished, this, [this](int, const Trace &trace) { finish(trace); });
    connect(&m_run, &RunController::remembered, this, [this](int, const ClientMemory &memory) {
        m_left = memory;
        VisitSessions &visits = m_parts.session->visits();
        if (!visits.current().isEmpty())
            visits.setMemory(visits.current(), memory);
    });
    connect(&parts.session->visits(), &VisitSessions::changed, this, &TraceController::fillSessions);
    fillSessions();
    connect(parts.session.get(), &Session::preferencesChanged, this,
            [this](const Preferences &now, const Preferences &before) {
                if (!m_page)
                    return;
                if (const Result<TraceRequest> typed = m_page->bar()->request())
                    m_page->setRequest(withPreferences(*typed, now, before));
                m_page->setRedaction({.names = now.secretNames});
            });
    connectActions();
}

void TraceController::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    const Actions &actions = m_parts.actions;
    on(actions.newRequest, [this] { newRequest(); });
    on(actions.copyUrl, [this] { copyUrl(); });
    on(actions.copyChain, [this] { copyChain(); });
    on(actions.editUrl, [this] {
        m_parts.pages->showPage(kInspectPage);
        m_page->bar()->focusUrl();
    });
    on(actions.pasteRequest, [this] { paste(); });
    on(actions.trace, [this] {
        m_parts.pages->showPage(kInspectPage);
        if (!isRunning())
            m_page->bar()->trace();
    });
    on(actions.visitAgain, [this] { visitAgain(); });
    on(actions.step, [this] {
        m_parts.pages->showPage(kInspectPage);
        m_page->bar()->step();
    });
    on(actions.demo, [this] { runDemo(); });
}

void TraceController::connectPage(InspectPage *page)
{
    m_page = page;
    const RequestBar *bar = page->bar();
    connect(bar, &RequestBar::traceRequested, this, &TraceController::trace);
    connect(bar, &RequestBar::cancelRequested, this, &TraceController::cancel);
    connect(bar, &RequestBar::stepRequested, this, &TraceController::step);
    connect(bar, &RequestBar::refused, this, &TraceController::refuse);
    connect(bar, &RequestBar::pasteRequested, m_parts.actions.pasteRequest, &QAction::trigger);
    connect(page, &InspectPage::stepRequested, this, &TraceController::step);
    connect(page, &InspectPage::copied, m_parts.messages, [this](const QString &what) { m_parts.messages->say(what); });
    const Preferences &preferences = m_parts.session->preferences();
    if (preferences != Preferences{})
        page->setRequest(m_parts.session->prepared({}));
    page->setRedaction({.names = preferences.secretNames});
    setRunState(RunState::Idle);
}

void TraceController::setRunState(RunState state)
{
    m_page->setRunState(state);
    m_parts.actions.trace->setEnabled(state == RunState::Idle);
    m_parts.actions.visitAgain->setEnabled(state == RunState::Idle && m_left);
    m_parts.actions.step->setEnabled(state != RunState::Running);
}

/// The sessions to choose from, as radio buttons of the menu.
void TraceController::fillSessions()
{
    VisitSessions &visits = m_parts.session->visits();
    QMenu *menu = m_parts.actions.visitSessions;
    menu->clear();
    delete menu->findChild<QActionGroup *>();
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &title, const QString &name) {
        QAction *action = group->addAction(menu->addAction(title));
        action->setCheckable(true);
        action->setChecked(visits.current() == name);
        connect(action, &QAction::triggered, this, [&visits, name] { visits.setCurrent(name); });
    };
    add(tr("&None: each trace is a first visit"), {});
    for (const QString &name : visits.names())
        add(QString(name).replace(u'&', u"&&"_s), name);
    menu->addSeparator();
    menu->addAction(tr("&Sessions…"), this, [this, &visits] {
        auto *dialog = new SessionsDialog(visits, m_parts.window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

void TraceController::visitAgain()
{
    m_parts.pages->showPage(kInspectPage);
    if (isRunning() || !m_left)
        return;
    const Result<TraceRequest> typed = m_page->bar()->request();
    if (!typed) {
        m_page->bar()->trace();
        return;
    }
    start(*typed, *m_left, true);
}

void TraceController::trace(const TraceRequest &wanted)
{
    const VisitSessions &visits = m_parts.session->visits();
    start(wanted, visits.memory(visits.current()), !visits.current().isEmpty());
}

/// `isAgain`: the client keeps what it can, as one that is used again.
void TraceController::start(const TraceRequest &wanted, const ClientMemory &memory, bool isAgain)
{
    const TraceRequest request = asClient(wanted, wanted.client, knownClients());
    m_parts.pages->showPage(kInspectPage);
    m_page->setRequest(request);
    const Result<QByteArray> url = checkTraceRequest(request);
    m_page->bar()->setInputError(url.error);
    if (!url || !m_page->bar()->confirmMarks(request)) {
        refuse();
        return;
    }
    m_run.abandon();
    m_page->clear(request.client);
    setRunState(RunState::Running);
    m_parts.messages->say(isAgain ? tr("Visiting %1 as a user who brings along: %2")
                                        .arg(leftToRight(QString::fromUtf8(*url)), sessionSummary(memory))
                                  : tr("Tracing %1").arg(leftToRight(QString::fromUtf8(*url))));
    TraceRequest remembering = request;
    remembering.memory = memory;
    remembering.cookieEngine = request.cookieEngine || isAgain;
    remembering.hsts = request.hsts || isAgain;
    m_run.start(0, remembering);
}

void TraceController::refuse()
{
    m_parts.messages->say(tr("Nothing was sent."));
}

void TraceController::runDemo()
{
    Session *session = m_parts.session.get();
    session->whenServerRuns(this, [this, session] { trace(demoRequest(session->ports())); });
}

void TraceController::pause(const Request &next)
{
    setRunState(RunState::Paused);
    m_page->showNext(next);
    m_parts.messages->say(
        tr("Waiting: Step sends %1 %2").arg(QString::fromLatin1(next.method), leftToRight(QString::fromUtf8(next.url))),
        kInspectPage);
}

void TraceController::step()
{
    if (!isRunning())
        return;
    const Result<std::optional<EditedRequest>> edited = m_page->editedNext();
    if (!edited) {
        refuse();
        return;
    }
    setRunState(RunState::Running);
    m_run.step(*edited);
}

void TraceController::finish(const Trace &trace)
{
    setRunState(RunState::Idle);
    if (wasRefused(trace)) {
        m_page->bar()->setInputError(trace.outcome.message);
        refuse();
        return;
    }
    m_page->showTrace(trace);
    m_parts.messages->say(endingText(trace), kInspectPage);
    m_parts.session->keep(trace);
    Q_EMIT ended();
}

void TraceController::newRequest()
{
    m_parts.pages->showPage(kInspectPage);
    m_run.abandon();
    m_page->setRequest(m_parts.session->prepared({}));
    m_page->clear();
    setRunState(RunState::Idle);
    m_page->bar()->focusUrl();
    m_parts.messages->say(tr("Ready."));
}

void TraceController::showTrace(const Trace &trace)
{
    m_run.abandon();
    setRunState(RunState::Idle);
    m_parts.pages->showPage(kInspectPage);
    m_page->setRequest(requestOf(trace));
    m_page->clear();
    m_page->showTrace(trace);
    m_parts.messages->say(endingText(trace));
}

void TraceController::paste()
{
    m_parts.pages->showPage(kInspectPage);
    const bool filled = m_page->bar()->paste(QGuiApplication::clipboard()->text());
    m_page->bar()->focusUrl();
    m_parts.messages->say(filled ? tr("The request is filled in. Press Trace to send it.")
                                 : tr("Nothing was filled in."));
}

void TraceController::copyUrl()
{
    const int row = m_page->selectedRow();
    if (row < 0)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_page->trace().hops.at(row).request.url));
    m_parts.messages->say(tr("URL copied."));
}

void TraceController::copyChain()
{
    if (m_page->trace().hops.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(chainText(m_page->trace().hops));
    m_parts.messages->say(tr("Chain copied."));
}

} // namespace hopscope
