// SPDX-License-Identifier: MIT
// "Step in the real browser" of Compare and Lessons, with the browsers that are installed.
#include "net/browser/installedclient.h"
#include "net/server/loopbackserver.h"
#include "trace/prediction.h"
#include "ui/compare/comparemodel.h"
#include "ui/compare/comparepage.h"
#include "ui/inspect/inspectpage.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/request/clientbox.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

/// A browser has to start, as often as the test says.
constexpr int kRealMs = 240'000;

} // namespace

class RealBrowsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void compareByMouse_data() { addBrowsers(); }
    void compareByMouse();
    void compareByKeyboard_data() { addBrowsers(); }
    void compareByKeyboard();
    void compareAll();
    void programInCompare();
    void noSecondVisit();
    void lessonByMouse_data() { addBrowsers(); }
    void lessonByMouse();
    void lessonByKeyboard_data() { addBrowsers(); }
    void lessonByKeyboard();
    void severalVisits();
    void anotherLesson();
    void notBeforeReveal();
    void notInstalled();

private:
    static void addBrowsers();
    static const RealClient &client() { return *realClient(QString::fromLatin1(QTest::currentDataTag())); }
    static QString buttonName(const RealClient &client)
    {
        return u"Step in the real %1"_s.arg(QString::fromUtf8(client.name));
    }
    ComparePage *compare() const { return m_window->findChild<ComparePage *>(); }
    LessonsPage *lessons() const { return m_window->findChild<LessonsPage *>(); }
    QPushButton *compareButton(const RealClient &client) const
    {
        return named<QPushButton>(*compare(), buttonName(client));
    }
    QPushButton *lessonButton(const RealClient &client) const
    {
        return named<QPushButton>(*lessons(), buttonName(client));
    }
    QLabel *lessonText() const { return named<QLabel>(*lessons(), u"What the real browser did"_s); }
    void showCompare();
    void showLesson(const QString &id, bool reveals = true);
    void checkInspected(const RealClient &client);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void RealBrowsersTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void RealBrowsersTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void RealBrowsersTest::cleanup()
{
    m_window.reset();
}

void RealBrowsersTest::addBrowsers()
{
    QTest::addColumn<bool>("unused");
    for (const RealClient &each : realClients()) {
        if (isBrowser(each))
            QTest::newRow(each.id.data()) << true;
    }
}

void RealBrowsersTest::showCompare()
{
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
}

void RealBrowsersTest::showLesson(const QString &id, bool reveals)
{
    m_window->showPage(pageNumber("lessons"_L1));
    QVERIFY(lessons() && lessons()->openLesson(id));
    auto *reveal = named<QPushButton>(*lessons(), u"Reveal"_s);
    QTRY_VERIFY_WITH_TIMEOUT(reveal->isEnabled(), kTimeoutMs);
    if (!reveals)
        return;
    QTest::mouseClick(reveal, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(lessons()->view()->isRevealed(), kTimeoutMs);
}

/// The Inspect page shows what the browser did, with a prediction beside it.
void RealBrowsersTest::checkInspected(const RealClient &client)
{
    QVERIFY(m_window->inspect()->isVisible());
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.client, QString(client.id));
    QCOMPARE(trace.hops.size(), 2);
    QVERIFY(trace.hops[0].redirect && hasPredictions(trace.hops[0].redirect->ledger));
}

void RealBrowsersTest::compareByMouse()
{
    if (!isInstalled(client()))
        QSKIP("it is not installed");
    showCompare();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::mouseClick(compareButton(client()), Qt::LeftButton);
    QVERIFY(ended.wait(kRealMs));
    checkInspected(client());
    QCOMPARE(m_window->inspect()->trace().hops[0].request.method, "POST"_ba);
}

void RealBrowsersTest::compareByKeyboard()
{
    if (!isInstalled(client()))
        QSKIP("it is not installed");
    showCompare();
    // The cell of a client that is none of it: its status counts.
    QTest::keyClick(named<QTableView>(*m_window, u"Redirect types"_s), Qt::Key_End, Qt::ControlModifier);
    compareButton(client())->setFocus();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(ended.wait(kRealMs));
    checkInspected(client());
    QCOMPARE(m_window->inspect()->trace().hops[0].response->status, 308);
    QCOMPARE(m_window->inspect()->trace().hops[1].request.method, "POST"_ba);
}

/// The whole table, one after the other.
void RealBrowsersTest::compareAll()
{
    const RealClient &chromium = *realClient(u"chromium-real");
    if (!isInstalled(chromium))
        QSKIP("it is not installed");
    showCompare();
    compare()->findChild<ClientBox *>()->setClient(QString(chromium.id));
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY(ended.wait(kRealMs));
    auto *table = named<QTableView>(*m_window, u"Redirect types"_s);
    const QAbstractItemModel *matrix =
        named<QTableView>(*m_window, u"What each client does with each redirect type"_s)->model();
    QStringList marked;
    for (int row = 0; row < matrix->rowCount(); ++row) {
        if (const QString title = matrix->index(row, 0).data().toString(); title.startsWith(u'▸'))
            marked.append(title);
    }
    QCOMPARE(marked, QStringList{u"▸ Chromium, fetch()"_s});
    QCOMPARE(table->model()->rowCount(), 5);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QString type = table->model()->index(row, CompareModel::Type).data().toString();
        const QString observed = table->model()->index(row, CompareModel::Observed).data().toString();
        const bool isKept = type.startsWith(u"307"_s) || type.startsWith(u"308"_s);
        const QString expected = isKept ? u"POST → POST · 25 B · as predicted"_s : u"POST → GET · 0 B · as predicted"_s;
        QVERIFY2(observed.endsWith(expected), qPrintable(type + u": "_s + observed));
    }
}

