// SPDX-License-Identifier: MIT
// Writes pictures of the window into a folder: see shots.sh.
#include "auditshots.h"
#include "formats/collection/environment.h"
#include "net/collection.h"
#include "sampletraces.h"
#include "shooter.h"
#include "ui/clients/clientspage.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientstore.h"
#include "ui/saved/collectionstore.h"
#include "ui/sessions/sessionsdialog.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracelist.h"
#include "ui/window/tracetabs.h"
#include "ui/window/zoom.h"
#include "watchshots.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kHistoryRows = 11;

/// Two requests that lead to each other, found when the first comes back.
Trace loopTrace()
{
    Trace trace{.client = u"browser"_s, .outcome = {OutcomeKind::TooManyRedirects, u"more than 20 redirects"_s}};
    const QByteArray urls[] = {"http://shop.localhost:8601/start", "http://shop.localhost:8601/login",
                               "http://shop.localhost:8601/account"};
    for (const int from : {0, 1, 2, 1}) {
        Hop hop = sampleHop("GET", urls[from], 302, "Found");
        followTo(hop, urls[from == 1 ? 2 : 1]);
        trace.hops.append(hop);
    }
    return trace;
}

void shootDemo(Shooter &shooter)
{
    QSignalSpy ended(&shooter.window, &MainWindow::traceEnded);
    shooter.window.tracing().runDemo();
    shooter.await(ended, "the demo");
    auto *details = shooter.window.findChild<HopDetails *>();
    for (int tab = 0; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        shooter.shoot(u"inspect-tab%1"_s.arg(tab));
    }
    details->setCurrentIndex(0);
    const QList<QToolButton *> links = shooter.window.inspect()->findChildren<QToolButton *>(u"disclosure"_s);
    for (qsizetype i = 0; i < links.size(); ++i) {
        links[i]->click();
        shooter.shoot(u"inspect-panel%1"_s.arg(i));
        links[i]->click();
    }
}

/// Several traces in one window; the ones after it see the first one again.
void shootTabs(Shooter &shooter)
{
    const quint16 port = shooter.window.session().ports().value(0);
    for (const QString &path : {u"/302"_s, u"/redirect/4?with=a-query-that-is-longer-than-its-tab"_s}) {
        QSignalSpy ended(&shooter.window, &MainWindow::traceEnded);
        shooter.window.tracing().traceApart({.url = u"http://127.0.0.1:%1%2"_s.arg(port).arg(path)});
        shooter.await(ended, "a trace in a tab");
    }
    shooter.shoot(u"inspect-tabs"_s);
    auto *tabs = shooter.window.findChild<TraceTabs *>();
    while (tabs->pages().size() > 1)
        Q_EMIT tabs->closeRequested(tabs->pages().constLast());
}

/// A second visit, and what the session of that user knows.
void shootVisits(Shooter &shooter)
{
    TraceRequest request;
    request.client = u"chromium-nav"_s;
    request.url = u"http://127.0.0.1:%1/301?to=/set-cookies"_s.arg(shooter.window.session().ports().value(0));
    VisitSessions &visits = shooter.window.session().visits();
    visits.setMemory(u"Customer"_s, {});
    visits.setCurrent(u"Customer"_s);
    for (int visit = 0; visit < 2; ++visit) {
        QSignalSpy ended(&shooter.window, &MainWindow::traceEnded);
        shooter.window.tracing().trace(request);
        shooter.await(ended, "a visit");
    }
    shooter.shoot(u"inspect-visit"_s);
    SessionsDialog dialog(visits);
    dialog.show();
    QCoreApplication::processEvents();
    shooter.failed =
        !dialog.grab().save(shooter.folder.filePath(u"sessions-%1.png"_s.arg(shooter.suffix))) || shooter.failed;
    visits.remove(u"Customer"_s);
}

