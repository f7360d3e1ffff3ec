// SPDX-License-Identifier: MIT
// Windows that fit their screen, and pages that fit their window.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/clients/clientspage.h"
#include "ui/look/titlebar.h"
#include "ui/sessions/sessionsdialog.h"
#include "ui/window/pages.h"
#include "ui/window/viewcontroller.h"
#include "ui/window/zoom.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSpinBox>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr QSize kLaptop{1366, 768};

} // namespace

class ScreenFitTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void windowOfLargerScreen();
    void maximizedWindowOfLargerScreen();
    void windowWithLargestText();
    void dialogFits();
    void pagesFitALaptop_data();
    void pagesFitALaptop();
    void titleBarWraps();
};

void ScreenFitTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void ScreenFitTest::init()
{
    QSettings().clear();
    RequestWindow::open();
}

void ScreenFitTest::cleanup()
{
    m_window.reset();
    QSettings().clear();
    applyZoom(0);
}

void ScreenFitTest::windowOfLargerScreen()
{
    m_window.reset();
    QWidget large;
    large.setGeometry(300, 200, 2500, 1400);
    large.show();
    QSettings().setValue(u"geometry"_s, large.saveGeometry());
    large.hide();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    const QRect room = m_window->screen()->availableGeometry();
    QVERIFY(room.contains(m_window->frameGeometry()));
    QVERIFY(m_window->width() > room.width() * 3 / 4);
    QVERIFY(m_window->height() > room.height() * 3 / 4);
}

void ScreenFitTest::maximizedWindowOfLargerScreen()
{
    m_window.reset();
    QWidget large;
    large.resize(2500, 1400);
    large.show();
    large.showMaximized();
    QVERIFY(large.isMaximized());
    QSettings().setValue(u"geometry"_s, large.saveGeometry());
    large.hide();
    m_window = std::make_unique<MainWindow>();
    QVERIFY(m_window->isMaximized());
    QVERIFY(m_window->normalGeometry().height() <= m_window->screen()->availableGeometry().height());
}

void ScreenFitTest::windowWithLargestText()
{
    m_window->resize(kLaptop);
    m_window->view().setZoom(kLargestZoom);
    m_window->inspect()->showTrace(sampleTrace());
    for (int number = 0; number < int(pages().size()); ++number) {
        m_window->showPage(number);
        QCoreApplication::processEvents();
        QCOMPARE(m_window->size(), kLaptop);
    }
    // Nor is a new one larger.
    m_window->close();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(m_window->screen()->availableGeometry().contains(m_window->frameGeometry()));
}

void ScreenFitTest::dialogFits()
{
    m_window->view().setZoom(kLargestZoom);
    SessionsDialog dialog(m_window->session().visits(), m_window.get());
    dialog.show();
    QVERIFY(dialog.screen()->availableGeometry().size().expandedTo(dialog.size()) ==
            dialog.screen()->availableGeometry().size());
    for (const QPushButton *button : dialog.findChildren<QPushButton *>())
        QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
}

void ScreenFitTest::pagesFitALaptop_data()
{
    QTest::addColumn<QString>("id");
    for (const Page &page : pages())
        QTest::newRow(page.id.data()) << QString(page.id);
}

void ScreenFitTest::pagesFitALaptop()
{
    QFETCH(QString, id);
    m_window->resize(kLaptop);
    m_window->inspect()->showTrace(sampleTrace());
    QSignalSpy compared(m_window.get(), &MainWindow::compareEnded);
    m_window->showPage(pageNumber(QLatin1StringView(id.toLatin1())));
    if (id == u"compare"_s)
        QVERIFY(compared.wait(kTimeoutMs));
    if (id == u"clients"_s)
        m_window->findChild<ClientsPage *>()->setTraces({sampleTrace(), sampleTrace(), sampleTrace()});
    if (id == u"lessons"_s)
        QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*m_window, u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_window->size(), kLaptop);
    for (const auto *area : m_window->findChildren<QAbstractScrollArea *>()) {
        if (area->isVisible() && !qobject_cast<const QPlainTextEdit *>(area))
            QVERIFY2(area->horizontalScrollBar()->maximum() == 0, qPrintable(area->accessibleName()));
    }
    const QRect window = m_window->rect();
    for (const auto *control : m_window->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(control) ||
                               qobject_cast<const QComboBox *>(control) || qobject_cast<const QSpinBox *>(control);
        if (!isControl || !control->isVisible())
            continue;
        const QRect place(control->mapTo(m_window.get(), QPoint()), control->size());
        QVERIFY2(place.left() >= window.left() && place.right() <= window.right(),
                 qPrintable(control->accessibleName()));
        QVERIFY2(control->width() >= control->minimumSizeHint().width() &&
                     control->height() >= control->minimumSizeHint().height(),
                 qPrintable(control->accessibleName()));
    }
}

void ScreenFitTest::titleBarWraps()
{
    auto *title = new QLabel(u"What clients do with POST"_s);
    auto *right = new QLabel(u"differs from the client"_s);
    QWidget window;
    TitleBar bar(title, right);
    bar.setParent(&window);
    window.resize(800, 200);
    window.show();
    bar.resize(600, bar.sizeHint().height());
    QCoreApplication::processEvents();
    QCOMPARE(title->geometry().center().y(), right->geometry().center().y());
    const int low = bar.sizeHint().height();
    bar.resize(title->sizeHint().width() + 30, bar.height());
    QCoreApplication::processEvents();
    QVERIFY(right->geometry().top() >= title->geometry().bottom());
    QVERIFY(bar.sizeHint().height() > low);
}

QTEST_MAIN(ScreenFitTest)
#include "tst_screenfit.moc"
