// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "class/homework.h"
#include "lessons/lessons.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// By its id alone: a student's file names no file of the teacher's.
Result<Lesson> lessonIn(const QList<Lesson> &known, const QString &id)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const Lesson &lesson) { return lesson.id == id; });
    return found != known.end()
               ? Result<Lesson>(*found)
               : Result<Lesson>::failure(
                     u"there is no lesson \"%1\"; name the file of your own one with --lesson"_s.arg(id));
}

Result<Grade> gradeIn(const QString &path, const QByteArray &key, const QList<Lesson> &known)
{
    const Result<QByteArray> bytes = inputOf(path, kMaxHomeworkBytes);
    if (!bytes)
        return Result<Grade>::failure(bytes.error);
    const Result<SignedHomework> homework = readHomework(*bytes, key);
    if (!homework)
        return Result<Grade>::failure(path + u": "_s + homework.error);
    const Result<Lesson> lesson = lessonIn(known, homework->homework.lesson);
    const Result<Grade> grade = lesson ? gradeOf(path, *homework, *lesson) : Result<Grade>::failure(lesson.error);
    return grade ? grade : Result<Grade>::failure(path + u": "_s + grade.error);
}

} // namespace

void describeGrade(CommandParser &parser)
{
    const QStringList formats = idsOf(gradeFormats());
    parser.addOption({u"key"_s, u"The key of the class, as \"class --key\" wrote it."_s, u"FILE"_s});
    parser.addOption({u"lesson"_s, u"A lesson of your own that was asked. May be repeated."_s, u"FILE"_s});
    parser.addOption({u"format"_s, formats.join(u" or "_s) + u'.', u"ID"_s, formats.constLast()});
    parser.setChoices(formats);
    parser.addOption({{u"o"_s, u"output"_s}, u"Write to this file."_s, u"FILE"_s});
}

int runGrade(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a file of answers is missing"_s);
    if (!parser.isSet(u"key"_s))
        return usageError(u"a key is missing: name the file that \"class --key\" wrote with --key"_s);
    const QString id = parser.value(u"format"_s);
    const std::span<const GradeFormat> formats = gradeFormats();
    const auto format = std::ranges::find_if(formats, [&](const GradeFormat &each) { return id == each.id; });
    if (format == formats.end())
        return usageError(u"there is no format \"%1\"; choose %2"_s.arg(id, idsOf(formats).join(u" or "_s)));
    const Result<QByteArray> keyFile = readFile(parser.value(u"key"_s), kMaxHomeworkBytes);
    if (!keyFile)
        return usageError(keyFile.error);
    const Result<QByteArray> key = readClassKey(*keyFile);
    if (!key)
        return usageError(parser.value(u"key"_s) + u": "_s + key.error);
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    QList<Lesson> known = lessons();
    for (const QString &path : parser.values(u"lesson"_s)) {
        const Result<Lesson> own = findLesson(path);
        if (!own)
            return usageError(own.error);
        known.prepend(*own);
    }
    QList<Grade> grades;
    int code = kExitOk;
    for (const QString &path : parser.positionalArguments()) {
        const Result<Grade> grade = gradeIn(path, *key, known);
        if (grade) {
            grades.append(*grade);
            if (!grade->isGenuine)
                code = std::max(code, kExitExpectation);
        } else {
            printError(grade.error);
            code = kExitUsage;
        }
    }
    const int written = output.write(format->write(grades));
    return written != kExitOk ? written : code;
}

} // namespace hopscope::cli
