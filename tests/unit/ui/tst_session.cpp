// SPDX-License-Identifier: MIT
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "ui/inspect/hopdetails.h"
#include "ui/preferences/preferencespage.h"
#include "ui/window/filecontroller.h"
#include "ui/window/pages.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"

#include <QActionGroup>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTabWidget>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// What windows share: nothing that is set in one is another in the next, and text size leaves no widget out.
class SessionTest : public QObject, RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void zoomIsOne();
    void themeIsOne();
    void preferencesAreOne();
    void secretNamesCountInSessions();
    void historyIsOne();
    void closedWindowTakesItsTraceOnly();
    void serverIsOne();
    void textSizeReachesEveryWidget();

private:
    void key(MainWindow &window, Qt::Key key);
    void showEverything();
    int itemsWithSize() const;

    std::unique_ptr<MainWindow> m_second;
};

void SessionTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QDir(tabsFolder()).removeRecursively();
    prepare();
}

void SessionTest::init()
{
    RequestWindow::open();
    m_second.reset(m_window->newWindow());
    m_second->setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(QTest::qWaitForWindowExposed(m_second.get()));
}

void SessionTest::cleanup()
{
    m_second.reset();
    m_window.reset();
    QSettings().clear();
    applyZoom(0);
}

void SessionTest::key(MainWindow &window, Qt::Key key)
{
    window.activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), &window);
    QTest::keyClick(&window, key, Qt::ControlModifier);
}

void SessionTest::zoomIsOne()
{
    key(*m_second, Qt::Key_Plus);
    key(*m_second, Qt::Key_Plus);
    const qreal larger = m_window->font().pointSizeF();
    QCOMPARE(larger, m_second->font().pointSizeF());
    // The next step goes on from there.
    key(*m_window, Qt::Key_Plus);
    QVERIFY(m_window->font().pointSizeF() > larger);
    QCOMPARE(m_second->font().pointSizeF(), m_window->font().pointSizeF());
    QCOMPARE(named<QLabel>(*m_window, u"What happened"_s)->text(),
             u"Text size: 3 steps larger than the system default."_s);
}

void SessionTest::themeIsOne()
{
    const auto checked = [](const MainWindow &window) {
        const QList<QActionGroup *> groups = window.findChildren<QActionGroup *>();
        for (const QActionGroup *group : groups) {
            if (group->actions().size() == 4)
                return group->checkedAction()->data().toInt();
        }
        return -1;
    };
    m_second->session().setTheme(Theme::Dark);
    QCOMPARE(checked(*m_window), int(Theme::Dark));
    QCOMPARE(checked(*m_second), int(Theme::Dark));
    QTRY_VERIFY(isDark(m_window->palette()) && isDark(m_second->palette()));
    m_second->session().setTheme(Theme::HighContrast);
    QCOMPARE(checked(*m_window), int(Theme::HighContrast));
    QTRY_COMPARE(m_window->palette().color(QPalette::Base), QColor(contrastColors().surface));
    QCOMPARE(&colorsOf(m_window->palette()), &contrastColors());
    m_window->session().setTheme(Theme::Light);
    QCOMPARE(checked(*m_second), int(Theme::Light));
    QTRY_VERIFY(!isDark(m_window->palette()) && !isDark(m_second->palette()));
}

void SessionTest::preferencesAreOne()
{
    m_second->showPage(pageNumber("preferences"_L1));
    m_window->showPage(pageNumber("preferences"_L1));
    Preferences preferences = m_window->session().preferences();
    preferences.client = u"curl"_s;
    preferences.maxHops = 7;
    auto *page = m_second->findChild<PreferencesPage *>();
    Q_EMIT page->edited(preferences);
    for (const MainWindow *window : {m_window.get(), m_second.get()}) {
        const Result<TraceRequest> request = window->inspect()->bar()->request();
        QVERIFY2(request, qPrintable(request.error));
        QCOMPARE(request->client, u"curl"_s);
        QCOMPARE(request->maxHops, 7);
    }
    QVERIFY(m_window->session().preferences() == preferences);
    // A window that opens later begins with them.
    const std::unique_ptr<MainWindow> third(m_window->newWindow());
    third->setAttribute(Qt::WA_DeleteOnClose, false);
    QCOMPARE(third->inspect()->bar()->request()->client, u"curl"_s);
}

/// Without any request with variables.
void SessionTest::secretNamesCountInSessions()
{
    Preferences preferences;
    preferences.secretNames = {u"shoe-size"_s};
    m_window->session().setPreferences(preferences);
    QCOMPARE(m_window->session().visits().redaction().names, preferences.secretNames);
}

