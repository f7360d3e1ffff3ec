// SPDX-License-Identifier: MIT
#include "lessons/course.h"

#include "app/cli/common.h"
#include "app/cli/lessonterminal.h"
#include "app/cli/table.h"
#include "formats/write/tabletext.h"
#include "lessons/lessontext.h"
#include "lessons/library.h"
#include "text/terminaltext.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

struct CourseScore {
    int right = 0;
    int asked = 0;
};

int listCourses(const LessonLibrary &library)
{
    QList<QStringList> rows{{u"ID"_s, u"Minutes"_s, u"Lessons"_s, u"Course"_s}};
    for (const Course &course : library.courses)
        rows.append({course.id, QString::number(course.minutes), QString::number(course.lessons.size()),
                     terminalText(translated(course).title)});
    return print((alignedColumns(rows).join(u'\n') + u'\n').toUtf8());
}

QString courseText(const Course &course)
{
    return terminalText(u"%1 (%2 min, %3 lessons)"_s.arg(course.title, QString::number(course.minutes),
                                                         QString::number(course.lessons.size()))) +
           u'\n' + wrappedLines(terminalText(course.about));
}

/// Asks the parts of one lesson, and says of each at once what is right and why; false when the input ended.
bool askLesson(QTextStream &in, const Lesson &lesson, const Plays &plays, CourseScore &score)
{
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const std::optional<QString> given = askPart(in, lesson, i);
        if (!given)
            return false;
        const bool isRight = *given == answerOf(lesson, plays, i).value;
        score.right += isRight ? 1 : 0;
        print((isRight ? "  Right.\n" : "  Wrong.\n") + verdictText(lesson, plays, i, std::nullopt).toUtf8() + '\n');
    }
    QString text;
    for (const Paragraph &paragraph : lesson.after)
        text += paragraphText(plays.scenario, paragraph);
    print(text.toUtf8());
    return true;
}

int runThrough(const Course &course, const QList<Lesson> &lessons)
{
    if (const int code = print(courseText(course).toUtf8()); code != kExitOk)
        return code;
    QTextStream in(stdin);
    CourseScore score;
    bool goesOn = true;
    for (qsizetype i = 0; i < lessons.size(); ++i) {
        const Lesson lesson = translated(lessons.at(i));
        score.asked += int(lesson.parts.size());
        if (!goesOn)
            continue;
        const Plays plays = playAll(lesson, clientsOf(lesson));
        if (!plays.error.isEmpty()) {
            printError(plays.error);
            return kExitNetwork;
        }
        print(u"\n%1 of %2: %3\n"_s.arg(i + 1).arg(lessons.size()).arg(lessonText(lesson)).toUtf8());
        goesOn = askLesson(in, lesson, plays, score);
    }
    const QString ended = goesOn ? QString() : u"\nThe input ended before the course."_s;
    const int code = print(u"%1\n%2 of %3 right\n"_s.arg(ended).arg(score.right).arg(score.asked).toUtf8());
    return code != kExitOk ? code : score.right == score.asked ? kExitOk : kExitExpectation;
}

} // namespace

void describeCourse(CommandParser &) {}

int runCourse(const QCommandLineParser &parser, const Clients &)
{
    const LessonLibrary library = readLibrary(lessonsFolder());
    for (const QString &fault : library.faults)
        printError(fault);
    if (parser.positionalArguments().isEmpty())
        return listCourses(library);
    const Result<Course> course = findCourse(library, parser.positionalArguments().first());
    if (!course)
        return usageError(course.error);
    return runThrough(translated(*course), library.lessonsOf(*course));
}

} // namespace hopscope::cli
