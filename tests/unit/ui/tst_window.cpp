// SPDX-License-Identifier: MIT
#include "net/server/loopbackserver.h"
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/compare/comparemodel.h"
#include "ui/compare/comparepage.h"
#include "ui/inspect/changesview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/wraptable.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void demo();
    void typeAndReturn();
    void badInput_data();
    void badInput();
    void step();
    void cancelWhilePaused();
    void compare();
    void openAndSave();
    void openBadFile();
    void copy();
    void findings();
    void findingsInLowWindow();
    void whatIfByKeys();
    void messageOfEachPage();
    void everyPageShowsSomething_data();
    void everyPageShowsSomething();
    void everythingHasAName();
    void navigateByKeys();

private:
    QUrl url(const QString &path) const { return urlOf(m_server, path); }
    QLineEdit *urlEdit() const { return named<QLineEdit>(*m_window, u"URL to request"_s); }
    QPushButton *cancel() const { return named<QPushButton>(*m_window, u"Cancel"_s); }
    QPushButton *traceButton() const { return cancel() ? cancel() : named<QPushButton>(*m_window, u"Trace"_s); }
    QLabel *banner() const { return named<QLabel>(*m_window, u"Next request"_s); }
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }

    QTemporaryDir m_folder;
    LoopbackServer m_server;
    std::unique_ptr<MainWindow> m_window;
};

void WindowTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    QDir(tabsFolder()).removeRecursively();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void WindowTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowTest::cleanup()
{
    m_window.reset();
}

void WindowTest::demo()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->files().openArguments({});
    QVERIFY(ended.wait(kTimeoutMs));
    const QList<Hop> hops = m_window->inspect()->trace().hops;
    QCOMPARE(hops.size(), 3);
    QCOMPARE(hops[0].response->status, 307);
    QCOMPARE(hops[1].response->status, 303);
    QCOMPARE(hops[2].response->status, 200);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    auto *table = named<WrapTable>(*m_window, u"What changed between the two requests"_s);
    QVERIFY(table && table->isVisible());
    QCOMPARE(table->model()->index(0, 3).data().toString(), u"⇄ changed"_s);
}

void WindowTest::typeAndReturn()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), urlEdit());
    QTest::keyClicks(urlEdit(), url(u"/302?to=/echo"_s).toString());
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QCOMPARE(traceButton()->text(), u"Cancel"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(traceButton()->text(), u"Trace"_s);
    QCOMPARE(chain()->model()->rowCount(), 2);
    QVERIFY(named<QLabel>(*m_window, u"What happened"_s)->text().startsWith(u"Final: 200"_s));
    QTest::keyClick(chain(), Qt::Key_Down);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
}

void WindowTest::badInput_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("scheme") << u"ftp://a.example/"_s;
    QTest::newRow("no host") << u"http://"_s;
    QTest::newRow("port") << u"http://a.example:99999/"_s;
}

void WindowTest::badInput()
{
    QFETCH(QString, typed);
    urlEdit()->setText(typed);
    QTest::mouseClick(traceButton(), Qt::LeftButton);
    QVERIFY(!m_window->tracing().isRunning());
    auto *error = named<QLabel>(*m_window, u"What is wrong with the request"_s);
    QVERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
    QTest::keyClicks(urlEdit(), u"x"_s);
    QVERIFY(!error->isVisible());
}

