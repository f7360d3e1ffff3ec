// SPDX-License-Identifier: MIT
#include "ui/window/tracecontroller.h"

#include "net/server/demo.h"
#include "ui/inspect/chainfinder.h"
#include "ui/inspect/hopactions.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"
#include "ui/saved/saverequestdialog.h"
#include "ui/window/comparecontroller.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/pages.h"
#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/sessionsmenu.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracetab.h"
#include "ui/window/tracetabs.h"
#include "ui/window/windowparts.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMainWindow>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kInspectPage = "inspect"_L1;
constexpr qsizetype kMaxClosedTabs = 10;

void copyUrl(const InspectPage &page, StatusMessages &messages)
{
    const int row = page.selectedRow();
    if (row < 0)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(page.trace().hops.at(row).request.url));
    messages.say(TraceController::tr("URL copied."));
}

void copyChain(const InspectPage &page, StatusMessages &messages)
{
    if (page.trace().hops.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(chainText(page.trace().hops));
    messages.say(TraceController::tr("Chain copied."));
}

} // namespace

TraceController::TraceController(const WindowParts &parts) : QObject(parts.window), m_parts(parts)
{
    new SessionsMenu(parts);
    connectActions();
}

void TraceController::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    // The same on the page of the shown tab.
    const auto onPage = [this, on](QAction *action, auto slot) {
        on(action, [this, slot] {
            m_parts.pages->showPage(kInspectPage);
            slot();
        });
    };
    const Actions &actions = m_parts.actions;
    onPage(actions.newTab, [this] { addTab(); });
    onPage(actions.closeTab, [this] { close(page()); });
    onPage(actions.reopenTab, [this] { reopen(); });
    onPage(actions.nextTab, [this] { m_tabs->turn(1); });
    onPage(actions.previousTab, [this] { m_tabs->turn(-1); });
    onPage(actions.saveRequest, [this] { saveRequest(); });
    on(actions.copyUrl, [this] { copyUrl(*page(), *m_parts.messages); });
    on(actions.copyChain, [this] { copyChain(*page(), *m_parts.messages); });
    onPage(actions.editUrl, [this] { page()->bar()->focusUrl(); });
    onPage(actions.pasteRequest, [this] { paste(); });
    onPage(actions.trace, [this] {
        if (!current()->isRunning())
            page()->bar()->trace();
    });
    onPage(actions.visitAgain, [this] { current()->visitAgain(); });
    onPage(actions.step, [this] { page()->bar()->step(); });
    onPage(actions.runRest, [this] { current()->step(StepTo::End); });
    onPage(actions.saveRequestBody, [this] { page()->actions()->chooseBodyFile(BodyPart::Request); });
    onPage(actions.saveResponseBody, [this] { page()->actions()->chooseBodyFile(BodyPart::Response); });
    onPage(actions.traceFrom, [this] { page()->actions()->traceFrom(); });
    onPage(actions.openInBrowser, [this] { page()->actions()->openInBrowser(); });
    on(actions.find, [this] { page()->finder()->open(); });
    on(actions.findNext, [this] { page()->finder()->step(1); });
    on(actions.findPrevious, [this] { page()->finder()->step(-1); });
    on(actions.filterChain, [this] { page()->filterChain(); });
    // Elsewhere the keys are those of the page.
    connect(m_parts.pages, &PageStack::shown, this, [this](int number) {
        const Actions &all = m_parts.actions;
        for (QAction *action : {all.find, all.findNext, all.findPrevious, all.filterChain})
            action->setEnabled(number == pageNumber(kInspectPage));
    });
    on(actions.demo, [this] { runDemo(); });
}

void TraceController::connectPage(TraceTabs *tabs)
{
    m_tabs = tabs;
    connect(tabs, &TraceTabs::newRequested, this, [this] { addTab(); });
    connect(tabs, &TraceTabs::closeRequested, this, &TraceController::close);
    connect(tabs, &TraceTabs::currentChanged, this, [this] {
        showState();
        showMessage();
        m_parts.comparing->setStatus(page()->selectedStatus());
        readStored(current());
    });
    m_parts.exports->addPage(
        tabs, [this](const Format &format) { m_parts.exports->exportTraces({page()->trace()}, format); });
    addTab();
}

