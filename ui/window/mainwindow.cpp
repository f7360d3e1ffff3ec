// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/inspect/inspectpage.h"
#include "ui/look/clipboardtext.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"
#include "ui/window/auditcontroller.h"
#include "ui/window/classopener.h"
#include "ui/window/clientscontroller.h"
#include "ui/window/comparecontroller.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/fileprogress.h"
#include "ui/window/navrail.h"
#include "ui/window/pagestack.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracelist.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/watchcontroller.h"

#include <QActionGroup>
#include <QApplication>
#include <QDateTime>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
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

constexpr QSize kFirstSize{1360, 860};
constexpr QSize kSmallestSize{820, 520};
constexpr QPoint kNextWindow{32, 32};
constexpr int kListShare = 1;
constexpr int kPagesShare = 4;

} // namespace

MainWindow::MainWindow(Contents contents, const std::shared_ptr<Session> &session)
{
    initResources();
    m_parts.session = session;
    m_parts.window = this;
    setWindowTitle(u"Hopscope"_s);
    setMinimumSize(kSmallestSize);
    resize(kFirstSize);
    restoreGeometry(QSettings().value("geometry"_L1).toByteArray());
    fitIntoScreen(*this);
    if (contents == Contents::AtOnce)
        buildContents();
}

MainWindow::~MainWindow()
{
    if (m_parts.view)
        m_parts.view->setPresentation(false);
}

void MainWindow::buildContents()
{
    if (m_parts.pages)
        return;
    setAcceptDrops(true);
    m_parts.actions = createActions(this);
    m_parts.messages = new StatusMessages;
    m_parts.pages = new PageStack(m_parts);
    m_parts.tracing = new TraceController(m_parts);
    m_parts.comparing = new CompareController(m_parts);
    m_parts.files = new FileController(m_parts);
    m_parts.exports = new ExportController(m_parts);
    m_parts.clients = new ClientsController(m_parts);
    m_parts.auditing = new AuditController(m_parts);
    m_parts.watching = new WatchController(m_parts);
    m_parts.view = new ViewController(m_parts);
    buildLayout();
    buildStatusBar();
    connectActions();
    connectSession();
    m_parts.pages->showPage(0);
    m_parts.messages->say(tr("Ready."));
    inspect()->bar()->focusUrl();
    if (!isVisible())
        return;
    // What showing the window does for contents that are there before.
    for (QWidget *part : std::initializer_list<QWidget *>{menuBar(), centralWidget(), statusBar()})
        part->show();
    update();
}

void MainWindow::buildLayout()
{
    m_parts.rail = new NavRail;
    auto *centre = new QWidget;
    auto *layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_parts.rail);
    layout->addWidget(m_parts.files->list(), kListShare);
    layout->addWidget(m_parts.pages, kPagesShare);
    setCentralWidget(centre);
    connect(m_parts.rail, &NavRail::pageRequested, m_parts.pages, qOverload<int>(&PageStack::showPage));
    connect(m_parts.pages, &PageStack::shown, this, [this](int number) {
        m_parts.rail->setCurrent(number);
        m_parts.messages->showPage(number);
        m_parts.actions.pages->actions().at(number)->setChecked(true);
    });
}

void MainWindow::buildStatusBar()
{
    auto *server = new QLabel;
    makeMuted(server);
    for (QLabel *label : std::initializer_list<QLabel *>{m_parts.messages, server})
        label->setContentsMargins(8, 2, 8, 2);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_parts.messages, 1);
    statusBar()->addPermanentWidget(m_parts.watching->tlsMark());
    statusBar()->addPermanentWidget(server);
    statusBar()->addPermanentWidget(m_parts.exports->button());
    statusBar()->addPermanentWidget(m_parts.files->progress());
    const auto showServer = [server](const QList<quint16> &ports) {
        if (!ports.isEmpty())
            server->setText(tr("Built-in server on 127.0.0.1:%1").arg(ports.constFirst()));
    };
    showServer(session().ports());
    connect(&session(), &Session::serverStarted, server, showServer);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    const Actions &actions = m_parts.actions;
    on(actions.newWindow, [this] { newWindow(); });
    on(actions.quit, [this] {
        if (TabStore *tabs = session().tabStore())
            tabs->keepAll();
        QApplication::closeAllWindows();
    });
    on(actions.copy, [this] {
        m_parts.messages->say(copyFrom(QApplication::focusWidget()) ? tr("Copied.") : tr("Nothing is selected."));
    });
    on(actions.preferences, [this] { m_parts.pages->showPage("preferences"_L1); });
    on(actions.cancel, [this] { escape(); });
    connectClass(m_parts);
    on(actions.about, [this] { QMessageBox::about(this, tr("About Hopscope"), aboutHtml()); });
    connect(actions.pages, &QActionGroup::triggered, this,
            [this](const QAction *action) { m_parts.pages->showPage(action->data().toInt()); });
    connect(m_parts.tracing, &TraceController::ended, this, &MainWindow::traceEnded);
    connect(m_parts.comparing, &CompareController::ended, this, &MainWindow::compareEnded);
    connect(m_parts.clients, &ClientsController::ended, this, &MainWindow::clientsEnded);
    connect(m_parts.files, &FileController::opened, this, &MainWindow::traceFileOpened);
    connect(m_parts.exports, &ExportController::saved, this, &MainWindow::traceFileSaved);
    connect(m_parts.exports, &ExportController::copied, this, &MainWindow::copied);
    connect(m_parts.exports, &ExportController::dragReady, this, &MainWindow::dragReady);
}