/// curl and the like are offered by the same list.
void RealBrowsersTest::programInCompare()
{
    const RealClient &curl = *realClient(u"curl-real");
    if (!isInstalled(curl))
        QSKIP("it is not installed");
    showCompare();
    compare()->findChild<ClientBox *>()->setClient(QString(curl.id));
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(named<QPushButton>(*compare(), u"Run all"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kRealMs));
    auto *table = named<QTableView>(*m_window, u"Redirect types"_s);
    const QString observed = table->model()->index(1, CompareModel::Observed).data().toString();
    QVERIFY2(observed.endsWith(u"POST → GET · 0 B · as predicted"_s), qPrintable(observed));
}

/// It would have forgotten the first one.
void RealBrowsersTest::noSecondVisit()
{
    showCompare();
    compare()->findChild<ClientBox *>()->setClient(u"curl-real"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::mouseClick(named<QPushButton>(*compare(), u"Second visit"_s), Qt::LeftButton);
    QCOMPARE(ended.size(), 1);
    QVERIFY(named<QPushButton>(*compare(), u"Run all"_s)->isEnabled());
}

void RealBrowsersTest::lessonByMouse()
{
    if (!isInstalled(client()))
        QSKIP("it is not installed");
    showLesson(u"302-post"_s);
    QTest::mouseClick(lessonButton(client()), Qt::LeftButton);
    QVERIFY2(lessonText()->text().contains(u"is running"_s), qPrintable(lessonText()->text()));
    QVERIFY(!lessonButton(client())->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(lessonButton(client())->isEnabled(), kRealMs);
    const QString text = lessonText()->text();
    QVERIFY2(text.contains(u"/orders, answered 302"_s), qPrintable(text));
    QVERIFY2(text.contains(u"what its own profile predicts"_s), qPrintable(text));
    auto *inspect =
        named<QPushButton>(*lessons(), u"Inspect this trace · Installed %1"_s.arg(QString::fromUtf8(client().name)));
    QVERIFY(inspect);
    QTest::mouseClick(inspect, Qt::LeftButton);
    checkInspected(client());
}

void RealBrowsersTest::lessonByKeyboard()
{
    if (!isInstalled(client()))
        QSKIP("it is not installed");
    showLesson(u"302-post"_s);
    bool isReached = false;
    for (int i = 0; i < 60 && !isReached; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        isReached = QApplication::focusWidget() == lessonButton(client());
    }
    QVERIFY(isReached);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(lessonButton(client())->isEnabled(), kRealMs);
    QVERIFY2(lessonText()->text().contains(u"what its own profile predicts"_s), qPrintable(lessonText()->text()));
    // The keys of the lesson are still heard.
    QVERIFY(lessons()->isAncestorOf(QApplication::focusWidget()));
}

/// Each visit of its own, and it is said that nothing is remembered.
void RealBrowsersTest::severalVisits()
{
    const RealClient &chromium = *realClient(u"chromium-real");
    if (!isInstalled(chromium))
        QSKIP("it is not installed");
    showLesson(u"hsts"_s);
    QTest::mouseClick(lessonButton(chromium), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(lessonText()->text().contains(u"remembers nothing"_s), kRealMs);
    QVERIFY(lessonText()->text().contains(u"Visit 2"_s));
    QVERIFY(named<QPushButton>(*lessons(), u"Inspect this trace · Installed Chromium · visit 2"_s));
}

/// What runs in a browser ends with its lesson.
void RealBrowsersTest::anotherLesson()
{
    const RealClient &chromium = *realClient(u"chromium-real");
    if (!isInstalled(chromium))
        QSKIP("it is not installed");
    showLesson(u"302-post"_s);
    QTest::mouseClick(lessonButton(chromium), Qt::LeftButton);
    showLesson(u"hsts"_s);
    QVERIFY(lessonButton(chromium)->isEnabled());
    QVERIFY(lessonText()->text().isEmpty());
}

void RealBrowsersTest::notBeforeReveal()
{
    showLesson(u"302-post"_s, false);
    for (const RealClient &each : realClients()) {
        if (isBrowser(each))
            QVERIFY(!lessonButton(each)->isVisible());
    }
}

void RealBrowsersTest::notInstalled()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nonexistent");
    showCompare();
    showLesson(u"302-post"_s);
    qputenv("PATH", path);
    for (const RealClient &each : realClients()) {
        if (!isBrowser(each))
            continue;
        for (const QPushButton *button : {compareButton(each), lessonButton(each)}) {
            QVERIFY(!button->isEnabled());
            QCOMPARE(button->toolTip(), notInstalledText(each));
            QCOMPARE(button->accessibleDescription(), notInstalledText(each));
        }
    }
}

QTEST_MAIN(RealBrowsersTest)
#include "tst_realbrowsers.moc"
