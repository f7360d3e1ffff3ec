// SPDX-License-Identifier: MIT
// What the page Lessons writes and asks besides lessons: papers, recorded traces, question banks, the article.
#include "lessons/article.h"
#include "lessons/lessons.h"
#include "lessons/quizformats.h"
#include "paint/lessonpaper.h"
#include "requestwindow.h"
#include "trace/tracejson.h"
#include "ui/lessons/articleview.h"
#include "ui/lessons/lessonpapers.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/quizview.h"
#include "ui/window/pages.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

class LessonFilesTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void teachersPathByKeys();
    void teachersPathByMouse();
    void papersOfALesson();
    void papersOfACourse();
    void recordedTrace();
    void quizIsAboutLessons();
    void quizWithoutQuestions();
    void quizOnTheProjector();
    void questionBanks();
    void articleByKeys();
    void articleByMouse();

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    QListWidget *list() const { return named<QListWidget>(*page(), u"Lessons"_s); }
    LessonPapers *papers() const { return page()->findChild<LessonPapers *>(); }
    QAction *entry(const QString &text) const;
    QByteArray contentOf(const QString &name) const;
    void showEntry(const QString &start);

    QTemporaryDir m_files;
};

void LessonFilesTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    prepare();
}

void LessonFilesTest::init()
{
    RequestWindow::open();
    m_window->showPage(pageNumber("lessons"_L1));
}

