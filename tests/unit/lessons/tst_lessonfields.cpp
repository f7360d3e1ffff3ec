// SPDX-License-Identifier: MIT
// What a teacher needs besides the lesson: level, goals, minutes, notes, wrong answers, what differs on localhost.
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "redirect/sources.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kMostMinutes = 15;

bool hasAddress(const QString &source)
{
    return sourceLink(source).isValid() || source.endsWith(", measured"_L1);
}

} // namespace

class LessonFieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLessonHasThem_data();
    void everyLessonHasThem();
    void guessingIsWorthLittle();
    void aboutALesson();
    void fieldsAreOptional();
    void faults_data();
    void faults();
};

void LessonFieldsTest::everyLessonHasThem_data()
{
    QTest::addColumn<QString>("id");
    for (const Lesson &lesson : lessons())
        QTest::newRow(qPrintable(lesson.id)) << lesson.id;
}

void LessonFieldsTest::everyLessonHasThem()
{
    QFETCH(QString, id);
    const Lesson lesson = *findLesson(id);
    QVERIFY(lesson.level == u"basic"_s || lesson.level == u"further"_s);
    QVERIFY2(lesson.minutes >= 5 && lesson.minutes <= kMostMinutes, qPrintable(QString::number(lesson.minutes)));
    QVERIFY(!lesson.goals.isEmpty() && !lesson.goals.contains(QString()));
    QVERIFY(!lesson.notes.isEmpty());
    QVERIFY(!lesson.mistakes.isEmpty());
    QVERIFY(!lesson.localhost.isEmpty());
    QCOMPARE(lesson.file, u":/lessons/%1.json"_s.arg(id));
    // What is stated about HTTP or a client names its source; advice to a teacher has none.
    for (const Paragraph &paragraph : lesson.mistakes + lesson.localhost)
        QVERIFY2(hasAddress(paragraph.source), qPrintable(paragraph.text));
}

/// Three options at least for each question, and four for most.
void LessonFieldsTest::guessingIsWorthLittle()
{
    double sum = 0;
    int asked = 0;
    for (const Lesson &lesson : lessons()) {
        for (const QuestionPart &part : lesson.parts) {
            QVERIFY2(part.options.size() >= 3, qPrintable(lesson.id + u": "_s + part.label));
            QSet<QString> texts;
            for (const QuestionOption &option : part.options)
                texts.insert(option.text);
            QCOMPARE(texts.size(), part.options.size());
            sum += 1.0 / double(part.options.size());
            ++asked;
        }
    }
    QVERIFY2(sum / asked < 0.3, qPrintable(QString::number(sum / asked)));
}

void LessonFieldsTest::aboutALesson()
{
    QCOMPARE(aboutText(*findLesson(u"302-post"_s)), u"basic, 6 min"_s);
    QCOMPARE(aboutText(Lesson{.level = u"mine"_s}), u"mine"_s);
    QStringList titles;
    for (const TeacherSection &section : teacherSections())
        titles.append(titleOf(section));
    QCOMPARE(titles, (QStringList{u"For the teacher"_s, u"Wrong answers, and why"_s, u"What differs on localhost"_s}));
}

/// A lesson that was written before there were these fields is still one.
void LessonFieldsTest::fieldsAreOptional()
{
    QFile file(lessonTemplateFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject lesson = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto &key : {"minutes"_L1, "goals"_L1, "notes"_L1, "mistakes"_L1, "localhost"_L1}) {
        QVERIFY(lesson.contains(key));
        lesson.remove(key);
    }
    const Result<Lesson> read = readLesson(QJsonDocument(lesson).toJson());
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->minutes, 0);
    QVERIFY(read->goals.isEmpty() && read->notes.isEmpty());
}

void LessonFieldsTest::faults_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("fault");
    QTest::newRow("no minutes") << QByteArray("\"minutes\": 5") << QByteArray("\"minutes\": 0")
                                << u"line 8, column 14: minutes: expected a whole number from 1 to 600, found 0"_s;
    QTest::newRow("no goal") << QByteArray("\"goals\": [ \"Say what the student can do afterwards.\" ]")
                             << QByteArray("\"goals\": []")
                             << u"line 9, column 12: goals: say at least one goal, and none that is empty"_s;
    QTest::newRow("a note that is no text")
        << QByteArray("\"notes\": [ { \"text\": \"For the teacher: what to ask first, what to show.\" } ]")
        << QByteArray("\"notes\": [ 7 ]") << u"line 31, column 14: notes[0]: expected an object, found a number"_s;
}

void LessonFieldsTest::faults()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, fault);
    QFile file(lessonTemplateFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray json = file.readAll();
    QCOMPARE(json.count(before), 1);
    QVERIFY(readLesson(json));
    QCOMPARE(readLesson(json.replace(before, after)).error, fault);
}

QTEST_GUILESS_MAIN(LessonFieldsTest)
#include "tst_lessonfields.moc"
