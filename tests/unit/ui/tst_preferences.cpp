// SPDX-License-Identifier: MIT
#include "net/server/loopbackserver.h"
#include "ui/clients/clientspage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/preferences/preferences.h"
#include "ui/preferences/preferencespage.h"
#include "ui/window/filecontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class PreferencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void storedAndRead();
    void nonsenseInTheFile();
    void onlyWhatIsUntouched();
    void nextTraceUsesThem();
    void wrongInput_data();
    void wrongInput();
    void newWindow();
    void zoomByKeys();
    void presentation();
    void shortcutsFromTheMenus();
    void layoutIsKept();
    void layoutOfOtherWindow();

private:
    QTemporaryDir m_folder;
    LoopbackServer m_server;
    std::unique_ptr<MainWindow> m_window;
};

void PreferencesTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void PreferencesTest::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void PreferencesTest::cleanup()
{
    m_window.reset();
    QSettings().remove(u"zoom"_s);
    applyZoom(0);
}

void PreferencesTest::storedAndRead()
{
    QSettings settings;
    QVERIFY(readPreferences(settings) == Preferences{});
    QCOMPARE(Preferences{}.client, TraceRequest{}.client);
    QVERIFY(withPreferences({}, {}) == TraceRequest{});
    Preferences changed;
    changed.client = u"curl"_s;
    changed.maxHops = 3;
    changed.timeoutMs = 5000;
    changed.bodyLimit = 4096;
    changed.proxy = QUrl(u"socks5://127.0.0.1:1080"_s);
    changed.insecure = true;
    changed.caFile = u"/etc/some.pem"_s;
    changed.http2 = true;
    changed.headers = {{{"Accept-Language", "de"}, {"X-A", "b: c"}}};
    changed.historyLimit = 7;
    changed.secretsInHistory = true;
    changed.secretNames = {u"X-Customer"_s, u"account"_s};
    writePreferences(settings, changed);
    QVERIFY(readPreferences(settings) == changed);
}

void PreferencesTest::nonsenseInTheFile()
{
    QSettings settings;
    settings.setValue(u"preferences/client"_s, u"no-such-client"_s);
    settings.setValue(u"preferences/timeoutMs"_s, -5);
    settings.setValue(u"preferences/maxHops"_s, 1'000'000);
    settings.setValue(u"preferences/headers"_s, QStringList{u"no colon"_s, u"X: y"_s});
    const Preferences read = readPreferences(settings);
    QCOMPARE(read.client, u"no-such-client"_s); // named, and refused when it is to be used
    QCOMPARE(read.timeoutMs, 1);
    QCOMPARE(read.maxHops, 1000);
    QCOMPARE(read.headers.fields.size(), 1);
}

void PreferencesTest::onlyWhatIsUntouched()
{
    Preferences before;
    before.maxHops = 5;
    before.headers = {{{"Accept-Language", "de"}}};
    Preferences after;
    after.maxHops = 9;
    after.client = u"go"_s;
    after.headers = {{{"X-Team", "shop"}, {"Accept", "text/html"}}};
    TraceRequest request;
    request.client = u"curl"_s; // chosen by the user
    request.maxHops = 5;
    request.headers = {{{"Accept-Language", "de"}, {"accept", "*/*"}}};
    const TraceRequest result = withPreferences(request, after, before);
    QCOMPARE(result.client, u"curl"_s);
    QCOMPARE(result.maxHops, 9);
    const Headers expected{{{"accept", "*/*"}, {"X-Team", "shop"}}};
    QVERIFY(result.headers == expected);
}

void PreferencesTest::nextTraceUsesThem()
{
    auto *url = named<QLineEdit>(*m_window, u"URL to request"_s);
    url->setText(urlOf(m_server, u"/chain/5"_s).toString());
    QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
    auto *page = m_window->findChild<PreferencesPage *>();
    QVERIFY(page && page->isVisible());
    auto *client = named<QComboBox>(*page, u"Client of new requests"_s);
    client->setCurrentIndex(client->findData(u"curl"_s));
    named<QSpinBox>(*page, u"Maximum number of redirects, by default"_s)->setValue(2);
    QTest::keyClicks(named<QPlainTextEdit>(*page, u"Header fields sent by default, one per line"_s), u"X-Team: shop"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.client, u"curl"_s);
    QCOMPARE(trace.outcome.kind, OutcomeKind::TooManyRedirects);
    QCOMPARE(trace.hops.size(), 3);
    QCOMPARE(trace.hops[0].request.headers.first("X-Team").value_or(QByteArray()), QByteArray("shop"));
    // And after the next start.
    m_window->close();
    MainWindow second;
    const Result<TraceRequest> request = second.inspect()->bar()->request();
    QVERIFY(request);
    QCOMPARE(request->maxHops, 2);
    QCOMPARE(request->client, u"curl"_s);
    QVERIFY(request->headers.contains("X-Team"));
}

