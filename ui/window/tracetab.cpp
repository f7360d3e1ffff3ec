// SPDX-License-Identifier: MIT
#include "ui/window/tracetab.h"

#include "formats/session/sessiontables.h"
#include "http/url.h"
#include "net/readyrequest.h"
#include "ui/inspect/expectationsview.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"
#include "ui/window/session.h"
#include "ui/window/windowparts.h"

#include <QAction>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString nothingSent()
{
    return TraceTab::tr("Nothing was sent.");
}

QString endingWithVerdict(const Trace &trace, const Expectations &expectations)
{
    const QString verdict = expectationVerdict(trace, expectations);
    const QString ending = endingBesideChain(trace);
    return verdict.isEmpty() ? ending : TraceTab::tr("%1. %2").arg(verdict, ending);
}

/// What the request of a stored trace expects. Where secrets were taken out nothing is compared any more.
Expectations storedExpectations(Session &session, const TraceRequest &request, const Trace &trace)
{
    const Result<TraceRequest> sent = session.resolved(request);
    return sent && !hasMarks(trace) ? sent->expectations : Expectations();
}

} // namespace

TraceTab::TraceTab(const WindowParts &parts, InspectPage *page)
    : QObject(page), m_parts(parts), m_page(page), m_run(parts.session), m_state(RunState::Idle)
{
    connect(&m_run, &RunController::progress, this,
            [this](int, const HopProgress &progress) { m_page->showProgress(progress); });
    connect(&m_run, &RunController::hopFinished, this, [this](int, const Hop &hop) { m_page->appendHop(hop); });
    connect(&m_run, &RunController::hopEdited, this, [this](int, const Hop &hop) { m_page->replaceLast(hop); });
    connect(&m_run, &RunController::paused, this, [this](int, const Request &next) {
        setState(RunState::Paused);
        m_page->showNext(next);
        // The banner says what is sent, also after an edit.
        say(tr("Waiting for Step."));
    });
    connect(&m_run, &RunController::finished, this, [this](int, const Trace &trace) { finish(trace); });
    connect(&m_run, &RunController::remembered, this, [this](int, const ClientMemory &memory) {
        m_left = memory;
        VisitSessions &visits = m_parts.session->visits();
        if (!visits.current().isEmpty())
            visits.setMemory(visits.current(), memory);
    });
    connect(parts.session.get(), &Session::preferencesChanged, this,
            [this](const Preferences &now, const Preferences &before) {
                if (const Result<TraceRequest> typed = m_page->bar()->request())
                    m_page->setRequest(withPreferences(*typed, now, before));
                m_page->setRedaction(m_parts.session->redaction());
            });
    const Preferences &preferences = parts.session->preferences();
    if (preferences != Preferences{})
        page->setRequest(parts.session->prepared({}));
    page->setRedaction(parts.session->redaction());
    const auto showSession = [this] {
        const VisitSessions &visits = m_parts.session->visits();
        m_page->bar()->setSession(visits.current(), visits.memory(visits.current()));
    };
    connect(&parts.session->visits(), &VisitSessions::changed, this, showSession);
    showSession();
    connectBar();
    setState(RunState::Idle);
    m_message = tr("Ready.");
}

void TraceTab::connectBar()
{
    const RequestBar *bar = m_page->bar();
    connect(bar, &RequestBar::traceRequested, this, [this](const TraceRequest &request) {
        // The demo stays as a trace when a request of the user's own is written over it.
        if (!m_isDemo || m_page->bar()->isSample()) {
            begin(request);
            return;
        }
        m_page->setRequest(m_request.request);
        m_page->bar()->setSample(m_parts.session->prepared({}));
        Q_EMIT anotherRequested(request);
    });
    connect(bar, &RequestBar::cancelRequested, this, &TraceTab::cancel);
    connect(bar, &RequestBar::stepRequested, this, [this] { step(StepTo::Next); });
    connect(bar, &RequestBar::restRequested, this, [this] { step(StepTo::End); });
    connect(bar, &RequestBar::refused, this, [this] { say(nothingSent()); });
    connect(bar, &RequestBar::pasteRequested, m_parts.actions.pasteRequest, &QAction::trigger);
    connect(m_page, &InspectPage::stepRequested, this, [this] { step(StepTo::Next); });
    connect(m_page, &InspectPage::copied, this, &TraceTab::say);
}

void TraceTab::say(const QString &message)
{
    m_message = message;
    Q_EMIT said();
}

void TraceTab::setState(RunState state)
{
    m_state = state;
    m_page->setRunState(state);
    Q_EMIT changed();
}

bool TraceTab::canVisitAgain() const
{
    return m_state == RunState::Idle && m_left;
}

bool TraceTab::isUnused() const
{
    return !isRunning() && !m_stored.isUnread && m_page->trace().hops.isEmpty() && m_page->bar()->isEmpty();
}

StoredRequest TraceTab::request() const
{
    StoredRequest request = m_request;
    if (const Result<TraceRequest> typed = m_page->bar()->request(); typed && *typed != request.request)
        request = {.request = *typed};
    return m_parts.session->withServer(request);
}

