// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "net/readyrequest.h"
#include "net/server/demo.h"
#include "ui/clients/clientspage.h"
#include "ui/compare/comparepage.h"
#include "ui/history/historypage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/clipboardtext.h"
#include "ui/look/widgets.h"
#include "ui/preferences/preferencespage.h"
#include "ui/request/clientbox.h"
#include "ui/request/texts.h"
#include "ui/window/navrail.h"
#include "ui/window/pages.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <utility>

// A static library's resources are linked in by this call only; it has to be outside of any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(hopscope);
}

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Row of pages().
constexpr int kInspectPage = 0;

constexpr QSize kFirstSize{1360, 860};
constexpr QSize kSmallestSize{820, 520};

} // namespace

MainWindow::MainWindow(Contents contents) : m_systemIsDark(isDark(QApplication::palette()))
{
    initResources();
    setWindowTitle(u"Hopscope"_s);
    setMinimumSize(kSmallestSize);
    resize(kFirstSize);
    restoreSettings();
    applyTheme();
    // This window was there before the colours were.
    setPalette(QPalette());
    if (contents == Contents::AtOnce)
        buildContents();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildContents()
{
    if (m_stack)
        return;
    setAcceptDrops(true);
    m_actions = createActions(this);
    m_actions.themes->actions().at(int(m_theme))->setChecked(true);
    buildLayout();
    connectActions();
    connectFiles();
    showPage(kInspectPage);
    if (m_preferences != Preferences{})
        m_inspect->setRequest(prepared({}));
    m_inspect->setRedaction({.names = m_preferences.secretNames});
    setRunState(RunState::Idle);
    say(tr("Ready."));
    m_inspect->bar()->focusUrl();
    if (!isVisible())
        return;
    // What showing the window does for contents that are there before.
    for (QWidget *part : std::initializer_list<QWidget *>{menuBar(), centralWidget(), statusBar()})
        part->show();
    update();
}

void MainWindow::buildLayout()
{
    m_rail = new NavRail;
    m_stack = new QStackedWidget;
    m_pages.resize(qsizetype(pages().size()), nullptr);
    m_messages.resize(m_pages.size());
    auto *centre = new QWidget;
    auto *layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAccessibleName(tr("What happened"));
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_server = new QLabel;
    makeMuted(m_message);
    makeMuted(m_server);
    for (QLabel *label : {m_message, m_server})
        label->setContentsMargins(8, 2, 8, 2);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_message, 1);
    m_export = linkButton(tr("Export ▾"));
    m_export->setAccessibleName(tr("Export what the page shows"));
    m_export->setToolTip(m_export->accessibleName());
    m_export->setMenu(m_actions.exports);
    m_export->setPopupMode(QToolButton::InstantPopup);
    statusBar()->addPermanentWidget(m_server);
    statusBar()->addPermanentWidget(m_export);
    connect(m_rail, &NavRail::pageRequested, this, &MainWindow::showPage);
}

void MainWindow::connectActions()
{
    connectViewActions();
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.newRequest, [this] { newRequest(); });
    on(m_actions.open, [this] { chooseOpen(); });
    on(m_actions.save, [this] { chooseSave(false); });
    on(m_actions.saveSecrets, [this] { chooseSave(true); });
    on(m_actions.quit, [] { QApplication::closeAllWindows(); });
    on(m_actions.copy,
       [this] { say(copyFrom(QApplication::focusWidget()) ? tr("Copied.") : tr("Nothing is selected.")); });
    on(m_actions.copyUrl, [this] { copyUrl(); });
    on(m_actions.copyChain, [this] { copyChain(); });
    on(m_actions.editUrl, [this] {
        showPage(kInspectPage);
        m_inspect->bar()->focusUrl();
    });
    on(m_actions.trace, [this] {
        showPage(kInspectPage);
        if (!isRunning())
            m_inspect->bar()->trace();
    });
    on(m_actions.step, [this] {
        showPage(kInspectPage);
        m_inspect->bar()->step();
    });
    on(m_actions.cancel, [this] {
        const bool inPanel = m_shortcuts && m_shortcuts->isAncestorOf(QApplication::focusWidget());
        if (m_shortcuts && (inPanel || !isBusy()))
            m_shortcuts->hide();
        if (inPanel)
            return;
        cancelTrace();
        cancelCompare();
        cancelClients();
    });
    on(m_actions.demo, [this] { runDemo(); });
    on(m_actions.about, [this] { QMessageBox::about(this, tr("About Hopscope"), aboutHtml()); });
    connect(m_actions.themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { setTheme(Theme(action->data().toInt())); });
    connect(m_actions.pages, &QActionGroup::triggered, this,
            [this](const QAction *action) { showPage(action->data().toInt()); });
}

