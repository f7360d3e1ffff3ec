// SPDX-License-Identifier: MIT
// The Lessons page by keyboard: the order of Tab, links, and the class view that fills the screen.
#include "requestwindow.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/window/pages.h"

#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using namespace hopscope;

class LessonKeysTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void classViewIsAllThereIs();
    void tabFromTopToBottom();

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    LessonView *view() const { return page()->view(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page(), name); }
    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    void showLessons();
    bool focusByTab(const QString &name);
};

void LessonKeysTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void LessonKeysTest::showLessons()
{
    m_window->showPage(pageNumber("lessons"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
}

/// Presses Tab until the widget with this accessible name has the focus.
bool LessonKeysTest::focusByTab(const QString &name)
{
    for (int i = 0; i < 60; ++i) {
        if (QApplication::focusWidget() && QApplication::focusWidget()->accessibleName() == name)
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

void LessonKeysTest::classViewIsAllThereIs()
{
    showLessons();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    for (const QWidget *other :
         {static_cast<QWidget *>(m_window->menuBar()), static_cast<QWidget *>(m_window->statusBar()),
          m_window->findChild<QWidget *>(u"rail"_s)})
        QVERIFY(other && !other->isVisible());
    QTRY_COMPARE(view()->size(), m_window->size());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(m_window->menuBar()->isVisible() && named<QListWidget>(*page(), u"Lessons"_s)->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(m_window->inspect()->isVisible() && m_window->menuBar()->isVisible());
}

void LessonKeysTest::tabFromTopToBottom()
{
    showLessons();
    QStringList stops;
    QVERIFY(page()->openLesson(u"302-post"_s));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    named<QListWidget>(*page(), u"Lessons"_s)->setFocus();
    while (!stops.contains(u"Hint"_s) && stops.size() < 30) {
        stops.append(QApplication::focusWidget()->accessibleName());
        press(Qt::Key_Tab);
    }
    const qsizetype method = stops.indexOf(u"Method: GET"_s);
    QVERIFY2(method > 0 && stops.indexOf(u"Reveal"_s) > method, qPrintable(stops.join(u", "_s)));
    QCOMPARE(stops.first(3), (QStringList{u"Lessons"_s, u"Class view"_s, u"Reset progress"_s}));
    // A link that has the focus takes Return for itself.
    auto *text = named<QLabel>(*view(), u"Text of the lesson"_s);
    text->setText(u"<p>Read <a href=\"nowhere:\">this</a>.</p>"_s);
    QSignalSpy followed(text, &QLabel::linkActivated);
    QVERIFY(focusByTab(u"Text of the lesson"_s));
    press(Qt::Key_Tab);
    QCOMPARE(text->selectedText(), u"this"_s);
    press(Qt::Key_Return);
    QCOMPARE(followed.size(), 1);
    QVERIFY(!view()->isRevealed());
}

QTEST_MAIN(LessonKeysTest)
#include "tst_lessonkeys.moc"
