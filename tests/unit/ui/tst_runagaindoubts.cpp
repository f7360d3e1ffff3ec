// SPDX-License-Identifier: MIT
// What is not as it was in a request of the history is said before anything is sent.
#include "historywindow.h"
#include "ui/clients/clientspage.h"
#include "ui/history/historymodel.h"

using namespace Qt::StringLiterals;
using namespace hopscope;

class RunAgainDoubtsTest : public QObject, private HistoryWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareHistory(); }
    void init() { clearHistory(); }
    void cleanup();
    void preferencesOfTodayDoNotMatter();
    void historyOfBefore_data();
    void historyOfBefore();
    void laterVisit();
    void clientsRunsAreKeptToo();
    void builtInServerOfBefore_data();
    void builtInServerOfBefore();
};

void RunAgainDoubtsTest::cleanup()
{
    m_window.reset();
    QSettings().clear();
}

void RunAgainDoubtsTest::preferencesOfTodayDoNotMatter()
{
    const auto secrets = std::make_shared<MemorySecrets>();
    start(secrets);
    TraceRequest request;
    request.url = url(u"/echo"_s);
    bar().setRequest(request);
    trace();
    Preferences preferences;
    preferences.headers.append("X-New", "1");
    preferences.maxHops = 2;
    m_window->session().setPreferences(preferences);
    select();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    press(u"Run again"_s, false);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!m_window->inspect()->trace().hops.constFirst().request.headers.contains("X-New"));
    QCOMPARE(bar().request()->maxHops, -1);
}

void RunAgainDoubtsTest::historyOfBefore_data()
{
    QTest::addColumn<bool>("open");
    QTest::newRow("Run again") << false;
    QTest::newRow("Open and Trace") << true;
}

void RunAgainDoubtsTest::historyOfBefore()
{
    QFETCH(bool, open);
    Trace old = sampleTrace();
    Request &first = old.hops[0].request;
    first.url = url(u"/echo"_s).toUtf8();
    first.headers.set("Authorization", "Bearer field-secret");
    first.headers.append("X-Own", "1");
    keepOld(old);
    start(std::make_shared<MemorySecrets>());
    select();
    press(open ? u"Open"_s : u"Run again"_s, false);
    if (open) {
        QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), old.hops.size(), kTimeoutMs);
        const auto *note = named<QLabel>(*m_window, u"What was pasted"_s);
        QVERIFY(note->isVisible() && note->text().startsWith(u"The options of this request are not known"_s));
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    }
    QTRY_VERIFY(!error().isEmpty());
    QVERIFY2(error().startsWith(u"The options of this request are not known"_s), qPrintable(error()));
    QVERIFY2(error().contains(u"Fields that are not sent as they were: "_s) && error().contains(u"Authorization"_s),
             qPrintable(error()));
    QVERIFY2(error().endsWith(u"Press Trace or Step again to send it."_s), qPrintable(error()));
    QVERIFY(!m_window->tracing().isRunning());
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(error().isEmpty());
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().request.headers.first("X-Own"), QByteArray("1"));
}

/// Cookies that the client had brought along are not a part of the request.
void RunAgainDoubtsTest::laterVisit()
{
    start(std::make_shared<MemorySecrets>());
    bar().setRequest({.url = url(u"/302?to=/echo"_s)});
    trace();
    StoredRequest later{.request = *bar().request(), .isLaterVisit = true};
    Trace again = m_window->inspect()->trace();
    again.started = again.started.addSecs(1);
    m_window->session().keep(again, later);
    QTRY_COMPARE_WITH_TIMEOUT(history().ids().size(), 2, kTimeoutMs);
    select();
    press(u"Run again"_s, false);
    QTRY_VERIFY(!error().isEmpty());
    QVERIFY2(error().startsWith(u"The client had brought along "_s), qPrintable(error()));
}