Engine &MainWindow::engine()
{
    if (!m_engine) {
        m_engine = new Engine(this);
        connectEngine();
    }
    return *m_engine;
}

void MainWindow::connectEngine()
{
    connect(m_engine, &Engine::hopFinished, this, &MainWindow::onHop);
    connect(m_engine, &Engine::hopEdited, this, [this](int id, const Hop &hop) {
        if (id == m_traceId)
            m_inspect->replaceLast(hop);
    });
    connect(m_engine, &Engine::paused, this, &MainWindow::onPaused);
    connect(m_engine, &Engine::finished, this, &MainWindow::onFinished);
    connect(m_engine, &Engine::serverStarted, this, [this](const QList<quint16> &ports) {
        m_ports = ports;
        m_server->setText(tr("Built-in server on 127.0.0.1:%1").arg(ports.value(0)));
        const auto jobs = std::exchange(m_waitingForServer, {});
        for (const auto &job : jobs)
            job();
    });
    connect(m_engine, &Engine::serverFailed, this, [this](const QString &reason) {
        m_serverAsked = false;
        m_waitingForServer.clear();
        say(tr("The built-in server did not start: %1").arg(reason));
    });
}

// Every connection between views is made here, when a page is created.
void MainWindow::connectViews(QWidget *page)
{
    if (auto *inspect = qobject_cast<InspectPage *>(page)) {
        m_inspect = inspect;
        connect(inspect->bar(), &RequestBar::traceRequested, this, &MainWindow::trace);
        connect(inspect->bar(), &RequestBar::cancelRequested, this, &MainWindow::cancelTrace);
        connectInspect();
        connect(inspect, &InspectPage::statusSelected, this, [this](int status) {
            m_selectedStatus = status;
            if (m_compare)
                m_compare->setHighlighted(status);
        });
    }
    connectLessons(page);
    if (auto *compare = qobject_cast<ComparePage *>(page)) {
        m_compare = compare;
        compare->setHighlighted(m_selectedStatus);
        connect(compare, &ComparePage::runRequested, this, &MainWindow::runCompare);
        connect(compare, &ComparePage::runOneRequested, this, &MainWindow::runOne);
    }
    if (auto *history = qobject_cast<HistoryPage *>(page))
        connectHistory(history);
    if (auto *clients = qobject_cast<ClientsPage *>(page))
        connectClients(clients);
    if (auto *preferences = qobject_cast<PreferencesPage *>(page))
        connectPreferences(preferences);
}

void MainWindow::showPage(int number)
{
    QWidget *&page = m_pages[number];
    if (!page) {
        page = pages()[size_t(number)].create();
        m_stack->addWidget(page);
        connectViews(page);
        restoreLayout(page);
    }
    if (page != m_stack->currentWidget())
        leaveClassView();
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(number);
    showMessage();
    m_actions.pages->actions().at(number)->setChecked(true);
    // The class view of the Lessons page has the same key.
    const bool lessons = pages()[size_t(number)].id == "lessons"_L1;
    m_actions.presentation->setShortcut(lessons ? QKeySequence() : QKeySequence(u"F11"_s));
    m_export->setVisible(page == m_inspect || page == m_clients);
    if (page == m_compare && !m_compare->hasRun())
        runCompare();
    if (page == m_clients)
        m_clients->setRequest(m_inspect->bar()->request());
}

