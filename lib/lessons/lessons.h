// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QList>

namespace hopscope
{

/// The lessons that the program brings along, one file each in resources/lessons, in their order.
const QList<Lesson> &lessons();
/// One of lessons() or of the user's folder by its id, or else a lesson file by its path. The error says what is wrong.
Result<Lesson> findLesson(const QString &idOrPath);
/// Reads a lesson file. The error begins with its path.
Result<Lesson> readLessonFile(const QString &path);
/// The names of the built-in files as resources: lessons, courses, articles, and the lesson to copy.
QStringList lessonFiles();
QStringList courseFiles();
QStringList articleFiles();
QString lessonTemplateFile();

} // namespace hopscope
