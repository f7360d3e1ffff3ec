// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

namespace hopscope
{

/// A text of a lesson without marks, the names of origins filled in.
QString plainText(const Scenario &scenario, const QString &text);
/// The same as HTML: `code` and **bold** become elements, everything else is escaped.
QString htmlText(const Scenario &scenario, const QString &text);
/// The words of all that a student reads before the question and in it.
int wordCount(const Lesson &lesson);
/// Every text of the lesson that can be translated, in the order in which it is shown.
QStringList textsOf(const Lesson &lesson);
/// The texts in the language of the program (translation context "lessons").
Lesson translated(const Lesson &lesson);

} // namespace hopscope