void SessionTest::historyIsOne()
{
    QCOMPARE(&m_window->session(), &m_second->session());
    m_second->showPage(pageNumber("history"_L1));
    HistoryStore &history = *m_window->session().history();
    QTRY_VERIFY_WITH_TIMEOUT(history.isLoaded(), kTimeoutMs);
    const qsizetype before = history.ids().size();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->files().openArguments({url(u"/302?to=/echo"_s)});
    QVERIFY(ended.wait(kTimeoutMs));
    QTRY_COMPARE_WITH_TIMEOUT(history.ids().size(), before + 1, kTimeoutMs);
    QTRY_VERIFY(!m_second->findChild<HistoryPage *>()->idsToExport().isEmpty());
}

void SessionTest::closedWindowTakesItsTraceOnly()
{
    m_second->files().openArguments({url(u"/slow?ms=60000"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(m_second->tracing().isRunning(), kTimeoutMs);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->files().openArguments({url(u"/302?to=/echo"_s)});
    m_second.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), kTimeoutMs);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
}

void SessionTest::serverIsOne()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->tracing().runDemo();
    QVERIFY(ended.wait(kTimeoutMs));
    const quint16 port = m_window->session().ports().value(0);
    QVERIFY(port != 0);
    QSignalSpy there(m_second.get(), &MainWindow::traceEnded);
    m_second->tracing().runDemo();
    QVERIFY(there.wait(kTimeoutMs));
    QCOMPARE(m_second->session().ports().value(0), port);
    QVERIFY(m_second->inspect()->trace().hops.constFirst().request.url.contains(QByteArray::number(port)));
}

/// Items whose model gives them a font with a size of its own.
int SessionTest::itemsWithSize() const
{
    int count = 0;
    const QList<QAbstractItemView *> views = m_window->findChildren<QAbstractItemView *>();
    for (const QAbstractItemView *view : views) {
        const QAbstractItemModel *model = view->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QVariant font = model->index(row, column).data(Qt::FontRole);
                count += font.isValid() && (font.value<QFont>().resolveMask() & QFont::SizeResolved) ? 1 : 0;
            }
        }
    }
    return count;
}

/// Every page, tab and panel of the first window is created.
void SessionTest::showEverything()
{
    m_window->inspect()->showTrace(sampleTrace());
    const QList<QToolButton *> links = m_window->findChildren<QToolButton *>(u"disclosure"_s);
    for (QToolButton *link : links)
        link->click();
    auto *details = m_window->findChild<HopDetails *>();
    QVERIFY(details);
    for (int tab = 0; tab < details->count(); ++tab)
        details->setCurrentIndex(tab);
    for (int page = 1; page < int(pages().size()); ++page)
        m_window->showPage(page);
    auto *lessons = named<QListWidget>(*m_window, u"Lessons"_s);
    QVERIFY(lessons);
    for (int row = lessons->count() - 1; row >= lessons->count() - 3; --row)
        lessons->setCurrentRow(row);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().history()->isLoaded(), kTimeoutMs);
}

void SessionTest::textSizeReachesEveryWidget()
{
    m_second.reset();
    showEverything();
    struct Seen {
        QPointer<QWidget> widget;
        QString name;
        qreal size;
    };
    QList<Seen> seen;
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (QWidget *widget : widgets)
        seen.append({widget,
                     u"%1 %2 \"%3\""_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                           widget->accessibleName()),
                     widget->font().pointSizeF()});
    // Those that were left out before, by the name that a screen reader says.
    QStringList names;
    for (const Seen &one : seen)
        names.append(one.widget->accessibleName());
    for (const char *name : {"Bytes on the wire", "URL to request", "First URL", "What happened", "Body",
                             "Request: body", "Request: start line", "What the response means"})
        QVERIFY2(names.contains(QLatin1StringView(name)), name);
    // What a model gives its items takes the size from the view.
    QCOMPARE(itemsWithSize(), 0);
    m_window->view().setZoom(kLargestZoom);
    const qreal factor = std::pow(1.1, kLargestZoom);
    QStringList left;
    for (const Seen &one : seen) {
        if (!one.widget)
            continue;
        const qreal now = one.widget->font().pointSizeF();
        if (now < one.size * factor * 0.9 || now > one.size * factor * 1.1)
            left.append(u"%1: %2, then %3"_s.arg(one.name).arg(one.size).arg(now));
    }
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

QTEST_MAIN(SessionTest)
#include "tst_session.moc"
