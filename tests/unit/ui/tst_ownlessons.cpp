// SPDX-License-Identifier: MIT
// Courses and own lessons on the page Lessons: what is chosen, saved, added, sent, and wrong.
#include "lessons/library.h"
#include "requestwindow.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/ownlessons.h"
#include "ui/window/pages.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kExtraRows = 3; ///< below the lessons

} // namespace

class OwnLessonsTest : public QObject, private RequestWindow
{
    Q_OBJECT

public Q_SLOTS:
    void openFile(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void courseIsChosen();
    void courseGoesOn();
    void filesAppearLive();
    void replacedFileIsShownAnew();
    void faultsAreNamed();
    void newLesson();
    void lessonIsSent();
    void notAdded();
    void teachersNotes();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"file"_s); }

private:
    LessonsPage *page() const { return m_window->findChild<LessonsPage *>(); }
    QListWidget *list() const { return named<QListWidget>(*page(), u"Lessons"_s); }
    QComboBox *courses() const { return named<QComboBox>(*page(), u"Course"_s); }
    OwnLessons *own() const { return page()->findChild<OwnLessons *>(); }
    QString shownLesson() const { return page()->view()->lesson().id; }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    QAction *entry(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QList<QUrl> m_opened;
};

void OwnLessonsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    prepare();
    QDesktopServices::setUrlHandler(u"file"_s, this, "openFile");
}

void OwnLessonsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("HOPSCOPE_LESSONS", m_folder->path().toUtf8());
    m_opened.clear();
    resetLessonScores();
    RequestWindow::open();
    m_window->showPage(pageNumber("lessons"_L1));
}

void OwnLessonsTest::cleanup()
{
    m_window.reset();
    qunsetenv("HOPSCOPE_LESSONS");
}

void OwnLessonsTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QAction *OwnLessonsTest::entry(const QString &text) const
{
    for (QAction *action : own()->menu()->actions()) {
        if (QString(action->text()).remove(u'&') == text)
            return action;
    }
    return nullptr;
}

void OwnLessonsTest::courseIsChosen()
{
    QCOMPARE(list()->count(), int(builtInLibrary().lessons.size()) + kExtraRows);
    QVERIFY(!named<QLabel>(*page(), u"About the course"_s)->isVisible());
    QVERIFY(list()->item(0)->text().endsWith(u"What a redirect is\nbasic, 5 min"_s));
    // By keyboard: the box stands before the list.
    courses()->setFocus();
    QTest::keyClick(courses(), Qt::Key_Down);
    QCOMPARE(courses()->currentText(), u"Course: What happens to my POST"_s);
    const Course post = *builtInLibrary().course(u"post");
    QCOMPARE(list()->count(), int(post.lessons.size()) + kExtraRows);
    QVERIFY(list()->item(5)->text().startsWith(u"○ 6  Who receives the body?"_s));
    QCOMPARE(named<QLabel>(*page(), u"About the course"_s)->text(), u"45 min. "_s + post.about);
    QCOMPARE(shownLesson(), u"first-redirect"_s);
    QTest::keyClick(courses(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), list());
    // What is not in the course brings all lessons back.
    QVERIFY(page()->openLesson(u"hsts"_s));
    QCOMPARE(courses()->currentIndex(), 0);
    QCOMPARE(shownLesson(), u"hsts"_s);
    // A course that has the lesson keeps it.
    page()->chooseCourse(u"move"_s);
    QCOMPARE(shownLesson(), u"hsts"_s);
    QVERIFY(list()->currentItem()->text().startsWith(u"▸ 11  "_s));
}

void OwnLessonsTest::courseGoesOn()
{
    page()->chooseCourse(u"post"_s);
    keepLessonScore(u"302-post"_s, {true, 2, 3});
    keepLessonScore(u"hsts"_s, {true, 3, 3});
    Q_EMIT page()->view()->scored();
    QCOMPARE(named<QLabel>(*page(), u"Score of all lessons"_s)->text(), u"Score: 2 of 3 right"_s);
    list()->setCurrentRow(3);
    Q_EMIT page()->view()->nextRequested();
    QCOMPARE(shownLesson(), u"308-api"_s);
    Q_EMIT page()->view()->nextRequested();
    Q_EMIT page()->view()->nextRequested();
    QCOMPARE(shownLesson(), u"five-clients"_s);
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    Q_EMIT page()->view()->nextRequested();
    QCOMPARE(shownLesson(), u"five-clients"_s);
    QCOMPARE(said.last().first().toString(), u"The course is finished. Score: 2 of 3 right"_s);
}

