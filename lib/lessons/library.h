// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/course.h"

namespace hopscope
{

/// Files of the user's folder that are read at most.
inline constexpr qsizetype kMaxLessonFiles = 500;

/// What there is to teach with: what the program brings along, and what is in the user's folder.
struct LessonLibrary {
    QList<Lesson> lessons; ///< by their order
    QList<Course> courses; ///< likewise
    QStringList faults;    ///< one sentence for each file that was not taken: path, line and reason

    /// nullptr if there is none.
    const Lesson *lesson(QStringView id) const;
    const Course *course(QStringView id) const;
    /// The lessons of a course, in its order.
    QList<Lesson> lessonsOf(const Course &course) const;

    bool operator==(const LessonLibrary &) const = default;
};

/// Where window and command line look for own lessons and courses: $HOPSCOPE_LESSONS, or hopscope/lessons in the folder
/// of the user's data (~/.local/share).
QString lessonsFolder();
/// What the program brings along.
const LessonLibrary &builtInLibrary();
/// The same with every *.json of the folder, by file name. A file that is wrong, or whose id is taken, hides nothing
/// but itself; a folder that does not exist has none.
LessonLibrary readLibrary(const QString &folder);
/// The course with this id. The error names those that there are.
Result<Course> findCourse(const LessonLibrary &library, const QString &id);
/// The file to begin a lesson of one's own with; `id` is its id.
QByteArray lessonTemplate(const QString &id);
/// An id for a new lesson that neither a lesson of the library nor a file of the folder has.
QString freeLessonId(const LessonLibrary &library, const QString &folder);

} // namespace hopscope