QString TraceTab::title() const
{
    const TraceRequest &request = m_request.request;
    if (request.url.isEmpty())
        return tr("New request");
    const Result<Url> url = parseUrl(request.url.toUtf8());
    const QByteArray port = url && url->port >= 0 ? ':' + QByteArray::number(url->port) : QByteArray();
    const QByteArray path = url && url->path != "/" ? url->path : QByteArray();
    const QString where = url ? QString::fromUtf8(url->host.value_or(QByteArray()) + port + path) : request.url;
    const QString what = leftToRight(u"%1 %2"_s.arg(QString::fromUtf8(request.method), where));
    const Trace &trace = m_page->trace();
    if (m_state == RunState::Running)
        return tr("%1 …").arg(what);
    if (m_state == RunState::Paused)
        return tr("%1 · waiting").arg(what);
    return trace.hops.isEmpty() ? what : tr("%1 · %2").arg(what, endOf(trace));
}

QString TraceTab::toolTip() const
{
    const TraceRequest &request = m_request.request;
    if (request.url.isEmpty())
        return {};
    const QString asked = leftToRight(u"%1 %2"_s.arg(QString::fromUtf8(request.method), request.url));
    return asked + u'\n' + clientTitle(request.client);
}

void TraceTab::visitAgain()
{
    if (isRunning() || !m_left)
        return;
    const Result<TraceRequest> typed = m_page->bar()->request();
    if (!typed) {
        m_page->bar()->trace();
        return;
    }
    start(*typed, *m_left, true);
}

void TraceTab::trace(const TraceRequest &wanted, const QString &doubt)
{
    m_isDemo = false;
    begin(wanted, doubt);
}

void TraceTab::traceDemo(const TraceRequest &wanted)
{
    m_isDemo = true;
    begin(wanted);
    m_keeps = false;
}

void TraceTab::begin(const TraceRequest &wanted, const QString &doubt)
{
    m_keeps = true;
    const VisitSessions &visits = m_parts.session->visits();
    start(wanted, visits.memory(visits.current()), !visits.current().isEmpty(), doubt);
}

/// `isAgain`: the client keeps what it can, as one that is used again. `doubt` is confirmed first.
void TraceTab::start(const TraceRequest &wanted, const ClientMemory &memory, bool isAgain, const QString &doubt)
{
    const TraceRequest request = asClient(wanted, wanted.client, knownClients());
    m_page->setRequest(request);
    m_page->bar()->setSample(m_isDemo ? std::optional(m_parts.session->prepared({})) : std::nullopt);
    if (!doubt.isEmpty())
        m_page->bar()->setDoubt(doubt);
    // The bar keeps the variables, the server gets their values.
    const Result<TraceRequest> sent = m_parts.session->resolved(request);
    const Result<QByteArray> url = sent ? checkTraceRequest(*sent) : Result<QByteArray>::failure(sent.error);
    m_page->setRedaction(m_parts.session->redaction());
    m_page->bar()->setInputError(url.error);
    if (!url || !m_page->bar()->confirm(request)) {
        say(nothingSent());
        return;
    }
    m_run.abandon();
    m_page->clear(request.client);
    m_expectations = sent->expectations;
    m_request = {.request = request, .isLaterVisit = memory != ClientMemory()};
    setState(RunState::Running);
    say(isAgain ? tr("Visiting %1 as a user who brings along: %2")
                      .arg(leftToRight(QString::fromUtf8(*url)), sessionSummary(memory))
                : tr("Tracing %1").arg(leftToRight(QString::fromUtf8(*url))));
    TraceRequest remembering = *sent;
    remembering.memory = memory;
    remembering.cookieEngine = request.cookieEngine || isAgain;
    remembering.hsts = request.hsts || isAgain;
    m_run.start(0, remembering);
}

void TraceTab::step(StepTo to)
{
    if (!isRunning())
        return;
    const Result<std::optional<EditedRequest>> edited = m_page->editedNext();
    if (!edited) {
        say(nothingSent());
        return;
    }
    m_request.hasEdits = m_request.hasEdits || edited->has_value();
    setState(RunState::Running);
    m_run.step(*edited, to);
}

void TraceTab::finish(const Trace &trace)
{
    if (wasRefused(trace)) {
        setState(RunState::Idle);
        m_page->bar()->setInputError(trace.outcome.message);
        say(nothingSent());
        return;
    }
    m_page->showTrace(trace, m_expectations);
    m_page->bar()->offerAfter(trace);
    setState(RunState::Idle);
    say(endingWithVerdict(trace, m_expectations));
    if (m_keeps)
        m_parts.session->keep(trace, m_request);
    m_stored = {};
    Q_EMIT shown();
    Q_EMIT ended();
}

void TraceTab::show(const StoredRun &run, const StoredTrace &stored)
{
    m_run.abandon();
    fill(run);
    m_page->clear();
    m_expectations = storedExpectations(*m_parts.session, m_request.request, run.trace);
    m_page->showTrace(run.trace, m_expectations);
    m_left.reset();
    m_stored = stored;
    setState(RunState::Idle);
    say(endingWithVerdict(run.trace, m_expectations));
    Q_EMIT shown();
}

void TraceTab::fill(const StoredRun &run)
{
    const RunAgain again = m_parts.session->again(run);
    m_isDemo = false;
    m_request = run.request.value_or(StoredRequest());
    m_request.request = again.request;
    m_page->setRequest(again.request);
    m_page->bar()->setSample(std::nullopt);
    m_page->bar()->setDoubt(again.doubt);
    Q_EMIT changed();
}

} // namespace hopscope