void WindowTest::step()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/303?to=/echo"_s).toString());
    named<QComboBox>(*m_window, u"Method"_s)->setCurrentText(u"POST"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(banner() && banner()->isVisible(), kTimeoutMs);
    QCOMPARE(ended.size(), 0);
    QVERIFY(banner()->text().startsWith(u"Next: GET http://127.0.0.1"_s));
    QCOMPARE(chain()->model()->rowCount(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(chain()->model()->rowCount(), 2);
    QVERIFY(!banner()->isVisible());
}

void WindowTest::cancelWhilePaused()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/echo"_s).toString());
    QTest::mouseClick(named<QPushButton>(*m_window, u"Step"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(banner() && banner()->isVisible(), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!ended.isEmpty() || ended.wait(kTimeoutMs));
    QCOMPARE(chain()->model()->rowCount(), 1);
    QCOMPARE(m_window->inspect()->trace().outcome.kind, OutcomeKind::Canceled);
    QVERIFY(!m_window->tracing().isRunning());
}

void WindowTest::compare()
{
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    auto *table = named<WrapTable>(*m_window, u"Redirect types"_s);
    QCOMPARE(table->model()->rowCount(), 5);
    const QHash<QString, QString> expected{{u"307"_s, u"✔ POST → POST · 25 B"_s},
                                           {u"302"_s, u"⇄ POST → GET · 0 B"_s},
                                           {u"301"_s, u"⇄ POST → GET · 0 B"_s},
                                           {u"303"_s, u"⇄ POST → GET · 0 B"_s},
                                           {u"308"_s, u"✔ POST → POST · 25 B"_s}};
    for (int row = 0; row < 5; ++row) {
        const QString status = table->model()->index(row, CompareModel::Type).data().toString().first(3);
        QCOMPARE(table->model()->index(row, CompareModel::Observed).data().toString(), expected.value(status));
    }
    QTest::mouseClick(named<QPushButton>(*m_window, u"Show 300 to 308"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(table->model()->rowCount(), 9);
}

void WindowTest::openAndSave()
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString path = m_folder.filePath(u"in.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(writeTrace(sampleTrace()));
    file.close();
    m_window->files().openArguments({path});
    QVERIFY(opened.wait(kTimeoutMs));
    QVERIFY(opened.takeFirst().at(0).toBool());
    QVERIFY(m_window->inspect()->trace() == sampleTrace());
    QCOMPARE(urlEdit()->text(), u"http://shop.localhost:8601/orders"_s);

    const QString copy = m_folder.filePath(u"out.json"_s);
    m_window->exports().saveTrace(copy, true);
    QVERIFY(saved.wait(kTimeoutMs));
    QFile written(copy);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const Result<Trace> again = readTrace(written.readAll());
    QVERIFY(again && *again == sampleTrace());
    m_window->exports().saveTrace(m_folder.filePath(u"no/such/folder.json"_s), true);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(!saved.last().at(0).toBool());
}

void WindowTest::openBadFile()
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    const QString path = m_folder.filePath(u"bad.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\":\"other\"}");
    file.close();
    m_window->files().open({path});
    QVERIFY(opened.wait(kTimeoutMs));
    QVERIFY(!opened.first().at(0).toBool());
    QVERIFY(named<QLabel>(*m_window, u"What happened"_s)->text().contains(u"cannot be read"_s));
}

void WindowTest::copy()
{
    m_window->inspect()->showTrace(sampleTrace());
    chain()->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith(u"2. POST http://api.localhost:8602/v2/orders"_s));
    QTest::keyClick(m_window.get(), Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"http://api.localhost:8602/v2/orders"_s);
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
}

void WindowTest::findings()
{
    Trace trace = sampleTrace();
    trace.findings = {{.severity = Severity::Note, .hop = 2, .title = u"Told last"_s},
                      {.severity = Severity::Warning, .hop = 0, .title = u"Body sent to another origin"_s}};
    m_window->inspect()->showTrace(trace);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    auto *table = named<WrapTable>(*m_window, u"Findings"_s);
    QVERIFY(table->isVisible());
    QCOMPARE(named<QLabel>(*m_window, u"Number of findings"_s)->text(), u"1 warning · 1 note"_s);
    table->setFocus();
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(m_window->inspect()->selectedRow(), 2);
    auto *waterfall = named<QListView>(*m_window, u"Timing of the chain, one line per request"_s);
    QCOMPARE(waterfall->currentIndex().row(), 2);
    waterfall->setFocus();
    QTest::keyClick(waterfall, Qt::Key_Up);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    m_window->inspect()->showTrace(sampleTrace());
    QVERIFY(!table->isVisible());
    QCOMPARE(named<QLabel>(*m_window, u"Number of findings"_s)->text(), u"no findings"_s);
}

void WindowTest::findingsInLowWindow()
{
    m_window->resize(1024, 640);
    Trace trace = sampleTrace();
    trace.findings = {{.severity = Severity::Error, .hop = 0, .title = u"Loop"_s}};
    m_window->inspect()->showTrace(trace);
    auto *details = m_window->findChild<HopDetails *>();
    auto *table = named<WrapTable>(*m_window, u"Findings"_s);
    QTRY_COMPARE(details->count(), int(HopDetails::TabCount) + 1);
    QVERIFY(!table->isVisible());
    details->setCurrentIndex(HopDetails::TabCount);
    QVERIFY(table->isVisible());
    m_window->resize(1360, 860);
    QTRY_COMPARE(details->count(), int(HopDetails::TabCount));
    QVERIFY(table->isVisible());
}

void WindowTest::whatIfByKeys()
{
    m_window->inspect()->showTrace(sampleTrace());
    auto *status = named<QComboBox>(*m_window, u"What if the response had been"_s);
    auto *result = named<QLabel>(*m_window, u"What would be sent"_s);
    QVERIFY(status && status->isVisible() && (status->focusPolicy() & Qt::TabFocus));
    QCOMPARE(status->currentText(), u"303"_s);
    QVERIFY(result->text().startsWith(u"This is what happened"_s));
    status->setFocus();
    QTest::keyClicks(status, u"307"_s);
    QCOMPARE(status->currentText(), u"307"_s);
    QVERIFY2(result->text().startsWith(
                 u"→ The next request would be POST http://api.localhost:8602/v2/orders/42, with a body of 24 B."_s),
             qPrintable(result->text()));
    QVERIFY(result->text().contains(u"method POST instead of GET"_s));
    QTest::keyClick(chain(), Qt::Key_Down);
    QVERIFY(!status->isVisible());
}

void WindowTest::messageOfEachPage()
{
    auto *message = named<QLabel>(*m_window, u"What happened"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(message->text().startsWith(u"Compared on 127.0.0.1"_s));
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(message->text(), u"Ready."_s);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(message->text().startsWith(u"Compared on 127.0.0.1"_s));
}

void WindowTest::everyPageShowsSomething_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<Theme>("theme");
    QTest::addColumn<QSize>("size");
    for (int page = 0; page < int(pages().size()); ++page) {
        QTest::addRow("%s, light", pages()[size_t(page)].id.data()) << page << Theme::Light << QSize(1360, 860);
        QTest::addRow("%s, dark, small", pages()[size_t(page)].id.data()) << page << Theme::Dark << QSize(1024, 640);
        QTest::addRow("%s, contrast", pages()[size_t(page)].id.data())
            << page << Theme::HighContrast << QSize(1360, 860);
    }
}

void WindowTest::everyPageShowsSomething()
{
    QFETCH(int, page);
    QFETCH(Theme, theme);
    QFETCH(QSize, size);
    m_window->session().setTheme(theme);
    m_window->resize(size);
    m_window->inspect()->showTrace(sampleTrace());
    m_window->showPage(page);
    QVERIFY(colorsIn(m_window->grab().toImage()) > kFewestColors);
    if (page != 0)
        return;
    auto *details = m_window->findChild<HopDetails *>();
    for (int tab = 0; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        QVERIFY2(colorsIn(details->grab().toImage()) > 12, qPrintable(details->tabText(tab)));
    }
}

void WindowTest::everythingHasAName()
{
    m_window->showPage(1);
    m_window->showPage(0);
    m_window->inspect()->showTrace(sampleTrace());
    QStringList nameless;
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool reachable = widget->focusPolicy() & Qt::TabFocus;
        const bool internal = widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QMenuBar *>(widget);
        if (reachable && !internal && widget->accessibleName().isEmpty())
            nameless.append(u"%1 %2 in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                 widget->objectName(),
                                                 QString::fromLatin1(widget->parent()->metaObject()->className())));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"; "_s)));
}

void WindowTest::navigateByKeys()
{
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(m_window->findChild<ComparePage *>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(m_window->inspect()->isVisible());
    QVERIFY(!m_window->findChild<ComparePage *>()->isVisible());
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
