// SPDX-License-Identifier: MIT
#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/exportcontroller.h"
#include "watchwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>

using namespace Qt::StringLiterals;
using namespace hopscope;

// The page Watch by keyboard and mouse: start, a command, its chains, and what becomes of them.
class WatchPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void emptyState();
    void byKeyboard();
    void byMouse();
    void differs();
    void paused();
    void filter();
    void clear();
    void address();
    void lines();
    void badCommand();
    void history();
    void exported();
    void startedAgain();
};

void WatchPageTest::emptyState()
{
    WatchWindow watch;
    const auto says = [&](const QString &text) {
        const QList<QLabel *> labels = watch.page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    };
    QVERIFY(says(u"Press Start to watch what your own programs send: run a command here, or open a terminal or a "
                 "browser."_s));
    QCOMPARE(watch.label(u"State of the watch"_s), u"Nothing is watched."_s);
    QVERIFY(watch.button(u"Start to watch"_s)->isEnabled());
    for (const QString &name : {u"Stop watching"_s, u"Pause the list"_s, u"Clear the chains"_s, u"Run the command"_s,
                                u"End the command"_s, u"Open a terminal"_s, u"Open Chromium"_s, u"Open Firefox"_s})
        QVERIFY2(watch.button(name) && !watch.button(name)->isEnabled(), qPrintable(name));
    QVERIFY(!watch.command->isEnabled());
    QVERIFY(watch.start());
    QVERIFY(says(u"Run a command, or open a terminal or a browser: each chain of requests that it sends appears here "
                 "when it has ended."_s));
}

void WatchPageTest::byKeyboard()
{
    WatchWindow watch;
    QVERIFY(QTest::qWaitForWindowActive(&watch.window));
    watch.window.showPage(0);
    QTest::keyClick(&watch.window, Qt::Key_8, Qt::ControlModifier);
    QVERIFY(watch.page->isVisible());
    QSignalSpy started(&watch.watching(), &WatchController::started);
    QTest::keyClick(&watch.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(started.wait(kTimeoutMs));
    QCOMPARE(watch.label(u"State of the watch"_s), u"Watching on 127.0.0.1:%1."_s.arg(watch.port()));
    QCOMPARE(QApplication::focusWidget(), watch.command);
    QTest::keyClicks(watch.command, kCurl + u"-L "_s + watch.server.url(u"/twice"_s));
    QCOMPARE(watch.awaitProgram([&] { QTest::keyClick(watch.command, Qt::Key_Return); }),
             u"curl ended with exit status 0."_s);
    QCOMPARE(watch.label(u"How the command is"_s), u"curl ended with exit status 0."_s);
    QCOMPARE(watch.output->toPlainText(), u"tea\n"_s);
    QVERIFY(watch.awaitRows(1));
    QVERIFY(watch.cell(0, WatchModel::Client).startsWith(u"curl ("_s));
    QCOMPARE(watch.cell(0, WatchModel::Method), u"GET"_s);
    QCOMPARE(watch.cell(0, WatchModel::Status), u"302 → 301 → 200"_s);
    QCOMPARE(watch.cell(0, WatchModel::Url),
             u"%1 → %2"_s.arg(watch.server.url(u"/twice"_s), watch.server.url(u"/new"_s)));
    QCOMPARE(watch.cell(0, WatchModel::Verdict), u"As curl -L 7.88.1 does"_s);
    // From the filter to the rows, and from a row to its trace.
    QTest::keyClick(&watch.window, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(*watch.page, u"Filter the chains"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), watch.table);
    QTest::keyClick(watch.table, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(watch.window.inspect()->trace().hops.size(), 3, kTimeoutMs);
    QVERIFY(watch.window.inspect()->isVisible());
    const Trace trace = watch.window.inspect()->trace();
    QCOMPARE(trace.hops.first().request.url, watch.server.url(u"/twice"_s).toLatin1());
    QCOMPARE(trace.hops.first().notes.last(), u"As curl -L 7.88.1 does."_s);
    QCOMPARE(trace.hops.first().wire->sent, watch.server.requests.first());
}

void WatchPageTest::byMouse()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    const quint16 port = watch.port();
    QVERIFY(WatchWindow::isOpen(port));
    QCOMPARE(watch.run(kCurl + u"SITE/gone SITE/new"_s), u"curl ended with exit status 0."_s);
    QVERIFY(watch.awaitRows(2));
    QCOMPARE(watch.column(WatchModel::Status), (QStringList{u"404"_s, u"200"_s}));
    QCOMPARE(watch.column(WatchModel::Verdict), QStringList(2, u"no redirect"_s));
    const QRect cell = watch.table->visualRect(watch.table->model()->index(1, WatchModel::Url));
    QTest::mouseClick(watch.table->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(watch.label(u"Verdict on the selected chain"_s),
             u"%1: no redirect, so there is nothing to compare."_s.arg(watch.server.url(u"/new"_s)));
    watch.press(u"Open the selected chain on the Inspect page"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.window.inspect()->trace().hops.size(), 1, kTimeoutMs);
    QCOMPARE(watch.window.inspect()->trace().hops.first().response->status, 200);
    watch.window.showPage(pageNumber("watch"_L1));
    QVERIFY(watch.stop());
    QVERIFY(!WatchWindow::isOpen(port));
    QCOMPARE(watch.label(u"State of the watch"_s), u"Nothing is watched."_s);
    QCOMPARE(watch.table->model()->rowCount(), 2);
}

void WatchPageTest::differs()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"SITE/moved"_s);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Verdict),
             u"Differs from the profile curl -L 7.88.1: the redirect was not followed"_s);
    QCOMPARE(watch.label(u"Verdict on the selected chain"_s),
             u"%1: Differs from the profile curl -L 7.88.1: the redirect was not followed."_s.arg(
                 watch.server.url(u"/moved"_s)));
    watch.run(u"curl -s -A nobody/1 -L SITE/moved"_s);
    QVERIFY(watch.awaitRows(2));
    QCOMPARE(watch.cell(1, WatchModel::Verdict), u"Not judged: the rules of this client are not known"_s);
    watch.run(kCurl + u"-L -d item=tea SITE/moved"_s);
    QVERIFY(watch.awaitRows(3));
    QCOMPARE(watch.cell(2, WatchModel::Method), u"POST → GET"_s);
    QCOMPARE(watch.cell(2, WatchModel::Verdict), u"As curl -L 7.88.1 does"_s);
    watch.run(kCurl + u"http://127.0.0.1:1/"_s);
    QVERIFY(watch.awaitRows(4));
    QCOMPARE(watch.cell(3, WatchModel::Verdict), u"connection refused by 127.0.0.1:1"_s);
}

