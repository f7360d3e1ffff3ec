// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

namespace hopscope
{

/// Lessons in the order in which a class goes through them.
struct Course {
    QString id;
    int order = 0;
    QString title;
    int minutes = 0;
    QString about;       ///< one sentence
    QStringList lessons; ///< ids
    QString file;        ///< where it was read

    bool operator==(const Course &) const = default;
};

/// Whether a file with these bytes says that it is a course.
bool isCourse(const QByteArray &json);
/// Reads a course file strictly (resources/schema/course.schema.json). The error names line, place and reason.
Result<Course> readCourse(const QByteArray &json);
/// Title and sentence in the language of the program (translation context "lessons").
Course translated(const Course &course);

} // namespace hopscope