void RunAgainDoubtsTest::clientsRunsAreKeptToo()
{
    start(std::make_shared<MemorySecrets>());
    TraceRequest request;
    request.url = url(u"/302?to=/echo"_s);
    request.maxHops = 4;
    bar().setRequest(request);
    m_window->showPage(pageNumber("clients"_L1));
    auto *page = m_window->findChild<ClientsPage *>();
    page->setChosenClients({u"curl"_s, u"wget"_s});
    QSignalSpy ended(m_window.get(), &MainWindow::clientsEnded);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run as the chosen clients"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QTRY_COMPARE_WITH_TIMEOUT(history().ids().size(), 2, kTimeoutMs);
    QString ofCurl;
    for (const QString &id : history().ids())
        ofCurl = history().entry(id).client == u"curl"_s ? id : ofCurl;
    std::optional<StoredRun> run;
    history().readRun(ofCurl, this, [&](const Result<StoredRun> &read) { run = *read; });
    QTRY_VERIFY(run);
    QVERIFY(run->request);
    QCOMPARE(run->request->request.client, u"curl"_s);
    QCOMPARE(run->request->request.maxHops, 4);
    // Opened from there it is the same, and nothing is to be said about it.
    auto *table = named<QTableView>(*m_window, u"Chains side by side"_s);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 1 + int(page->chosenClients().indexOf(u"curl"_s))));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
    QCOMPARE(bar().request()->maxHops, 4);
    QCOMPARE(bar().request()->client, u"curl"_s);
    QVERIFY(!named<QLabel>(*m_window, u"What was pasted"_s)->isVisible());
}

void RunAgainDoubtsTest::builtInServerOfBefore_data()
{
    QTest::addColumn<bool>("isStored");
    QTest::newRow("flagged") << true;
    QTest::newRow("the demo of a history of before") << false;
}

void RunAgainDoubtsTest::builtInServerOfBefore()
{
    QFETCH(bool, isStored);
    constexpr quint16 kDeadPort = 1;
    Trace old = sampleTrace();
    old.hops[0].request.url = "http://shop.localhost:1/orders";
    if (isStored) {
        StoredRequest stored;
        stored.request.url = u"http://127.0.0.1:1/302?to=http%3A%2F%2Flocalhost%3A2%2Fecho"_s;
        stored.serverPorts = {kDeadPort, 2};
        HistoryStore(historyFolder()).add(old, stored, false);
    } else {
        keepOld(old);
    }
    start(std::make_shared<MemorySecrets>());
    select();
    QCOMPARE(list()->model()->index(0, HistoryModel::Notes).data().toString(), u"Built-in server gone"_s);
    const auto *remark = named<QLabel>(*m_window, u"About the selected trace"_s);
    QVERIFY(remark->isVisible() && remark->text().startsWith(u"The built-in server of this trace is gone"_s));
    press(u"Run again"_s, true);
    QTRY_VERIFY_WITH_TIMEOUT(!error().isEmpty(), kTimeoutMs);
    const QList<quint16> ports = m_window->session().ports();
    QCOMPARE(ports.size(), 2);
    QVERIFY2(error().contains(u"is gone; the URL now names the one that runs (port %1 in the place of 1)."_s.arg(
                 ports.constFirst())),
             qPrintable(error()));
    QCOMPARE(urlEdit()->text(), isStored ? u"http://127.0.0.1:%1/302?to=http%3A%2F%2Flocalhost%3A%2%2Fecho"_s
                                               .replace(u"%1"_s, QString::number(ports[0]))
                                               .replace(u"%3A%2%2F"_s, u"%3A%1%2F"_s.arg(ports[1]))
                                         : u"http://shop.localhost:%1/orders"_s.arg(ports[0]));
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    const Trace &now = m_window->inspect()->trace();
    QCOMPARE(now.hops.constLast().response->status, 200);
}

QTEST_MAIN(RunAgainDoubtsTest)
#include "tst_runagaindoubts.moc"