QAction *LessonFilesTest::entry(const QString &text) const
{
    Q_EMIT papers()->menu()->aboutToShow();
    for (QAction *action : papers()->menu()->actions()) {
        if (QString(action->text()).remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QByteArray LessonFilesTest::contentOf(const QString &name) const
{
    QFile file(m_files.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void LessonFilesTest::showEntry(const QString &start)
{
    const QList<QListWidgetItem *> found = list()->findItems(start, Qt::MatchStartsWith);
    QCOMPARE(found.size(), 1);
    list()->setCurrentItem(found.first());
}

/// As docs/teaching.md has it: from the start to the first answer with three keys.
void LessonFilesTest::teachersPathByKeys()
{
    RequestWindow::open();
    QTest::keyClick(m_window.get(), Qt::Key_5, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(page() && named<QPushButton>(*page(), u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*page(), u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(page()->view()->isRevealed(), kTimeoutMs);
    QVERIFY(named<QLabel>(*page(), u"Reasons"_s)->text().contains(u"RFC 9110 10.2.2"_s));
}

/// The same with three clicks.
void LessonFilesTest::teachersPathByMouse()
{
    RequestWindow::open();
    QTest::mouseClick(named<QToolButton>(*m_window, u"Lessons"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page() && named<QPushButton>(*page(), u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::mouseClick(named<QPushButton>(*page(), u"Class view"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*page(), u"Reveal"_s)->isEnabled(), kTimeoutMs);
    QTest::mouseClick(named<QPushButton>(*page(), u"Reveal"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page()->view()->isRevealed(), kTimeoutMs);
}

void LessonFilesTest::papersOfALesson()
{
    QVERIFY(page()->openLesson(u"302-post"_s));
    for (const PaperKind &kind : paperKinds()) {
        QVERIFY(entry(titleOf(kind) + u" of this lesson…"_s)->isEnabled());
        QVERIFY(!entry(titleOf(kind) + u" of the course…"_s)->isEnabled());
        for (const PaperFormat &format : paperFormats()) {
            const QString name = u"%1.%2"_s.arg(kind.id, format.id);
            QVERIFY(papers()->save(kind, false, m_files.filePath(name)));
            QVERIFY(contentOf(name).startsWith(format.id == "pdf"_L1 ? "%PDF-" : "<!DOCTYPE html>"));
        }
    }
    QCOMPARE(contentOf(u"answers.html"_s),
             findPaperFormat(u"html")->write(*findPaperKind(u"answers"), {}, {*findLesson(u"302-post"_s)}));
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    QVERIFY(!papers()->save(paperKinds().front(), false, m_files.filePath(u"no/such/folder.pdf"_s)));
    QVERIFY(said.last().first().toString().contains(u"folder.pdf was not written: "_s));
    showEntry(u"Playground"_s);
    QVERIFY(!entry(u"Worksheet of this lesson…"_s)->isEnabled());
}

void LessonFilesTest::papersOfACourse()
{
    page()->chooseCourse(u"login"_s);
    QVERIFY(entry(u"Handout of the course…"_s)->isEnabled());
    QVERIFY(papers()->save(*findPaperKind(u"handout"), true, m_files.filePath(u"course.html"_s)));
    const QByteArray html = contentOf(u"course.html"_s);
    QVERIFY(html.contains("<h1>Handout: Logins, cookies, origins</h1>"));
    QCOMPARE(html.count("<h1"), 1 + 5);
}

void LessonFilesTest::recordedTrace()
{
    QVERIFY(page()->openLesson(u"308-api"_s));
    auto *reveal = named<QPushButton>(*page(), u"Reveal"_s);
    QTRY_VERIFY_WITH_TIMEOUT(reveal->isEnabled(), kTimeoutMs);
    QVERIFY(!entry(u"Recorded trace of this lesson…"_s)->isEnabled());
    reveal->click();
    QTRY_VERIFY_WITH_TIMEOUT(page()->view()->isRevealed(), kTimeoutMs);
    QVERIFY(entry(u"Recorded trace of this lesson…"_s)->isEnabled());
    QVERIFY(papers()->saveTraces(m_files.filePath(u"trace.html"_s)));
    const QByteArray html = contentOf(u"trace.html"_s);
    QVERIFY(html.startsWith("<!DOCTYPE html>") && html.contains("405 Method Not Allowed"));
    QCOMPARE(html.count("<article"), 2); // a trace for each visit
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    QVERIFY(!papers()->saveTraces(m_files.filePath(u"trace.json"_s)));
    QCOMPARE(said.last().first().toString(),
             u"A file *.json holds one trace, and the lesson has 2; choose another kind of file."_s);
    QVERIFY(page()->openLesson(u"302-post"_s));
    QTRY_VERIFY_WITH_TIMEOUT(reveal->isEnabled(), kTimeoutMs);
    reveal->click();
    QTRY_VERIFY_WITH_TIMEOUT(page()->view()->isRevealed(), kTimeoutMs);
    QVERIFY(papers()->saveTraces(m_files.filePath(u"trace.json"_s)));
    const Result<Trace> trace = readTrace(contentOf(u"trace.json"_s));
    QVERIFY2(trace, qPrintable(trace.error));
    QCOMPARE(trace->hops.size(), 2);
    QVERIFY(trace->hops.first().wire && trace->hops.first().wire->received.startsWith("HTTP/1.1 302 Found\r\n"));
}

void LessonFilesTest::quizIsAboutLessons()
{
    showEntry(u"Quiz"_s);
    auto *quiz = page()->findChild<QuizView *>();
    quiz->start(7);
    QCOMPARE(quiz->quiz(), makeQuiz(7));
    auto *about = named<QComboBox>(*quiz, u"What the quiz asks about"_s);
    const QList<QuizScope> scopes = quizScopes(builtInLibrary());
    QCOMPARE(about->count(), int(scopes.size()));
    about->setFocus();
    QTest::keyClick(about, Qt::Key_End);
    QCOMPARE(about->currentText(), u"Course: Moving a site"_s);
    const Quiz moving = makeQuiz(7, QuizChoice{.lessons = scopes.last().lessons});
    QCOMPARE(quiz->quiz(), moving);
    auto *variant = named<QComboBox>(*quiz, u"Variant"_s);
    variant->setFocus();
    QTest::keyClick(variant, Qt::Key_Down);
    QCOMPARE(quiz->quiz(), variantOf(moving, 1));
    QCOMPARE(named<QLabel>(*quiz, u"Question"_s)->text(), quiz->quiz().questions.first().text);
}

void LessonFilesTest::quizWithoutQuestions()
{
    showEntry(u"Quiz"_s);
    auto *quiz = page()->findChild<QuizView *>();
    auto *client = named<QComboBox>(*quiz, u"Client"_s);
    client->setCurrentIndex(client->findData(u"wget"_s));
    quiz->start(7);
    for (const QuizQuestion &question : quiz->quiz().questions)
        QCOMPARE(question.client, u"wget"_s);
    quiz->choose(u"login"_s, 0);
    QVERIFY(quiz->quiz().questions.isEmpty());
    QVERIFY(named<QLabel>(*quiz, u"Question"_s)->text().startsWith(u"No question fits: "_s));
    QVERIFY(!named<QPushButton>(*quiz, u"Next"_s)->isEnabled());
    QVERIFY(!quiz->save(m_files.filePath(u"none.html"_s), QuizPaper::Answers));
    client->setCurrentIndex(0);
    QCOMPARE(quiz->quiz().questions.size(), kQuizSize);
}

void LessonFilesTest::quizOnTheProjector()
{
    showEntry(u"Quiz"_s);
    auto *quiz = page()->findChild<QuizView *>();
    quiz->start(7);
    const auto *text = named<QLabel>(*quiz, u"Question"_s);
    const int small = text->fontInfo().pixelSize();
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QTRY_COMPARE(quiz->size(), QSize(1920, 1080));
    QVERIFY(!list()->isVisible() && !named<QComboBox>(*quiz, u"Variant"_s)->isVisible());
    for (const QLabel *label : {text, static_cast<const QLabel *>(named<QLabel>(*quiz, u"Verdict and reason"_s))})
        QVERIFY2(label->fontInfo().pixelSize() >= 28, qPrintable(QString::number(label->fontInfo().pixelSize())));
    QCOMPARE(quiz->palette().color(QPalette::Window), QColor(Qt::black));
    // The answer first, then the next question; nobody is said to have been right or wrong.
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    const QuizQuestion first = quiz->quiz().questions.first();
    const QString reason = named<QLabel>(*quiz, u"Verdict and reason"_s)->text();
    QVERIFY(reason.contains(first.reason.toHtmlEscaped()) &&
            reason.contains(first.options.at(first.right).toHtmlEscaped()));
    QVERIFY(!reason.contains(u"Right."_s) && !reason.contains(u"Wrong."_s));
    QCOMPARE(text->text(), first.text);
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QCOMPARE(text->text(), quiz->quiz().questions.at(1).text);
    QCOMPARE(named<QLabel>(*quiz, u"Verdict and reason"_s)->text(), QString());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(list()->isVisible() && named<QComboBox>(*quiz, u"Variant"_s)->isVisible());
    QCOMPARE(text->fontInfo().pixelSize(), small);
}

void LessonFilesTest::questionBanks()
{
    showEntry(u"Quiz"_s);
    auto *quiz = page()->findChild<QuizView *>();
    quiz->start(7);
    for (const QuizFormat &format : quizFormats()) {
        const QString name = u"quiz.%1"_s.arg(format.extension);
        QVERIFY(quiz->save(m_files.filePath(name), QuizPaper::Answers));
        QCOMPARE(contentOf(name), format.write(quiz->quiz(), quiz->given(), QuizPaper::Answers));
    }
}

void LessonFilesTest::articleByKeys()
{
    showEntry(u"Check the article"_s);
    auto *view = page()->findChild<ArticleView *>();
    QVERIFY(view->isVisible());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Tab);
    const QList<Claim> claims = articles().constFirst().claims;
    for (qsizetype i = 0; i < claims.size(); ++i) {
        // Each claim is one stop of the Tab key; arrows walk in it and Space chooses.
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Claim %1: True"_s.arg(i + 1));
        for (int step = 0; step < int(claims.at(i).verdict); ++step)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Check"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(named<QLabel>(*view, u"Score of the article"_s)->text(), u"15 of 15 right"_s);
    for (qsizetype i = 0; i < claims.size(); ++i) {
        auto *reason = named<QLabel>(*view, u"Reason for claim %1"_s.arg(i + 1));
        QVERIFY(reason->isVisible() && reason->text().startsWith(u"<b>✔ Right. "_s));
        QVERIFY(reason->text().contains(claims.at(i).source.toHtmlEscaped()));
    }
    QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Begin anew"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(!named<QLabel>(*view, u"Reason for claim 1"_s)->isVisible());
    QCOMPARE(named<QLabel>(*view, u"Score of the article"_s)->text(), QString());
}

void LessonFilesTest::articleByMouse()
{
    showEntry(u"Check the article"_s);
    auto *view = page()->findChild<ArticleView *>();
    auto *wrong = named<QRadioButton>(*view, u"Claim 1: False"_s);
    QTest::mouseClick(wrong, Qt::LeftButton, {}, QPoint(8, wrong->height() / 2));
    QVERIFY(wrong->isChecked());
    auto *check = named<QPushButton>(*view, u"Check"_s);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    QTest::mouseClick(check, Qt::LeftButton);
    QCOMPARE(named<QLabel>(*view, u"Score of the article"_s)->text(), u"0 of 15 right"_s);
    QVERIFY(named<QLabel>(*view, u"Reason for claim 1"_s)->text().startsWith(u"<b>✖ Wrong. True.</b>"_s));
    QVERIFY(named<QLabel>(*view, u"Reason for claim 2"_s)->text().startsWith(u"<b>• Not answered. "_s));
    QVERIFY(!wrong->isEnabled());
}

QTEST_MAIN(LessonFilesTest)
#include "tst_lessonfiles.moc"
