// SPDX-License-Identifier: MIT
#include "lessons/lessons.h"
#include "ui/inspect/inspectpage.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/quizview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class LessonsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void byKeysOnly();
    void wrongAnswerIsSaid();
    void stepOnTheWire();
    void classView();
    void lessonFromCommandLine();
    void unknownLesson();
    void inspect();
    void quiz();
    void quizIsSaved();
    void portsAreClosed();

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    LessonView *view() const { return page()->view(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page(), name); }
    QString label(const QString &name) const { return named<QLabel>(*page(), name)->text(); }
    QPlainTextEdit *wire() const { return named<QPlainTextEdit>(*view(), u"Bytes on the wire"_s); }
    void showLessons();
    void showEntry(const QString &start);
    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    bool focusByTab(const QString &name);

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void LessonsPageTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void LessonsPageTest::init()
{
    resetLessonScores();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void LessonsPageTest::cleanup()
{
    m_window.reset();
}

void LessonsPageTest::showLessons()
{
    for (int i = 0; i < int(pages().size()); ++i) {
        if (pages()[size_t(i)].id == "lessons"_L1)
            m_window->showPage(i);
    }
    QVERIFY(page());
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
}

void LessonsPageTest::showEntry(const QString &start)
{
    showLessons();
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    const QList<QListWidgetItem *> found = list->findItems(start, Qt::MatchStartsWith);
    QCOMPARE(found.size(), 1);
    list->setCurrentItem(found.first());
}

/// Presses Tab until the widget with this accessible name has the focus.
bool LessonsPageTest::focusByTab(const QString &name)
{
    for (int i = 0; i < 60; ++i) {
        if (QApplication::focusWidget() && QApplication::focusWidget()->accessibleName() == name)
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

void LessonsPageTest::byKeysOnly()
{
    showLessons();
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Lessons"_s);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_Down);
    QCOMPARE(view()->lesson().id, u"307-post"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    // Each row is one stop of the Tab key; arrows walk in it, Space chooses.
    QVERIFY(focusByTab(u"First to the new machine: GET"_s));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"First to the new machine: OPTIONS"_s);
    press(Qt::Key_Space);
    QVERIFY(focusByTab(u"Then: GET"_s));
    press(Qt::Key_Right);
    press(Qt::Key_Space);
    QVERIFY(focusByTab(u"Body: the same bytes"_s));
    press(Qt::Key_Space);
    QVERIFY(focusByTab(u"Authorization: kept"_s));
    press(Qt::Key_Right);
    press(Qt::Key_Space);
    QVERIFY(focusByTab(u"Next time, it starts at: shop.localhost"_s));
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QCOMPARE(label(u"Score of this lesson"_s), u"5 of 5"_s);
    QVERIFY(wire()->toPlainText().contains(u"POST /v2/orders HTTP/1.1\n"_s));
    QVERIFY(label(u"Reasons"_s).contains(u"RFC 9110 9.3.3"_s));
    QCOMPARE(lessonScore(u"307-post"_s), (LessonScore{true, 5, 5}));
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    QVERIFY(list->item(3)->text().startsWith(u"✔ 4"_s));
    QVERIFY(label(u"Score of all lessons"_s).contains(u"5 of 5"_s));
    press(Qt::Key_Return);
    QCOMPARE(view()->lesson().id, u"preflight"_s);
}

void LessonsPageTest::wrongAnswerIsSaid()
{
    showLessons();
    named<QRadioButton>(*view(), u"Method: HEAD"_s)->setChecked(true);
    button(u"Reveal"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QCOMPARE(label(u"Score of this lesson"_s), u"0 of 3"_s);
    QVERIFY(label(u"Verdict of each part"_s).replace(u"&nbsp;"_s, u" "_s).contains(u"✖ Method: GET"_s));
    // Not every part was answered, so the lesson is not done, but it is not as if nothing was.
    QCOMPARE(lessonScore(u"first-redirect"_s), (LessonScore{false, 0, 3}));
    QCOMPARE(label(u"Score of all lessons"_s), u"Score: 0 of 3 right"_s);
    auto *list = named<QListWidget>(*page(), u"Lessons"_s);
    QVERIFY(!list->item(0)->text().startsWith(u"✔"_s));
    QCOMPARE(list->item(0)->toolTip(), u"0 of 3 right; not every part was answered before Reveal"_s);
    // Nor does looking once more take away what was reached.
    keepLessonScore(u"first-redirect"_s, {true, 2, 3});
    keepLessonScore(u"first-redirect"_s, {false, 0, 3});
    QCOMPARE(lessonScore(u"first-redirect"_s), (LessonScore{true, 2, 3}));
}

void LessonsPageTest::stepOnTheWire()
{
    showLessons();
    QVERIFY(page()->openLesson(u"302-post"_s));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Step on the wire"_s)->isEnabled(), kTimeoutMs);
    button(u"Step on the wire"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(wire()->toPlainText().contains(u"302 Found"_s), kTimeoutMs);
    QVERIFY(!wire()->toPlainText().contains(u"GET /orders/new"_s));
    QVERIFY(!view()->isRevealed());
    button(u"Step on the wire"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QVERIFY(wire()->toPlainText().contains(u"GET /orders/new HTTP/1.1"_s));
}

void LessonsPageTest::classView()
{
    showLessons();
    page()->setClassView(true);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    auto *text = named<QLabel>(*view(), u"Text of the lesson"_s);
    QVERIFY(text->fontInfo().pointSizeF() > 1.5 * QApplication::font().pointSizeF());
    QVERIFY(text->palette().color(QPalette::WindowText).lightness() > 200);
    QCOMPARE(text->palette().color(QPalette::Window), QColor(Qt::black));
    QVERIFY(!named<QListWidget>(*page(), u"Lessons"_s)->isVisible());
    QVERIFY(!label(u"Text of the lesson"_s).isEmpty());
    QVERIFY(!wire()->isVisible());
    auto *hands = named<QSpinBox>(*view(), u"Hands for Method: GET"_s);
    QVERIFY(hands && hands->isVisible());
    hands->setValue(12);
    named<QSpinBox>(*view(), u"Hands for Method: HEAD"_s)->setValue(8);
    hands->setFocus();
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    QCOMPARE(label(u"Score of this lesson"_s), u"Method: 12 of 20 hands"_s);
    QVERIFY(!lessonScore(u"first-redirect"_s).done);
    QTest::keyClick(m_window.get(), Qt::Key_Right);
    QCOMPARE(view()->lesson().id, u"302-post"_s);
    QVERIFY(!view()->isRevealed());
    QTest::keyClick(m_window.get(), Qt::Key_Left);
    QCOMPARE(view()->lesson().id, u"first-redirect"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(named<QListWidget>(*page(), u"Lessons"_s)->isVisible());
}

void LessonsPageTest::lessonFromCommandLine()
{
    MainWindow window;
    window.openLessonOnceShown(u"307-post"_s);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<LessonsPage *>(), kTimeoutMs);
    auto *lessonView = window.findChild<LessonsPage *>()->view();
    QTRY_COMPARE_WITH_TIMEOUT(lessonView->lesson().id, u"307-post"_s, kTimeoutMs);
    QVERIFY(!named<QListWidget>(window, u"Lessons"_s)->isVisible());
}

void LessonsPageTest::unknownLesson()
{
    showLessons();
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    QVERIFY(!page()->openLesson(u"no-such-lesson"_s));
    QVERIFY(said.last().first().toString().startsWith(u"there is no lesson \"no-such-lesson\""_s));
}

void LessonsPageTest::inspect()
{
    showLessons();
    QVERIFY(page()->openLesson(u"hsts"_s));
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Reveal"_s)->isEnabled(), kTimeoutMs);
    button(u"Reveal"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(view()->isRevealed(), kTimeoutMs);
    button(u"Inspect this trace · visit 2"_s)->click();
    const QList<Hop> hops = m_window->inspect()->trace().hops;
    QVERIFY(m_window->inspect()->isVisible());
    QCOMPARE(hops.size(), 2);
    QCOMPARE(hops.first().kind, HopKind::Hsts);
    QVERIFY(hops.last().request.url.startsWith("https://bank.localhost:"));
}

void LessonsPageTest::quiz()
{
    showEntry(u"Quiz"_s);
    auto *quizView = page()->findChild<QuizView *>();
    quizView->start(7);
    for (int i = 0; i < kQuizSize; ++i) {
        const QuizQuestion question = quizView->quiz().questions.at(i);
        QCOMPARE(named<QLabel>(*quizView, u"Question"_s)->text(), question.text);
        named<QRadioButton>(*quizView, question.options.at(question.right))->click();
        QVERIFY(named<QLabel>(*quizView, u"Verdict and reason"_s)->text().contains(u"✔ Right."_s));
        press(Qt::Key_Return);
    }
    QCOMPARE(named<QLabel>(*quizView, u"Question"_s)->text(), u"10 of 10 right"_s);
}

void LessonsPageTest::quizIsSaved()
{
    showEntry(u"Quiz"_s);
    auto *quizView = page()->findChild<QuizView *>();
    quizView->start(7);
    const QString path = m_folder.filePath(u"quiz.csv"_s);
    QVERIFY(quizView->save(path, QuizPaper::Result));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), quizCsv(quizView->quiz(), quizView->given()));
    QVERIFY(!quizView->save(m_folder.filePath(u"no/such/folder.html"_s), QuizPaper::Answers));
}

void LessonsPageTest::portsAreClosed()
{
    showLessons();
    // Another test may wait for the usual ports: any free one is as good.
    quint16 port = 0;
    {
        QTcpServer any;
        QVERIFY(any.listen(QHostAddress::LocalHost));
        port = any.serverPort();
    }
    QFile source(u":/lessons/302-post.json"_s);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QFile lesson(m_folder.filePath(u"lesson.json"_s));
    QVERIFY(lesson.open(QIODevice::WriteOnly));
    lesson.write(source.readAll().replace("8601", QByteArray::number(port)));
    lesson.close();
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    QVERIFY(page()->openLesson(u"302-post"_s));
    QVERIFY(page()->openLesson(lesson.fileName()));
    const QString address = u"http://shop.localhost:%1"_s.arg(port);
    QTRY_VERIFY_WITH_TIMEOUT(!said.isEmpty() && said.last().first().toString().contains(address), kTimeoutMs);
    m_window.reset();
    QTcpServer again;
    QVERIFY2(again.listen(QHostAddress::LocalHost, port), qPrintable(again.errorString()));
}

QTEST_MAIN(LessonsPageTest)
#include "tst_lessonspage.moc"
