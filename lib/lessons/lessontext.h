// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <span>

namespace hopscope
{

/// What a teacher has besides the lesson itself.
struct TeacherSection {
    const char *title; ///< QT_TRANSLATE_NOOP("lessons", ...)
    QList<Paragraph> Lesson::*paragraphs;
    bool isForAll; ///< shown with the answer, too
};

std::span<const TeacherSection> teacherSections();
QString titleOf(const TeacherSection &section);
/// A level of the included lessons in the language of the program; any other one as it is.
QString levelText(const QString &level);
/// A visit as it goes out: "POST http://shop.localhost:8601/orders (a form)", then its fields and its body, a line
/// each.
QString requestText(const Scenario &scenario, const ScenarioVisit &visit);
/// "basic, 6 min", in the language of the program.
QString aboutText(const Lesson &lesson);

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
