// SPDX-License-Identifier: MIT
// Room: low and narrow windows, large text, themes, and from right to left.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/inspect/changesview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/hoppanel.h"
#include "ui/look/theme.h"
#include "ui/look/wraptable.h"
#include "ui/request/texts.h"
#include "ui/window/pages.h"
#include "ui/window/tracelist.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr QSize kSmall{1024, 640};
constexpr QSize kLarge{1360, 860};
constexpr int kUsableDetails = 280;
constexpr int kUsableUrl = 240;

} // namespace

class WindowLayoutTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void exportButton();
    void listLeavesRoom();
    void listFoldsUp();
    void openPanelLeavesDetails_data();
    void openPanelLeavesDetails();
    void openPanelScrolls();
    void timingStaysWithAPanel();
    void largestText();
    void linksFollowTheTheme();
    void selectionOfListsIsPlain();
    void escapeClosesTheShortcuts();
    void clientOfPreferences();
    void urlsRunFromLeftToRight();

private:
    HopPanel *panel() const { return m_window->findChild<HopPanel *>(); }
    TraceList *traces() const { return m_window->findChild<TraceList *>(); }
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    void openList();
};

void WindowLayoutTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void WindowLayoutTest::init()
{
    RequestWindow::open();
    m_window->inspect()->showTrace(sampleTrace());
}

void WindowLayoutTest::cleanup()
{
    m_window.reset();
    QApplication::setLayoutDirection(Qt::LeftToRight);
    applyZoom(0);
}

void WindowLayoutTest::openList()
{
    traces()->setTraces({sampleTrace(), longTrace(2), failedTrace()});
    QTRY_VERIFY(traces()->isVisible());
}

/// The button of the status bar stands where the page has something to export and no button of its own.
void WindowLayoutTest::exportButton()
{
    auto *button = named<QToolButton>(*m_window, u"Export what the page shows"_s);
    QVERIFY(button);
    for (int page = 0; page < int(pages().size()); ++page) {
        m_window->showPage(page);
        const QLatin1StringView id = pages()[size_t(page)].id;
        QCOMPARE(button->isVisible(), id == "inspect"_L1 || id == "clients"_L1 || id == "watch"_L1);
    }
    m_window->showPage(0);
    QVERIFY(button->isVisible());
}

void WindowLayoutTest::listLeavesRoom()
{
    m_window->resize(kSmall);
    openList();
    QTRY_VERIFY(traces()->width() <= kSmall.width() / 5);
    QTRY_VERIFY(panel()->width() >= kSmall.width() * 2 / 5);
    m_window->resize(1800, 900);
    QTRY_COMPARE(traces()->width(), 300);
}

void WindowLayoutTest::listFoldsUp()
{
    m_window->resize(kSmall);
    openList();
    auto *list = named<QListView>(*m_window, u"Traces of the file"_s);
    auto *fold = named<QToolButton>(*m_window, u"Collapse the list of traces"_s);
    QVERIFY(fold && (fold->focusPolicy() & Qt::TabFocus));
    const int before = m_window->inspect()->width();
    fold->setFocus();
    QTest::keyClick(fold, Qt::Key_Space);
    QVERIFY(!list->isVisible());
    QTRY_VERIFY(m_window->inspect()->width() >= before + 140);
    QCOMPARE(fold->accessibleName(), u"Show the list of traces"_s);
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(list->isVisible());
    QTRY_COMPARE(m_window->inspect()->width(), before);
}

void WindowLayoutTest::openPanelLeavesDetails_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("headers") << 0;
    QTest::newRow("body") << 1;
    QTest::newRow("options") << 2;
}

void WindowLayoutTest::openPanelLeavesDetails()
{
    QFETCH(int, number);
    m_window->resize(kSmall);
    link(number)->setFocus();
    QTest::keyClick(link(number), Qt::Key_Space);
    QVERIFY(link(number)->isChecked());
    QTRY_VERIFY2(panel()->height() >= kUsableDetails, qPrintable(QString::number(panel()->height())));
    auto *room = named<QScrollArea>(*m_window, u"Parts of the request"_s);
    QVERIFY(room->isVisible() && room->height() >= 20);
}

void WindowLayoutTest::openPanelScrolls()
{
    m_window->resize(m_window->minimumSize());
    link(1)->click();
    auto *kind = named<QComboBox>(*m_window, u"Kind of body"_s);
    QVERIFY(kind);
    kind->setCurrentIndex(2);
    auto *room = named<QScrollArea>(*m_window, u"Parts of the request"_s);
    QTRY_VERIFY(room->verticalScrollBar()->maximum() > 0);
    // What Tab reaches comes into view.
    QWidget *last = nullptr;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (room->widget()->isAncestorOf(QApplication::focusWidget()))
            last = QApplication::focusWidget();
    }
    QVERIFY(last);
    link(1)->click();
    QVERIFY(!room->isVisible());
}

