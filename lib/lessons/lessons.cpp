// SPDX-License-Identifier: MIT
#include "lessons/lessons.h"

#include "lessons/library.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include <algorithm>

// A static library's resources are linked in by this call only; it has to be outside of any namespace.
static void initLessonFiles()
{
    Q_INIT_RESOURCE(lessons);
}

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QStringList filesIn(const QString &folder)
{
    initLessonFiles();
    QStringList paths;
    for (const QString &name : QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name))
        paths.append(folder + u'/' + name);
    return paths;
}

QList<Lesson> readAll()
{
    QList<Lesson> all;
    for (const QString &path : lessonFiles()) {
        if (const Result<Lesson> lesson = readLessonFile(path))
            all.append(*lesson);
        else
            qCritical("%s", qUtf8Printable(lesson.error));
    }
    std::sort(all.begin(), all.end(), [](const Lesson &a, const Lesson &b) { return a.order < b.order; });
    return all;
}

} // namespace

Result<Lesson> readLessonFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Result<Lesson>::failure(u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    Result<Lesson> lesson = readLesson(file.read(kMaxScenarioBytes + 1));
    if (!lesson)
        return Result<Lesson>::failure(u"%1, %2"_s.arg(path, lesson.error));
    Lesson found = *lesson;
    found.file = path;
    return found;
}

QStringList lessonFiles()
{
    return filesIn(u":/lessons"_s);
}

QStringList courseFiles()
{
    return filesIn(u":/lessons/courses"_s);
}

QStringList articleFiles()
{
    return filesIn(u":/lessons/articles"_s);
}

QString lessonTemplateFile()
{
    initLessonFiles();
    return u":/lessons/template/my-lesson.json"_s;
}

const QList<Lesson> &lessons()
{
    static const QList<Lesson> all = readAll();
    return all;
}

Result<Lesson> findLesson(const QString &idOrPath)
{
    for (const Lesson &lesson : lessons()) {
        if (lesson.id == idOrPath)
            return lesson;
    }
    if (QFile::exists(idOrPath))
        return readLessonFile(idOrPath);
    const LessonLibrary library = readLibrary(lessonsFolder());
    if (const Lesson *own = library.lesson(idOrPath))
        return *own;
    QStringList ids;
    for (const Lesson &lesson : library.lessons)
        ids.append(lesson.id);
    return Result<Lesson>::failure(u"there is no lesson \"%1\"; choose one of: %2"_s.arg(idOrPath, ids.join(u", "_s)));
}

} // namespace hopscope