void MainWindow::openArguments(const QStringList &arguments)
{
    if (arguments.isEmpty()) {
        runDemo();
    } else if (arguments.size() > 1 || QFileInfo::exists(arguments.constFirst())) {
        openTraceFiles(arguments);
    } else {
        TraceRequest request;
        request.url = arguments.constFirst();
        trace(prepared(request));
    }
}

void MainWindow::runDemo()
{
    whenServerRuns([this] { trace(demoRequest(m_ports)); });
}

void MainWindow::whenServerRuns(const std::function<void()> &job)
{
    if (!m_ports.isEmpty()) {
        job();
        return;
    }
    m_waitingForServer.append(job);
    if (!std::exchange(m_serverAsked, true))
        engine().startServer();
}

void MainWindow::trace(const TraceRequest &wanted)
{
    const TraceRequest request = asClient(wanted, wanted.client);
    showPage(kInspectPage);
    m_inspect->setRequest(request);
    const Result<QByteArray> url = checkTraceRequest(request);
    m_inspect->bar()->setInputError(url.error);
    if (!url) {
        say(tr("Nothing was sent."));
        return;
    }
    if (m_inspect->bar()->holdsBack(request)) {
        say(tr("Nothing was sent."));
        return;
    }
    cancelTrace();
    m_inspect->clear(request.client);
    setRunState(RunState::Running);
    say(tr("Tracing %1").arg(leftToRight(QString::fromUtf8(*url))));
    m_traceId = engine().start(request);
}

void MainWindow::onHop(int id, const Hop &hop)
{
    if (id == m_traceId)
        m_inspect->appendHop(hop);
}

void MainWindow::onPaused(int id, const Request &next)
{
    if (id != m_traceId)
        return;
    setRunState(RunState::Paused);
    m_inspect->showNext(next);
    say(tr("Waiting: Step sends %1 %2").arg(QString::fromLatin1(next.method), leftToRight(QString::fromUtf8(next.url))),
        kInspectPage);
}

void MainWindow::onFinished(int id, const Trace &trace)
{
    if (takeCompared(id, trace) || takeClientRun(id, trace) || id != m_traceId)
        return;
    m_traceId = 0;
    setRunState(RunState::Idle);
    if (wasRefused(trace)) {
        m_inspect->bar()->setInputError(trace.outcome.message);
        say(tr("Nothing was sent."));
        return;
    }
    m_inspect->showTrace(trace);
    say(endingText(trace), kInspectPage);
    keep(trace);
    Q_EMIT traceEnded();
}

bool MainWindow::isBusy() const
{
    return isRunning() || !m_compareRuns.isEmpty() || !m_clientRuns.isEmpty();
}

void MainWindow::cancelTrace()
{
    if (isRunning())
        engine().cancel(m_traceId);
}

void MainWindow::newRequest()
{
    showPage(kInspectPage);
    cancelTrace();
    m_traceId = 0;
    m_inspect->setRequest(prepared({}));
    m_inspect->clear();
    setRunState(RunState::Idle);
    m_inspect->bar()->focusUrl();
    say(tr("Ready."));
}

void MainWindow::say(const QString &text, int page)
{
    m_messages[page < 0 ? m_rail->current() : page] = text;
    showMessage();
}

void MainWindow::showMessage()
{
    const QString text = m_messages.value(m_rail->current());
    m_message->setText(text);
    m_message->setToolTip(text.toHtmlEscaped());
}

void MainWindow::setRunState(RunState state)
{
    m_inspect->setRunState(state);
    m_actions.trace->setEnabled(state == RunState::Idle);
    m_actions.step->setEnabled(state != RunState::Running);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::Paint && !m_stack)
        QTimer::singleShot(0, this, &MainWindow::buildContents);
    else if (event->type() == QEvent::Paint && m_toOpen)
        QTimer::singleShot(0, this, [this, arguments = *std::exchange(m_toOpen, std::nullopt)] {
            // The icon loads every plugin for pictures.
            QApplication::setWindowIcon(QIcon(u":/icons/hopscope.svg"_s));
            m_lessonToOpen.isEmpty() ? openArguments(arguments) : openLesson(m_lessonToOpen);
        });
    return QMainWindow::event(event);
}

} // namespace hopscope