void shootCompare(Shooter &shooter)
{
    QSignalSpy compared(&shooter.window, &MainWindow::compareEnded);
    shooter.window.showPage(pageNumber("compare"_L1));
    shooter.await(compared, "a comparison");
    shooter.shoot(u"compare"_s);
    auto *matrix = named<QTableView>(shooter.window, u"What each client does with each redirect type"_s);
    matrix->setCurrentIndex(matrix->model()->index(2, 2));
    shooter.shoot(u"compare-cell"_s);
    auto *all = named<QPushButton>(shooter.window, u"Show 300 to 308"_s);
    compared.clear();
    all->click();
    shooter.await(compared, "a comparison");
    shooter.shoot(u"compare-all"_s);
    auto *twice = named<QPushButton>(shooter.window, u"Second visit"_s);
    compared.clear();
    twice->click();
    shooter.await(compared, "two visits");
    auto *visits = named<QTableView>(shooter.window, u"First and second visit"_s);
    visits->setCurrentIndex(visits->model()->index(1, 0));
    shooter.shoot(u"compare-visits"_s);
    named<QPushButton>(shooter.window, u"Open the second visit on the Inspect page"_s)->click();
    shooter.shoot(u"compare-visit"_s);
    twice->click();
    shooter.window.session().setPreferences({.stack = {u"browser"_s, u"curl"_s, u"py-requests"_s, u"go"_s}});
    for (const auto page : {"compare"_L1, "clients"_L1}) {
        shooter.window.showPage(pageNumber(page));
        shooter.shoot(page + u"-stack"_s);
    }
    shooter.window.session().setPreferences({});
}

void shootClients(Shooter &shooter)
{
    shooter.window.showPage(pageNumber("clients"_L1));
    shooter.shoot(u"clients-empty"_s);
    auto *page = shooter.window.findChild<ClientsPage *>();
    page->setChosenClients({u"browser"_s, u"curl-X"_s, u"wget"_s, u"java-huc"_s});
    QSignalSpy ended(&shooter.window, &MainWindow::clientsEnded);
    named<QPushButton>(shooter.window, u"Run as the chosen clients"_s)->click();
    shooter.await(ended, "the clients");
    shooter.shoot(u"clients"_s);
}

/// The same request with a token: what each client sends to the other origin, and who asks it first.
void shootClientFields(Shooter &shooter)
{
    auto *page = shooter.window.findChild<ClientsPage *>();
    const QStringList clients{u"browser"_s, u"curl-trusted"_s, u"chromium-fetch"_s, u"curl"_s};
    page->setChosenClients(clients);
    QList<Trace> traces;
    for (const QString &client : clients) {
        traces.append(sampleTrace());
        traces.last().client = client;
        traces.last().hops[0].request.headers.append("Authorization", "Bearer demo-token");
    }
    traces[1].hops[1].request.headers.append("Authorization", "Bearer demo-token");
    traces[1].hops[1].request.headers.append("Cookie", "theme=dark");
    traces[3].hops[2].request.headers.append("Content-Type", "application/json");
    Hop preflight = sampleHop("OPTIONS", traces[2].hops[1].request.url, 204, "No Content");
    preflight.kind = HopKind::Preflight;
    followTo(preflight, preflight.request.url);
    traces[2].hops.insert(1, preflight);
    page->setTraces(traces);
    shooter.shoot(u"clients-fields"_s);
}