void WindowLayoutTest::timingStaysWithAPanel()
{
    m_window->resize(kLarge);
    auto *waterfall = named<QListView>(*m_window, u"Timing of the chain, one line per request"_s);
    QTRY_VERIFY(waterfall->isVisible());
    for (int number : {0, 2}) {
        link(number)->click();
        QTRY_VERIFY(link(number)->isChecked());
        QTRY_VERIFY2(panel()->height() >= HopPanel::roomForBoth(panel()->fontMetrics()),
                     qPrintable(QString::number(panel()->height())));
        QTRY_VERIFY(waterfall->isVisible());
        link(number)->click();
    }
}

void WindowLayoutTest::largestText()
{
    m_window->resize(kLarge);
    m_window->view().setZoom(kLargestZoom);
    QTRY_VERIFY2(urlEdit()->width() >= kUsableUrl, qPrintable(QString::number(urlEdit()->width())));
    auto *ledger = named<WrapTable>(*m_window, u"What changed between the two requests"_s);
    const int rows = 2 * ledger->fontMetrics().lineSpacing();
    QTRY_VERIFY2(ledger->viewport()->height() >= rows, qPrintable(QString::number(ledger->viewport()->height())));
    auto *page = named<QScrollArea>(*m_window, u"What changed"_s);
    page->ensureWidgetVisible(ledger);
    QVERIFY(!ledger->visibleRegion().isEmpty());
    m_window->view().setZoom(0);
    QTRY_VERIFY(urlEdit()->geometry().top() == combo(u"Client to imitate"_s)->geometry().top());
}

void WindowLayoutTest::linksFollowTheTheme()
{
    m_window->session().setTheme(Theme::Light);
    m_window->showPage(pageNumber("compare"_L1));
    auto *details = named<QLabel>(*m_window, u"About the selected redirect type or client"_s);
    QTRY_VERIFY(details->isVisible() && details->text().contains(u"<a "_s));
    const auto shows = [&](QRgb color) {
        const QImage image = details->grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).rgb() == QColor(color).rgb())
                    return true;
            }
        }
        return false;
    };
    QTRY_VERIFY(shows(lightColors().link));
    m_window->session().setTheme(Theme::Dark);
    QTRY_VERIFY(shows(darkColors().link));
    QTRY_VERIFY(!shows(lightColors().link));
    m_window->session().setTheme(Theme::Light);
    QTRY_VERIFY(shows(lightColors().link));
}

void WindowLayoutTest::selectionOfListsIsPlain()
{
    m_window->session().setTheme(Theme::Light);
    openList();
    auto *list = named<QListView>(*m_window, u"Traces of the file"_s);
    const QRect row = list->visualRect(list->currentIndex());
    QVERIFY(!row.isEmpty());
    const QRgb ground = QColor(lightColors().selection).rgb();
    for (const int y : {2, row.height() / 2, row.height() - 3})
        QTRY_COMPARE(list->viewport()->grab(row).toImage().pixelColor(row.width() - 3, y).rgb(), ground);
}

void WindowLayoutTest::escapeClosesTheShortcuts()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *dock = m_window->findChild<QDockWidget *>(u"shortcuts"_s);
    QVERIFY(dock && dock->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!dock->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QVERIFY(dock->isVisible());
}

void WindowLayoutTest::clientOfPreferences()
{
    m_window->showPage(pageNumber("preferences"_L1));
    auto *client = combo(u"Client of new requests"_s);
    QVERIFY(client && client->isVisible());
    QVERIFY2(!client->currentText().startsWith(u"Client"_s), qPrintable(client->currentText()));
    QCOMPARE(client->currentText(), clientTitle(client->currentData().toString()));
}

void WindowLayoutTest::urlsRunFromLeftToRight()
{
    QCOMPARE(leftToRight(u"/a?b=c/"_s), u"/a?b=c/"_s);
    m_window.reset();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    RequestWindow::open();
    QCOMPARE(urlEdit()->layoutDirection(), Qt::LeftToRight);
    QCOMPARE(leftToRight(u"/a?b=c/"_s), u"\u2066/a?b=c/\u2069"_s);
    urlEdit()->setText(url(u"/302?to=/echo/"_s));
    QCOMPARE(traced().url, url(u"/302?to=/echo/"_s).toUtf8());
    const QString said = named<QLabel>(*m_window, u"What happened"_s)->text();
    QVERIFY2(said.contains(u'\u2066' + url(u"/echo/"_s)), qPrintable(said));
    // What is sent and copied has no such marks.
    QVERIFY(!urlEdit()->text().contains(QChar(0x2066)));
    QVERIFY(!m_window->inspect()->trace().hops.constLast().request.url.contains("\xe2\x81\xa6"));
}

QTEST_MAIN(WindowLayoutTest)
#include "tst_windowlayout.moc"