void PreferencesTest::wrongInput_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::newRow("proxy") << u"Address of the proxy"_s << u"gopher://x"_s;
    QTest::newRow("no proxy") << u"Address of the proxy"_s << u" "_s;
    QTest::newRow("file") << u"File of certificates to trust"_s << u"/no/such/file.pem"_s;
}

void PreferencesTest::wrongInput()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    PreferencesPage page;
    page.show();
    QSignalSpy edited(&page, &PreferencesPage::edited);
    auto *kind = named<QComboBox>(page, u"Which proxy"_s);
    if (field.contains(u"proxy"_s))
        kind->setCurrentIndex(2);
    named<QLineEdit>(page, field)->setText(typed);
    auto *error = named<QLabel>(page, u"What is wrong with the preferences"_s);
    QVERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
    QCOMPARE(edited.size(), 0);
    kind->setCurrentIndex(1);
    named<QLineEdit>(page, u"File of certificates to trust"_s)->clear();
    QVERIFY(!error->isVisible());
    QVERIFY(!edited.isEmpty());
    QCOMPARE(edited.last().first().value<Preferences>().proxy, QUrl(u"none:"_s));
}

void PreferencesTest::newWindow()
{
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    MainWindow *other = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<MainWindow *>(widget); window && window != m_window.get())
            other = window;
    }
    QVERIFY(other);
    // Two traces at the same time.
    QSignalSpy here(m_window.get(), &MainWindow::traceEnded);
    QSignalSpy there(other, &MainWindow::traceEnded);
    m_window->files().openArguments({urlOf(m_server, u"/302?to=/echo"_s).toString()});
    other->files().openArguments({urlOf(m_server, u"/echo"_s).toString()});
    QTRY_VERIFY_WITH_TIMEOUT(!here.isEmpty() && !there.isEmpty(), kTimeoutMs);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
    QCOMPARE(other->inspect()->trace().hops.size(), 1);
    QPointer<MainWindow> gone(other);
    other->close();
    QTRY_VERIFY(gone.isNull());
}

void PreferencesTest::zoomByKeys()
{
    const qreal usual = QApplication::font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Equal, Qt::ControlModifier);
    const qreal larger = named<QLabel>(*m_window, u"What happened"_s)->font().pointSizeF();
    QVERIFY2(larger > usual * 1.15, qPrintable(u"%1, then %2"_s.arg(usual).arg(larger)));
    QTest::keyClick(m_window.get(), Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(QApplication::font().pointSizeF() < larger);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(QApplication::font().pointSizeF(), usual);
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    m_window.reset();
    applyZoom(0);
    MainWindow next; // begins with the size that was set last
    QVERIFY(QApplication::font().pointSizeF() > usual);
    next.view().setZoom(0);
}

void PreferencesTest::presentation()
{
    const qreal usual = QApplication::font().pointSizeF();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(QApplication::font().pointSizeF() > usual * 1.5);
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(!m_window->isFullScreen());
    QCOMPARE(QApplication::font().pointSizeF(), usual);
}

void PreferencesTest::shortcutsFromTheMenus()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *dock = m_window->findChild<QDockWidget *>(u"shortcuts"_s);
    QVERIFY(dock && dock->isVisible());
    const QString text = named<QLabel>(*dock, u"List of keyboard shortcuts"_s)->text();
    for (const char *words : {"New window", "Ctrl+N", "F11", "Step", "F10", "Clients", "Ctrl+3"})
        QVERIFY2(text.contains(QLatin1StringView(words)), words);
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QVERIFY(!dock->isVisible());
}

void PreferencesTest::layoutIsKept()
{
    m_window->showPage(2);
    auto *splitter = m_window->findChild<QSplitter *>(u"clients"_s);
    splitter->setSizes({420, 700});
    const int moved = splitter->sizes().first();
    m_window->resize(1200, 700);
    m_window->close();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->showPage(2);
    QCOMPARE(m_window->size(), QSize(1200, 700));
    const int now = m_window->findChild<QSplitter *>(u"clients"_s)->sizes().first();
    QVERIFY2(std::abs(now - moved) < 40, qPrintable(u"%1 and %2"_s.arg(moved).arg(now)));
}

void PreferencesTest::layoutOfOtherWindow()
{
    m_window->session().setTheme(Theme::Dark);
    std::unique_ptr<MainWindow> other(m_window->newWindow());
    other->setAttribute(Qt::WA_DeleteOnClose, false);
    QCOMPARE(other->size(), m_window->size());
    QVERIFY(isDark(QApplication::palette()));
    m_window->session().setTheme(Theme::Light);
}

QTEST_MAIN(PreferencesTest)
#include "tst_preferences.moc"