/// Some traces of all kinds, and a file that is none.
void fillHistory()
{
    const QString folder = historyFolder();
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    QFile broken(folder + u"/20260101-000000-000-beef.json"_s);
    if (broken.open(QIODevice::WriteOnly))
        broken.write("{\"format\": \"hopscope-tr");
    broken.close();
    HistoryStore store(folder);
    int age = 1;
    for (Trace trace : {sampleTrace(), longTrace(20), longUrlTrace(), failedTrace(), sampleTrace()}) {
        trace.started = QDateTime::currentDateTimeUtc().addSecs(-4000 * age++);
        if (age == 6)
            trace.hops[0].request.method = "PUT";
        store.add(trace, {}, false);
    }
    QElapsedTimer time;
    time.start();
    while (store.ids().size() < 6 && time.elapsed() < kTimeoutMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (const QString &id : store.ids()) {
        if (store.entry(id).hops > 20)
            store.setPinned({id}, true);
        if (store.entry(id).method == u"PUT"_s)
            store.setNotes(id, u"Before the deployment: the form still sent PUT."_s);
    }
}

void shootHistory(Shooter &shooter)
{
    shooter.window.showPage(pageNumber("history"_L1));
    auto *page = shooter.window.findChild<HistoryPage *>();
    auto *list = named<QTableView>(*page, u"Traces"_s);
    QSignalSpy compared(page, &HistoryPage::compared);
    // The store reads its files on a thread of its own: those of fillHistory(), the demo and the runs of four clients.
    if (!QTest::qWaitFor([list] { return list->model()->rowCount() >= kHistoryRows; }, kTimeoutMs)) {
        std::fprintf(stderr, "%s: the history has %d rows\n", qPrintable(shooter.suffix), list->model()->rowCount());
        shooter.failed = true;
    }
    const int last = list->model()->rowCount() - 1;
    QSignalSpy chain(page, &HistoryPage::chainShown);
    list->setCurrentIndex(list->model()->index(last, 0));
    shooter.await(chain, "a chain");
    shooter.shoot(u"history"_s);
    list->selectionModel()->select(list->model()->index(last - 3, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
    shooter.await(compared, "a comparison");
    shooter.shoot(u"history-compare"_s);
    named<QLineEdit>(*page, u"Search the history"_s)->setText(u"zebra"_s);
    shooter.shoot(u"history-empty"_s);
    named<QLineEdit>(*page, u"Search the history"_s)->clear();
}

/// A folder of saved requests: none, then some with an environment, one of which is broken.
void shootRequests(Shooter &shooter)
{
    QDir(requestsFolder()).removeRecursively();
    shooter.window.showPage(pageNumber("requests"_L1));
    shooter.shoot(u"requests-empty"_s);
    const auto write = [](const QString &path, const QByteArray &bytes) {
        const QString whole = requestsFolder() + u'/' + path;
        QDir().mkpath(QFileInfo(whole).path());
        QFile file(whole);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    TraceRequest order{.method = "POST", .url = u"http://{{host}}/orders"_s};
    order.headers.append("Authorization", "Bearer {{token}}");
    order.headers.append("Content-Type", "application/json");
    order.content.bytes = R"({"item": "tea", "count": 2})";
    write(u"shop/order tea.request.json"_s, writeSavedRequest({.request = order}));
    write(u"shop/list of orders.request.json"_s, writeSavedRequest({.request = {.url = order.url}}));
    write(u"login.request.json"_s, "{\"format\": \"hopscope-request\",\n  \"version\": 1, \"client\"");
    write(u"environments/local.json"_s, writeEnvironment({{.name = u"host"_s, .value = u"shop.localhost:8601"_s},
                                                          {.name = u"token"_s, .isSecret = true}}));
    shooter.window.session().requests().refresh();
    auto *tree = named<QTreeView>(shooter.window, u"Saved requests"_s);
    if (!QTest::qWaitFor([tree] { return tree->model()->rowCount() >= 2; }, kTimeoutMs)) {
        std::fprintf(stderr, "%s: the saved requests are not listed\n", qPrintable(shooter.suffix));
        shooter.failed = true;
    }
    shooter.window.session().requests().setEnvironment(u"local"_s);
    tree->expandAll();
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
    shooter.shoot(u"requests"_s);
}

/// What the tests of the layout look at: a list of traces, the same finding many times, marks, the shortcuts.
void shootStates(Shooter &shooter)
{
    Trace loop = longTrace(20);
    loop.outcome = {OutcomeKind::TooManyRedirects, u"more than 20 redirects"_s};
    Redirect &last = loop.hops.last().redirect.emplace();
    loop.hops.last().response->status = 302;
    last = {.location = "/chain/0",
            .target = loop.hops.constFirst().request.url,
            .verdict = RedirectVerdict::Refuse,
            .reason = u"The client follows at most 20 redirects."_s,
            .outcome = OutcomeKind::TooManyRedirects};
    for (Hop &hop : loop.hops)
        hop.response->headers.set("Location", "");
    shooter.shootTrace(u"inspect-findings"_s, loop);
    auto *chain = named<QListView>(*shooter.window.inspect(), u"Chain of requests"_s);
    chain->setCurrentIndex(chain->model()->index(chain->model()->rowCount() - 1, 0));
    shooter.shoot(u"inspect-ended"_s);
    auto *traces = shooter.window.findChild<TraceList *>();
    traces->setTraces({sampleTrace(), longTrace(4), longUrlTrace(), failedTrace()});
    shooter.shoot(u"inspect-list"_s);
    named<QToolButton>(shooter.window, u"Collapse the list of traces"_s)->click();
    shooter.shoot(u"inspect-list-folded"_s);
    traces->hide();
    shooter.window.inspect()->bar()->paste(
        u"curl 'http://shop.localhost:8601/?token=[redacted 1]' -H 'X-Api-Key: [redacted 2]'"_s);
    shooter.window.inspect()->bar()->trace();
    shooter.shoot(u"inspect-marks"_s);
    QTest::keyClick(&shooter.window, Qt::Key_F1);
    shooter.shoot(u"inspect-shortcuts"_s);
    QTest::keyClick(&shooter.window, Qt::Key_Escape);
}

void shootAll(Shooter &shooter)
{
    shooter.window.inspect()->clear();
    shooter.shoot(u"inspect-empty"_s);
    shootDemo(shooter);
    shootTabs(shooter);
    shootClients(shooter);
    shootClientFields(shooter);
    shootHistory(shooter);
    shootVisits(shooter);
    shootCompare(shooter);
    shootRequests(shooter);
    shootAudit(shooter);
    shootWatch(shooter);
    shooter.window.showPage(pageNumber("preferences"_L1));
    shooter.shoot(u"preferences"_s);
    shooter.window.showPage(0);
    shooter.shootTrace(u"inspect-sample"_s, sampleTrace());
    shooter.shootTrace(u"inspect-20hops"_s, longTrace(20));
    shooter.shootTrace(u"inspect-longurls"_s, longUrlTrace());
    shooter.shootTrace(u"inspect-error"_s, failedTrace());
    shooter.shootTrace(u"inspect-loop"_s, loopTrace());
    shootStates(shooter);
    shooter.window.inspect()->bar()->paste(
        u"curl http://shop.localhost:8601/orders -X PUT -H 'X-Trace: on' -H 'Accept: application/json' --retry 3 "
        "--json '{\"item\": \"tea\", \"count\": 2}'"_s);
    const QList<QToolButton *> links = shooter.window.inspect()->findChildren<QToolButton *>(u"disclosure"_s);
    for (const int panel : {0, 1}) {
        links[panel]->click();
        shooter.shoot(u"inspect-paste%1"_s.arg(panel));
        links[panel]->click();
    }
    shooter.window.inspect()->clear(u"browser"_s);
    for (const Hop &hop : sampleTrace().hops.first(2))
        shooter.window.inspect()->appendHop(hop);
    shooter.window.inspect()->setRunState(RunState::Paused);
    shooter.window.inspect()->showNext(sampleTrace().hops.last().request);
    shooter.shoot(u"inspect-step"_s);
    const QList<QPushButton *> buttons = shooter.window.inspect()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->accessibleName() == "Edit the next request"_L1)
            button->click();
    }
    shooter.shoot(u"inspect-step-edit"_s);
    shooter.window.inspect()->setRunState(RunState::Idle);
    TraceRequest bad;
    bad.url = u"htp://example.org/"_s;
    shooter.window.tracing().trace(bad);
    shooter.shoot(u"inspect-badinput"_s);
}

bool shootWindow(const QString &folder, QSize size, Theme theme, const QString &name)
{
    fillHistory();
    Shooter shooter;
    shooter.folder = QDir(folder);
    shooter.suffix = u"%1x%2-%3"_s.arg(size.width()).arg(size.height()).arg(name);
    shooter.window.session().setTheme(theme);
    shooter.window.resize(size);
    shooter.window.show();
    shootAll(shooter);
    return !shooter.failed;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    const QString settings = folder + u"/settings"_s;
    QDir(settings).removeRecursively(); // those of the run before end with the largest text
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings);
    new ClientStore(Clients(), folder + u"/clients"_s, &app);
    qputenv("HOPSCOPE_REQUESTS", (folder + u"/requests"_s).toUtf8());
    bool failed = false;
    for (const QSize size : {QSize(1360, 860), QSize(1024, 640), QSize(1366, 768), QSize(1920, 1080)}) {
        failed = !shootWindow(folder, size, Theme::Light, u"light"_s) || failed;
        failed = !shootWindow(folder, size, Theme::Dark, u"dark"_s) || failed;
    }
    failed = !shootWindow(folder, {1360, 860}, Theme::HighContrast, u"contrast"_s) || failed;
    QApplication::setLayoutDirection(Qt::RightToLeft);
    failed = !shootWindow(folder, {1360, 860}, Theme::Light, u"rtl"_s) || failed;
    QApplication::setLayoutDirection(Qt::LeftToRight);
    for (const auto &[zoom, name] : {std::pair{kPresentationZoom, u"large"_s}, {kLargestZoom, u"largest"_s}}) {
        QSettings().setValue(u"zoom"_s, zoom); // where a window begins
        failed = !shootWindow(folder, {1360, 860}, Theme::Light, name) || failed;
    }
    return failed ? 1 : 0;
}