void MainWindow::connectSession()
{
    StatusMessages *messages = m_parts.messages;
    connect(&session(), &Session::serverFailed, messages, [messages](const QString &reason) {
        messages->say(tr("The built-in server did not start: %1").arg(reason));
    });
    connect(&session(), &Session::historyFailed, messages, [messages](const QString &reason) {
        messages->say(reason);
        messages->say(reason, "history"_L1);
    });
    connect(&session(), &Session::tabsFailed, messages, [messages](const QString &reason) { messages->say(reason); });
    connect(m_parts.tracing, &TraceController::tabsChanged, this, &MainWindow::keepTabs);
}

void MainWindow::escape()
{
    // An audit goes on while other pages are looked at, and Esc means those.
    const bool audits =
        m_parts.auditing->isRunning() && m_parts.pages->currentWidget() == m_parts.pages->page("audit"_L1);
    const bool runsCommand =
        m_parts.watching->runsCommand() && m_parts.pages->currentWidget() == m_parts.pages->page("watch"_L1);
    const bool isBusy = m_parts.tracing->isRunning() || m_parts.comparing->isRunning() ||
                        m_parts.clients->isRunning() || audits || runsCommand;
    if (m_parts.view->escape(isBusy))
        return;
    m_parts.tracing->cancel();
    m_parts.comparing->cancel();
    m_parts.clients->cancel();
    if (audits)
        m_parts.auditing->cancel();
    if (runsCommand)
        m_parts.watching->endCommand();
}

void MainWindow::keepTabs()
{
    if (TabStore *tabs = session().tabStore())
        tabs->setTabs(this, m_parts.tracing->openTabs(), session().tabSecrets());
}

void MainWindow::openLessonOnceShown(const QString &lesson)
{
    m_lessonToOpen = lesson;
    if (!m_toOpen)
        m_toOpen = QStringList();
}

void MainWindow::take(const StartRequest &start)
{
    if (start.newWindow) {
        newWindow()->take({.what = start.what, .lesson = start.lesson, .newWindow = false});
        return;
    }
    setWindowState(windowState() & ~Qt::WindowMinimized);
    raise();
    activateWindow();
    if (!m_parts.pages || m_toOpen) {
        // Not painted yet.
        if (!start.lesson.isEmpty())
            openLessonOnceShown(start.lesson);
        m_toOpen = m_toOpen.value_or(QStringList()) + start.what;
    } else if (!start.lesson.isEmpty()) {
        view().openLesson(start.lesson);
    } else {
        files().take(start.what);
    }
}

MainWindow *MainWindow::frontmost()
{
    MainWindow *last = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<MainWindow *>(widget);
        if (window && window->isVisible() && (!last || window->m_usedAt > last->m_usedAt))
            last = window;
    }
    return last ? last : newWindow();
}

MainWindow *MainWindow::newWindow()
{
    auto *window = new MainWindow(Contents::AtOnce, m_parts.session);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->resize(size());
    window->move(pos() + kNextWindow);
    window->show();
    return window;
}

InspectPage *MainWindow::inspect() const
{
    return m_parts.tracing ? m_parts.tracing->page() : nullptr;
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        m_usedAt = QDateTime::currentMSecsSinceEpoch();
    if (event->type() == QEvent::Paint && !m_parts.pages)
        QTimer::singleShot(0, this, &MainWindow::buildContents);
    else if (event->type() == QEvent::Paint && m_toOpen)
        QTimer::singleShot(0, this, [this, arguments = *std::exchange(m_toOpen, std::nullopt)] {
            // The icon loads every plugin for pictures.
            QApplication::setWindowIcon(QIcon(u":/icons/hopscope.svg"_s));
            m_lessonToOpen.isEmpty() ? files().openArguments(arguments) : view().openLesson(m_lessonToOpen);
        });
    return QMainWindow::event(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // A chain that is dragged out comes from here.
    if (event->source() != this && FileController::accepts(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (!FileController::accepts(*event->mimeData()))
        return;
    event->acceptProposedAction();
    m_parts.files->take(*event->mimeData());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_parts.view || !m_parts.view->isPresenting())
        QSettings().setValue("geometry"_L1, saveGeometry());
    if (m_parts.pages) {
        m_parts.watching->close();
        m_parts.pages->saveLayout();
        keepTabs();
    }
    if (TabStore *tabs = session().tabStore())
        tabs->removeWindow(this);
    QMainWindow::closeEvent(event);
}

} // namespace hopscope