void OwnLessonsTest::filesAppearLive()
{
    const int before = list()->count();
    QVERIFY(page()->openLesson(u"hsts"_s));
    write(u"tea.json"_s, lessonTemplate(u"tea"_s).replace("A short title", "Tea"));
    QTRY_COMPARE_WITH_TIMEOUT(list()->count(), before + 1, kTimeoutMs);
    QCOMPARE(shownLesson(), u"hsts"_s); // what is shown stays
    QVERIFY(list()->item(list()->count() - kExtraRows - 1)->text().contains(u"Tea"_s));
    QVERIFY(QFile::remove(path(u"tea.json"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(list()->count(), before, kTimeoutMs);
}

void OwnLessonsTest::replacedFileIsShownAnew()
{
    write(u"tea.json"_s, lessonTemplate(u"tea"_s));
    QTRY_VERIFY_WITH_TIMEOUT(page()->openLesson(u"tea"_s), kTimeoutMs);
    QCOMPARE(page()->view()->lesson().title, u"A short title"_s);
    // In place, and as editors do that write another file and rename it.
    write(u"tea.json"_s, lessonTemplate(u"tea"_s).replace("A short title", "Green tea"));
    QTRY_COMPARE_WITH_TIMEOUT(page()->view()->lesson().title, u"Green tea"_s, kTimeoutMs);
    for (const char *title : {"Black tea", "White tea"}) {
        write(u"tea.json~"_s, lessonTemplate(u"tea"_s).replace("A short title", title));
        QVERIFY(QFile::remove(path(u"tea.json"_s)) && QFile::rename(path(u"tea.json~"_s), path(u"tea.json"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(page()->view()->lesson().title, QString::fromLatin1(title), kTimeoutMs);
    }
}

void OwnLessonsTest::faultsAreNamed()
{
    auto *faults = named<QLabel>(*page(), u"Lesson files that were not taken"_s);
    QVERIFY(!faults->isVisible());
    const int before = list()->count();
    write(u"bad.json"_s, "{\n  \"format\": 7\n}\n");
    write(u"tea.json"_s, lessonTemplate(u"tea"_s));
    QTRY_VERIFY_WITH_TIMEOUT(faults->isVisible() && list()->count() == before + 1, kTimeoutMs);
    QCOMPARE(faults->text(),
             u"⚠ %1, line 2, column 13: format: expected text, found a number"_s.arg(path(u"bad.json"_s)));
    QVERIFY(QFile::remove(path(u"bad.json"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(!faults->isVisible(), kTimeoutMs);
}

void OwnLessonsTest::newLesson()
{
    entry(u"New lesson"_s)->trigger();
    QCOMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(path(u"my-lesson.json"_s))});
    QTRY_COMPARE_WITH_TIMEOUT(shownLesson(), u"my-lesson"_s, kTimeoutMs);
    entry(u"New lesson"_s)->trigger();
    QCOMPARE(m_opened.last(), QUrl::fromLocalFile(path(u"my-lesson-2.json"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(shownLesson(), u"my-lesson-2"_s, kTimeoutMs);
}

void OwnLessonsTest::lessonIsSent()
{
    QTemporaryDir elsewhere;
    QVERIFY(page()->openLesson(u"302-post"_s));
    const QString sent = elsewhere.filePath(u"sent.json"_s);
    QVERIFY(own()->saveLesson(sent));
    QFile file(sent);
    QFile original(u":/lessons/302-post.json"_s);
    QVERIFY(file.open(QIODevice::ReadWrite) && original.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), original.readAll());
    QVERIFY(!own()->saveLesson(elsewhere.filePath(u"no/such/folder.json"_s)));
    // Another machine takes it, once it has an id of its own.
    QVERIFY(!own()->addFile(sent));
    QVERIFY(original.seek(0) && file.resize(0) && file.seek(0));
    file.write(original.readAll().replace("\"302-post\"", "\"my-302\""));
    file.close();
    QVERIFY(own()->addFile(sent));
    QTRY_COMPARE_WITH_TIMEOUT(shownLesson(), u"my-302"_s, kTimeoutMs);
    QVERIFY(QFile::exists(path(u"my-302.json"_s)));
}

void OwnLessonsTest::notAdded()
{
    QTemporaryDir elsewhere;
    QSignalSpy said(page(), &LessonsPage::statusMessage);
    const QString bad = elsewhere.filePath(u"bad.json"_s);
    QVERIFY(!own()->addFile(bad));
    QVERIFY(said.last().first().toString().startsWith(bad + u" cannot be read: "_s));
    QFile file(bad);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n");
    file.close();
    QVERIFY(!own()->addFile(bad));
    QVERIFY2(said.last().first().toString().startsWith(bad + u", line "_s), qPrintable(said.last().first().toString()));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
}

void OwnLessonsTest::teachersNotes()
{
    QVERIFY(page()->openLesson(u"302-post"_s));
    auto *show = named<QPushButton>(*page(), u"Show teacher's notes"_s);
    auto *notes = named<QLabel>(*page(), u"Teacher's notes"_s);
    QVERIFY(show->isVisible() && !notes->isVisible());
    QTest::mouseClick(show, Qt::LeftButton);
    QVERIFY(notes->isVisible());
    for (const QString &title : {u"For the teacher"_s, u"Wrong answers, and why"_s, u"What differs on localhost"_s})
        QVERIFY(notes->text().contains(u"<b>%1</b>"_s.arg(title)));
    const QString text = named<QLabel>(*page(), u"Text of the lesson"_s)->text();
    QVERIFY(text.contains(u"basic, 6 min. Goals: Predict method, body and Content-Type after 302 in a browser."_s));
    // They tell answers, so they are not on the projector.
    page()->setClassView(true);
    QVERIFY(!show->isVisible() && !notes->isVisible());
    page()->setClassView(false);
    show->setFocus();
    QTest::keyClick(show, Qt::Key_Space);
    QVERIFY(show->isVisible() && !notes->isVisible());
}

QTEST_MAIN(OwnLessonsTest)
#include "tst_ownlessons.moc"