TraceTab *TraceController::addTab()
{
    const InspectPage *before = this->page();
    auto *page = new InspectPage;
    auto *tab = new TraceTab(m_parts, page);
    m_tabOf.insert(page, tab);
    connect(page, &QObject::destroyed, this, [this, page] { m_tabOf.remove(page); });
    connect(page, &InspectPage::statusSelected, m_parts.comparing, [this, page](int status) {
        if (page == this->page())
            m_parts.comparing->setStatus(status);
    });
    connect(page, &InspectPage::traceRequested, this, &TraceController::traceApart);
    connect(page, &InspectPage::dragRequested, m_parts.exports, &ExportController::dragOut);
    connect(tab, &TraceTab::changed, this, [this, tab] {
        m_tabs->setTitle(tab->page(), tab->title(), tab->toolTip());
        showState();
    });
    connect(tab, &TraceTab::said, this, [this, tab] {
        if (tab == current())
            showMessage();
    });
    connect(tab, &TraceTab::shown, this, [this, tab] { keepTrace(tab); });
    connect(tab, &TraceTab::ended, this, &TraceController::ended);
    connect(tab, &TraceTab::anotherRequested, this, [this](const TraceRequest &request) { addTab()->trace(request); });
    m_tabs->add(page, tab->title());
    // A new page is divided as the one that was shown.
    if (before)
        PageStack::copyLayout(*before, *page);
    else
        PageStack::restoreLayout(*page);
    page->bar()->focusUrl();
    return tab;
}

TraceTab *TraceController::current() const
{
    return m_tabOf.value(page());
}

InspectPage *TraceController::page() const
{
    return m_tabs ? m_tabs->current() : nullptr;
}

bool TraceController::isRunning() const
{
    return std::any_of(m_tabOf.begin(), m_tabOf.end(), [](const TraceTab *tab) { return tab->isRunning(); });
}

void TraceController::cancel()
{
    current()->cancel();
}

TraceTab *TraceController::freeTab()
{
    m_parts.pages->showPage(kInspectPage);
    return current()->isUnused() ? current() : addTab();
}

void TraceController::trace(const TraceRequest &request)
{
    m_parts.pages->showPage(kInspectPage);
    current()->trace(request);
}

void TraceController::traceApart(const TraceRequest &request)
{
    freeTab()->trace(request);
}

void TraceController::open(const TraceRequest &request)
{
    TraceTab *tab = freeTab();
    tab->fill({.trace = {}, .request = StoredRequest{.request = asClient(request, request.client, knownClients())}});
    tab->say(tr("The request is filled in. Press Trace to send it."));
}

void TraceController::saveRequest()
{
    const Result<TraceRequest> typed = page()->bar()->request();
    page()->bar()->setInputError(typed.error);
    if (!typed)
        return;
    auto *dialog =
        new SaveRequestDialog(m_parts.session->requests(), *typed, m_parts.session->redaction(), m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SaveRequestDialog::saved, m_parts.messages,
            [this](const QString &path) { m_parts.messages->say(tr("Saved as %1.").arg(path)); });
    dialog->open();
}

void TraceController::runDemo()
{
    Session *session = m_parts.session.get();
    session->whenServerRuns(this, [this, session] {
        TraceTab *tab = current()->isDemo() ? current() : freeTab();
        m_parts.pages->showPage(kInspectPage);
        tab->traceDemo(demoRequest(session->ports()));
    });
}

void TraceController::welcome()
{
    m_parts.session->whenServerRuns(this, [this] {
        if (current()->isUnused())
            runDemo();
    });
}

void TraceController::traceAgain(const StoredRun &run)
{
    Session *session = m_parts.session.get();
    const auto send = [this, session, run] {
        const RunAgain again = session->again(run);
        freeTab()->trace(again.request, again.doubt);
    };
    if (serverPortsOf(run).isEmpty())
        send();
    else
        session->whenServerRuns(this, send);
}

void TraceController::showStored(const StoredRun &run)
{
    freeTab()->show(run);
}

void TraceController::showListed(const Trace &trace)
{
    m_parts.pages->showPage(kInspectPage);
    if (!m_listed || m_listed->isRunning())
        m_listed = freeTab();
    m_tabs->setCurrent(m_listed->page());
    m_listed->show({.trace = trace, .request = {}});
}

