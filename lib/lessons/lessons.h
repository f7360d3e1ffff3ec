// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QList>

namespace hopscope
{

/// The lessons that the program brings along, one file each in resources/lessons, in their order.
const QList<Lesson> &lessons();
/// One of lessons() by its id, or else a lesson file by its path. The error says what is wrong.
Result<Lesson> findLesson(const QString &idOrPath);
/// The names of the built-in lesson files as resources, for tests.
QStringList lessonFiles();

} // namespace hopscope
