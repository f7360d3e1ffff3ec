// SPDX-License-Identifier: MIT
#include "lessons/library.h"

#include "lessons/lessons.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kTemplateId = "my-lesson"_L1;

template <typename Item>
const Item *withId(const QList<Item> &items, QStringView id)
{
    const auto found = std::ranges::find_if(items, [&](const Item &item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <typename Item>
void sortByOrder(QList<Item> &items)
{
    std::ranges::stable_sort(items, {}, &Item::order);
}

/// Puts an item of a file into its list, or says why not.
template <typename Item>
QString added(QList<Item> &items, const Result<Item> &read, const QString &path)
{
    if (!read)
        return u"%1, %2"_s.arg(path, read.error);
    if (withId(items, read->id))
        return u"%1: id: another file also has \"%2\"; choose another id"_s.arg(path, read->id);
    items.append(*read);
    items.last().file = path;
    return {};
}

QString addFile(LessonLibrary &library, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"%1 cannot be read: %2"_s.arg(path, file.errorString());
    const QByteArray json = file.read(kMaxScenarioBytes + 1);
    return isCourse(json) ? added(library.courses, readCourse(json), path)
                          : added(library.lessons, readLesson(json), path);
}

/// Courses that name a lesson that is not there do not stay.
void checkCourses(LessonLibrary &library)
{
    QList<Course> whole;
    for (const Course &course : std::as_const(library.courses)) {
        const auto missing =
            std::ranges::find_if(course.lessons, [&](const QString &id) { return library.lesson(id) == nullptr; });
        if (missing == course.lessons.end())
            whole.append(course);
        else
            library.faults.append(u"%1: lessons: there is no lesson \"%2\""_s.arg(course.file, *missing));
    }
    library.courses = whole;
}

LessonLibrary readBuiltIn()
{
    LessonLibrary library{.lessons = lessons()};
    for (const QString &path : courseFiles()) {
        if (const QString fault = addFile(library, path); !fault.isEmpty())
            library.faults.append(fault);
    }
    checkCourses(library);
    sortByOrder(library.courses);
    for (const QString &fault : std::as_const(library.faults))
        qCritical("%s", qUtf8Printable(fault));
    return library;
}

} // namespace

const Lesson *LessonLibrary::lesson(QStringView id) const
{
    return withId(lessons, id);
}

const Course *LessonLibrary::course(QStringView id) const
{
    return withId(courses, id);
}

QList<Lesson> LessonLibrary::lessonsOf(const Course &course) const
{
    QList<Lesson> found;
    for (const QString &id : course.lessons) {
        if (const Lesson *each = lesson(id))
            found.append(*each);
    }
    return found;
}

QString lessonsFolder()
{
    const QString chosen = qEnvironmentVariable("HOPSCOPE_LESSONS");
    return chosen.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/hopscope/lessons"_s
               : chosen;
}

const LessonLibrary &builtInLibrary()
{
    static const LessonLibrary library = readBuiltIn();
    return library;
}

LessonLibrary readLibrary(const QString &folder)
{
    LessonLibrary library = builtInLibrary();
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names.first(std::min(names.size(), kMaxLessonFiles))) {
        if (const QString fault = addFile(library, dir.filePath(name)); !fault.isEmpty())
            library.faults.append(fault);
    }
    if (names.size() > kMaxLessonFiles)
        library.faults.append(
            u"%1 has %2 files; the first %3 are read"_s.arg(folder).arg(names.size()).arg(kMaxLessonFiles));
    checkCourses(library);
    sortByOrder(library.lessons);
    sortByOrder(library.courses);
    return library;
}

Result<Course> findCourse(const LessonLibrary &library, const QString &id)
{
    if (const Course *course = library.course(id))
        return *course;
    QStringList ids;
    for (const Course &course : library.courses)
        ids.append(course.id);
    return Result<Course>::failure(u"there is no course \"%1\"; choose one of: %2"_s.arg(id, ids.join(u", "_s)));
}

QByteArray lessonTemplate(const QString &id)
{
    QFile file(lessonTemplateFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace('"' + QByteArray(kTemplateId.data()) + '"', '"' + id.toUtf8() + '"');
}

QString freeLessonId(const LessonLibrary &library, const QString &folder)
{
    const QDir dir(folder);
    for (int number = 1;; ++number) {
        const QString id = number == 1 ? QString(kTemplateId) : u"%1-%2"_s.arg(kTemplateId).arg(number);
        if (!library.lesson(id) && !dir.exists(id + u".json"_s))
            return id;
    }
}

} // namespace hopscope
