// SPDX-License-Identifier: MIT
// The Lessons page by keyboard: the order of Tab, links, and the class view that fills the screen.
#include "requestwindow.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/quizview.h"
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
    void tabBeginsAtTheAnswers();
    void tabOfTheQuiz();
    void tabOfThePlayground();

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

void LessonKeysTest::tabBeginsAtTheAnswers()
{
    showLessons();
    QStringList stops;
    QVERIFY(page()->openLesson(u"302-post"_s));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    auto *text = named<QLabel>(*view(), u"Text of the lesson"_s);
    text->setText(u"<p>Read <a href=\"nowhere:\">this</a>.</p>"_s);
    named<QListWidget>(*page(), u"Lessons"_s)->setFocus();
    while (!stops.contains(u"Hint"_s) && stops.size() < 30) {
        stops.append(QApplication::focusWidget()->accessibleName());
        press(Qt::Key_Tab);
    }
    QCOMPARE(stops, (QStringList{u"Lessons"_s, u"Method: GET"_s, u"Body: the same body"_s,
                                 u"Content-Type: application/x-www-form-urlencoded"_s, u"Reveal"_s,
                                 u"Step on the wire"_s, u"Hint"_s}));
    // A link that has the focus takes Return for itself.
    QSignalSpy followed(text, &QLabel::linkActivated);
    QVERIFY(focusByTab(u"Text of the lesson"_s));
    press(Qt::Key_Tab);
    QCOMPARE(text->selectedText(), u"this"_s);
    press(Qt::Key_Return);
    QCOMPARE(followed.size(), 1);
    QVERIFY(!view()->isRevealed());
    // Below the list comes last.
    QVERIFY(focusByTab(u"Class view"_s));
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Reset progress"_s);
    // Backwards from the answers to the list, with the answers of another lesson too.
    QVERIFY(page()->openLesson(u"307-post"_s));
    named<QListWidget>(*page(), u"Lessons"_s)->setFocus();
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"First to the new machine: GET"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Lessons"_s);
}

void LessonKeysTest::tabOfTheQuiz()
{
    showLessons();
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    list->setCurrentRow(list->count() - 2);
    auto *quiz = page()->findChild<QuizView *>();
    for (int question = 0; question < 2; ++question) {
        list->setFocus();
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(),
                 quiz->quiz().questions.at(question).options.constFirst());
        press(Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Next"_s);
        press(Qt::Key_Return);
    }
    QVERIFY(focusByTab(u"Save result"_s));
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Class view"_s);
}

void LessonKeysTest::tabOfThePlayground()
{
    showLessons();
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    list->setCurrentRow(list->count() - 1);
    list->setFocus();
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Title of the scenario"_s);
    QVERIFY(focusByTab(u"What happened"_s));
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Class view"_s);
}

QTEST_MAIN(LessonKeysTest)
#include "tst_lessonkeys.moc"