void WatchPageTest::paused()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"SITE/1"_s);
    QVERIFY(watch.awaitRows(1));
    watch.press(u"Pause the list"_s);
    watch.run(kCurl + u"SITE/2 SITE/3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.label(u"Number of chains"_s), u"1 chain, paused: 2 more"_s, kTimeoutMs);
    QCOMPARE(watch.table->model()->rowCount(), 1);
    // Nothing of it is lost, whatever comes between.
    QVERIFY(watch.stop());
    auto *more = watch.button(u"Go on with the list"_s);
    QVERIFY(more->isEnabled());
    more->setFocus();
    QTest::keyClick(more, Qt::Key_Space);
    QCOMPARE(watch.label(u"Number of chains"_s), u"3 chains"_s);
    QCOMPARE(watch.column(WatchModel::Url),
             (QStringList{watch.server.url(u"/1"_s), watch.server.url(u"/2"_s), watch.server.url(u"/3"_s)}));
}

void WatchPageTest::filter()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"-L SITE/twice SITE/gone"_s);
    QVERIFY(watch.awaitRows(2));
    auto *words = named<QLineEdit>(*watch.page, u"Filter the chains"_s);
    // A request in the middle of a chain is found, too.
    QTest::keyClicks(words, u"MOVED curl"_s);
    QCOMPARE(watch.column(WatchModel::Status), QStringList(u"302 → 301 → 200"_s));
    QCOMPARE(watch.label(u"Number of chains"_s), u"1 of 2"_s);
    QTest::keyClicks(words, u" zebra"_s);
    QCOMPARE(watch.table->model()->rowCount(), 0);
    QCOMPARE(watch.label(u"Verdict on the selected chain"_s),
             u"No chain is like that: change the words of the filter."_s);
    words->setText(u"404"_s);
    QCOMPARE(watch.column(WatchModel::Url), QStringList(watch.server.url(u"/gone"_s)));
    // What comes is filtered as well.
    watch.run(kCurl + u"SITE/new SITE/gone"_s);
    QVERIFY(watch.awaitRows(2));
    QTRY_COMPARE_WITH_TIMEOUT(watch.label(u"Number of chains"_s), u"2 of 4"_s, kTimeoutMs);
}

void WatchPageTest::clear()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"SITE/1"_s);
    QVERIFY(watch.awaitRows(1));
    watch.press(u"Clear the chains"_s);
    QVERIFY(watch.awaitRows(0));
    QVERIFY(!watch.button(u"Clear the chains"_s)->isEnabled());
    watch.run(kCurl + u"SITE/moved"_s);
    QVERIFY(watch.awaitRows(1));
    watch.press(u"Open the selected chain on the Inspect page"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.window.inspect()->trace().hops.size(), 1, kTimeoutMs);
    QCOMPARE(watch.window.inspect()->trace().hops.first().response->status, 301);
}