void TraceController::close(InspectPage *page)
{
    TraceTab *tab = m_tabOf.value(page);
    const auto remember = [this](const StoredRun &run) {
        m_closed.append(run);
        if (m_closed.size() > kMaxClosedTabs)
            m_closed.removeFirst();
        showState();
    };
    if (TabStore *store = m_parts.session->tabStore(); store && tab->stored().isUnread) {
        store->readTrace(tab->stored().name, this, [remember, request = tab->request()](const Result<Trace> &trace) {
            remember({.trace = trace ? *trace : Trace(), .request = request});
        });
    } else if (!tab->isUnused()) {
        remember({.trace = page->trace(), .request = tab->request()});
    }
    if (m_tabOf.size() == 1)
        addTab();
    // Nothing is heard of it any more, while the page lives until the events that are under way are over.
    m_tabOf.remove(page);
    delete tab;
    m_tabs->remove(page);
    showState();
    Q_EMIT tabsChanged();
}

void TraceController::reopen()
{
    if (m_closed.isEmpty())
        return;
    const StoredRun closed = m_closed.takeLast();
    TraceTab *tab = freeTab();
    if (closed.trace.hops.isEmpty())
        tab->fill(closed);
    else
        tab->show(closed);
    showState();
}

void TraceController::showState()
{
    const TraceTab *tab = current();
    if (!tab)
        return;
    const Actions &actions = m_parts.actions;
    actions.trace->setEnabled(tab->state() == RunState::Idle);
    actions.visitAgain->setEnabled(tab->canVisitAgain());
    actions.step->setEnabled(tab->state() != RunState::Running);
    actions.runRest->setEnabled(tab->state() == RunState::Paused);
    actions.reopenTab->setEnabled(!m_closed.isEmpty());
    for (QAction *turn : {actions.nextTab, actions.previousTab})
        turn->setEnabled(m_tabOf.size() > 1);
}

void TraceController::showMessage()
{
    m_parts.messages->say(current()->message(), kInspectPage);
}

void TraceController::keepTrace(TraceTab *tab)
{
    TabStore *store = m_parts.session->tabStore();
    const bool keeps = store && !tab->isDemo() && !tab->page()->trace().hops.isEmpty() &&
                       m_parts.session->preferences().historyLimit > 0;
    if (tab->stored().name.isEmpty() && keeps)
        tab->setStored({store->keepTrace(tab->page()->trace(), m_parts.session->tabSecrets())});
    Q_EMIT tabsChanged();
}

StoredTabs TraceController::openTabs() const
{
    StoredTabs open;
    const QList<InspectPage *> pages = m_tabs ? m_tabs->pages() : QList<InspectPage *>();
    for (InspectPage *page : pages) {
        const TraceTab *tab = m_tabOf.value(page);
        if (tab->isUnused() || (tab->isDemo() && page->bar()->isSample()))
            continue;
        if (tab == current())
            open.current = int(open.tabs.size());
        open.tabs.append({tab->request(), tab->stored().name});
    }
    open.current = std::clamp(open.current, 0, std::max(0, int(open.tabs.size()) - 1));
    return open;
}

void TraceController::restore(const StoredTabs &tabs)
{
    InspectPage *front = nullptr;
    for (qsizetype i = 0; i < tabs.tabs.size(); ++i) {
        TraceTab *tab = freeTab();
        tab->fill({.trace = {}, .request = tabs.tabs[i].request});
        tab->setStored({tabs.tabs[i].trace, !tabs.tabs[i].trace.isEmpty()});
        if (i == tabs.current)
            front = tab->page();
    }
    if (front) {
        m_tabs->setCurrent(front);
        readStored(current());
        page()->bar()->focusUrl();
        Q_EMIT tabsChanged();
    }
    Q_EMIT restored();
}

/// Reads the trace of a tab of an earlier run when it is looked at.
void TraceController::readStored(TraceTab *tab)
{
    TabStore *store = m_parts.session->tabStore();
    if (!tab || !store || !tab->stored().isUnread)
        return;
    const QString name = tab->stored().name;
    tab->setStored({name});
    store->readTrace(name, tab, [tab, name](const Result<Trace> &trace) {
        // What was traced meanwhile stays.
        if (tab->isRunning() || !tab->page()->trace().hops.isEmpty())
            return;
        if (trace)
            tab->show({.trace = *trace, .request = tab->request()}, {name});
        else
            tab->say(tr("The trace of this tab cannot be read: %1").arg(trace.error));
    });
}

void TraceController::paste()
{
    const bool filled = page()->bar()->paste(QGuiApplication::clipboard()->text());
    page()->bar()->focusUrl();
    current()->say(filled ? tr("The request is filled in. Press Trace to send it.") : tr("Nothing was filled in."));
}

} // namespace hopscope
