// SPDX-License-Identifier: MIT
// The courses that come along, and the user's folder of lessons and courses beside them.
#include "lessons/lessons.h"
#include "lessons/library.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace hopscope;

class LibraryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void courses_data();
    void courses();
    void ownFilesStandBeside();
    void faultsHideNothing();
    void courseWithoutALesson();
    void badCourses_data();
    void badCourses();
    void tooManyFiles();
    void newLesson();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    static QByteArray course(const QByteArray &lessons);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LibraryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void LibraryTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray LibraryTest::course(const QByteArray &lessons)
{
    return "{\n \"format\": \"hopscope-course\",\n \"version\": 1,\n \"id\": \"mine\",\n \"order\": 5,\n"
           " \"title\": \"Mine\",\n \"minutes\": 20,\n \"about\": \"Of my own.\",\n \"lessons\": " +
           lessons + "\n}\n";
}

void LibraryTest::courses_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("minutes");
    QTest::newRow("post") << u"post"_s << u"What happens to my POST"_s << 45;
    QTest::newRow("login") << u"login"_s << u"Logins, cookies, origins"_s << 45;
    QTest::newRow("move") << u"move"_s << u"Moving a site"_s << 90;
}

void LibraryTest::courses()
{
    QFETCH(QString, id);
    QFETCH(QString, title);
    QFETCH(int, minutes);
    const LessonLibrary &library = builtInLibrary();
    QCOMPARE(library.faults, QStringList());
    QCOMPARE(library.courses.size(), 3);
    const Course *found = library.course(id);
    QVERIFY(found);
    QCOMPARE(found->title, title);
    QCOMPARE(found->minutes, minutes);
    const QList<Lesson> all = library.lessonsOf(*found);
    QCOMPARE(all.size(), found->lessons.size());
    // The lessons fit into the time, and fill most of it.
    const int needed =
        std::accumulate(all.begin(), all.end(), 0, [](int sum, const Lesson &lesson) { return sum + lesson.minutes; });
    QVERIFY2(needed <= minutes && needed >= minutes * 9 / 10, qPrintable(QString::number(needed)));
}

void LibraryTest::ownFilesStandBeside()
{
    write(u"b.json"_s, lessonTemplate(u"tea"_s));
    write(u"c.json"_s, course("[ \"tea\", \"302-post\" ]"));
    write(u"notes.txt"_s, "not read");
    const LessonLibrary library = readLibrary(m_folder->path());
    QCOMPARE(library.faults, QStringList());
    QCOMPARE(library.lessons.size(), lessons().size() + 1);
    QCOMPARE(library.lessons.last().id, u"tea"_s); // order 1000
    QCOMPARE(library.lessons.last().file, path(u"b.json"_s));
    QCOMPARE(library.courses.first().id, u"mine"_s); // order 5
    QCOMPARE(library.lessonsOf(library.courses.first()).first().id, u"tea"_s);
    QVERIFY(findCourse(library, u"mine"_s));
    QCOMPARE(findCourse(library, u"none"_s).error,
             u"there is no course \"none\"; choose one of: mine, post, login, move"_s);
    // An order puts a lesson between the others.
    write(u"b.json"_s, lessonTemplate(u"tea"_s).replace("1000", "15"));
    QCOMPARE(readLibrary(m_folder->path()).lessons.at(1).id, u"tea"_s);
    qputenv("HOPSCOPE_LESSONS", m_folder->path().toUtf8());
    QCOMPARE(findLesson(u"tea"_s)->file, path(u"b.json"_s));
    qunsetenv("HOPSCOPE_LESSONS");
}

void LibraryTest::faultsHideNothing()
{
    write(u"a.json"_s, "{\n  \"format\": 7\n}\n");
    write(u"b.json"_s, lessonTemplate(u"tea"_s));
    write(u"c.json"_s, lessonTemplate(u"tea"_s));
    write(u"d.json"_s, lessonTemplate(u"302-post"_s));
    write(u"e.json"_s, lessonTemplate(u"milk"_s).replace("307", "302"));
    const LessonLibrary library = readLibrary(m_folder->path());
    QCOMPARE(library.lessons.size(), lessons().size() + 2);
    QVERIFY(library.lesson(u"tea") && library.lesson(u"milk"));
    QCOMPARE(library.faults,
             (QStringList{
                 u"%1, line 2, column 13: format: expected text, found a number"_s.arg(path(u"a.json"_s)),
                 u"%1: id: another file also has \"tea\"; choose another id"_s.arg(path(u"c.json"_s)),
                 u"%1: id: another file also has \"302-post\"; choose another id"_s.arg(path(u"d.json"_s)),
             }));
    QCOMPARE(readLibrary(path(u"none"_s)).lessons.size(), lessons().size());
}

void LibraryTest::courseWithoutALesson()
{
    write(u"c.json"_s, course("[ \"302-post\", \"no-such\" ]"));
    const LessonLibrary library = readLibrary(m_folder->path());
    QCOMPARE(library.courses.size(), 3);
    QCOMPARE(library.faults, QStringList(u"%1: lessons: there is no lesson \"no-such\""_s.arg(path(u"c.json"_s))));
}

void LibraryTest::badCourses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("fault");
    QTest::newRow("none") << course("[]") << u"line 9, column 13: lessons: a course has at least one lesson"_s;
    QTest::newRow("twice") << course("[ \"hsts\", \"hsts\" ]")
                           << u"line 9, column 23: lessons[1]: the lesson \"hsts\" is in the course twice"_s;
    QTest::newRow("id") << course("[ \"hsts\" ]").replace("\"mine\"", "\"My course\"")
                        << u"line 4, column 8: id: an id has only lower-case letters, digits and -"_s;
    QTest::newRow("too large") << QByteArray(kMaxScenarioBytes + 1, ' ')
                               << u"the file is larger than 4194304 bytes, too large for a course"_s;
}

void LibraryTest::badCourses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, fault);
    QCOMPARE(readCourse(json).error, fault);
}

void LibraryTest::tooManyFiles()
{
    for (int i = 0; i <= kMaxLessonFiles; ++i)
        write(u"%1.json"_s.arg(i, 4, 10, QChar(u'0')), "{}");
    const LessonLibrary library = readLibrary(m_folder->path());
    QCOMPARE(library.faults.size(), kMaxLessonFiles + 1);
    QCOMPARE(library.faults.last(), u"%1 has 501 files; the first 500 are read"_s.arg(m_folder->path()));
}

void LibraryTest::newLesson()
{
    QCOMPARE(freeLessonId(builtInLibrary(), m_folder->path()), u"my-lesson"_s);
    write(u"my-lesson.json"_s, lessonTemplate(u"my-lesson"_s));
    const LessonLibrary library = readLibrary(m_folder->path());
    const QString next = freeLessonId(library, m_folder->path());
    QCOMPARE(next, u"my-lesson-2"_s);
    QCOMPARE(readLesson(lessonTemplate(next))->id, next);
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "tst_library.moc"