void WatchPageTest::address()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.press(u"Copy the address of the proxy"_s);
    const QString address = QGuiApplication::clipboard()->text();
    QCOMPARE(address, named<QLineEdit>(*watch.page, u"Address of the proxy"_s)->text());
    QVERIFY(address.startsWith(u"http://hopscope:"_s));
    // Who has no password stays out, unless the window has started it.
    const QString path = watch.folder.filePath(u"refused"_s);
    const QString proxy = u"http://127.0.0.1:%1"_s.arg(watch.port());
    QVERIFY(QProcess::startDetached(u"curl"_s, {u"-s"_s, u"-o"_s, path, u"-x"_s, proxy, watch.server.url()}));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 0, kTimeoutMs);
    QFile refused(path);
    QVERIFY(refused.open(QIODevice::ReadOnly));
    QCOMPARE(refused.readAll(),
             "Hopscope Watch: this proxy needs the user name and password that it was started with.\n"_ba);
    QCOMPARE(watch.server.requests.size(), 0);
    watch.run(u"env -u http_proxy curl -s -A curl/7.88.1 -L -x %1 SITE/moved"_s.arg(address));
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Status), u"301 → 200"_s);
}

void WatchPageTest::lines()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.press(u"Copy the lines for a shell"_s);
    const QString lines = QGuiApplication::clipboard()->text();
    QVERIFY(lines.contains(u"\nexport http_proxy="_s));
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, lines + kCurl + u"-L "_s + watch.server.url(u"/moved"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, kTimeoutMs);
    QCOMPARE(shell.readAllStandardOutput(), "tea\n"_ba);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Status), u"301 → 200"_s);
}

void WatchPageTest::badCommand()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    QCOMPARE(watch.run(u"  "_s), u"There is no command: write one, such as curl -L http://127.0.0.1:8601/302."_s);
    QCOMPARE(watch.error(), u"There is no command: write one, such as curl -L http://127.0.0.1:8601/302."_s);
    QCOMPARE(watch.run(u"curl 'http"_s),
             u"A quotation mark is not closed: close it, or write a backslash before it."_s);
    for (const QString &line : {u"curl SITE/?a=1&b=2"_s, u"curl $URL"_s, u"curl SITE | cat"_s, u"curl SITE > file"_s,
                                u"printf x | curl SITE"_s})
        QCOMPARE(watch.run(line),
                 u"No shell runs the command, so variables and operators such as & | > ; mean nothing: "
                 "put them in quotes, or write sh -c '…'."_s);
    QCOMPARE(watch.server.requests.size(), 0);
    QVERIFY(watch.run(u"no-such-program -x"_s).startsWith(u"no-such-program cannot be started ("_s));
    QVERIFY(watch.button(u"Run the command"_s)->isEnabled());
    QCOMPARE(watch.error(), QString());
    QVERIFY(watch.label(u"How the command is"_s).startsWith(u"no-such-program cannot be started ("_s));
}

void WatchPageTest::history()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    HistoryStore &history = *watch.window.session().history();
    QSignalSpy added(&history, &HistoryStore::added);
    watch.run(kCurl + u"-L SITE/moved SITE/new"_s);
    QVERIFY(watch.awaitRows(2));
    QTRY_COMPARE_WITH_TIMEOUT(added.size(), 1, kTimeoutMs);
    QCOMPARE(history.entry(history.ids().first()).url, watch.server.url(u"/moved"_s));
    auto *keeps = named<QCheckBox>(*watch.page, u"Keep in history"_s);
    QVERIFY(keeps);
    QTest::mouseClick(keeps, Qt::LeftButton, {}, QPoint(8, keeps->height() / 2));
    QVERIFY(!keeps->isChecked());
    watch.run(kCurl + u"-L SITE/twice"_s);
    QVERIFY(watch.awaitRows(3));
    QCOMPARE(added.size(), 1);
}

void WatchPageTest::exported()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"-L SITE/twice SITE/gone -H Authorization:secret-token"_s);
    QVERIFY(watch.awaitRows(2));
    const auto write = [&](const QString &path, const QString &format) {
        QSignalSpy saved(&watch.window.exports(), &ExportController::saved);
        watch.watching().exportTo(path, *findFormat(format));
        return saved.wait(kTimeoutMs) && saved.first().first().toBool();
    };
    const QString har = watch.folder.filePath(u"all.har"_s);
    QVERIFY(write(har, u"har"_s));
    QFile file(har);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("/twice") && text.contains("/gone"));
    QVERIFY(!text.contains("secret-token"));
    // A format of one trace makes a file for each.
    const QString traces = watch.folder.filePath(u"traces"_s);
    QVERIFY(QDir().mkpath(traces));
    QVERIFY(write(traces, u"json"_s));
    QCOMPARE(QDir(traces).entryList(QDir::Files).size(), 2);
}

void WatchPageTest::startedAgain()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(kCurl + u"SITE/1"_s);
    QVERIFY(watch.awaitRows(1));
    QVERIFY(watch.stop());
    QVERIFY(watch.start());
    watch.run(kCurl + u"SITE/2"_s);
    QVERIFY(watch.awaitRows(2));
    watch.table->setCurrentIndex(watch.table->model()->index(0, 0));
    watch.press(u"Open the selected chain on the Inspect page"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.window.inspect()->trace().hops.size(), 1, kTimeoutMs);
    QCOMPARE(watch.window.inspect()->trace().hops.first().request.url, watch.server.url(u"/1"_s).toLatin1());
}

QTEST_MAIN(WatchPageTest)
#include "tst_watchpage.moc"
