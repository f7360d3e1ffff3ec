// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QPalette>

namespace hopscope
{

class LessonSession;

/// The texts of a lesson as HTML for labels, in the colours of a palette.
struct LessonHtml {
    const QPalette &palette;
    bool isLarge = false; ///< no text is smaller than the rest

    QString paragraphs(const Scenario &scenario, const QList<Paragraph> &all) const;
    /// Level, minutes and goals.
    QString about(const Lesson &lesson) const;
    /// What a teacher has besides, each under its title; without `all` what is for everybody.
    QString sections(const Lesson &lesson, bool all) const;
    /// The requests that the user makes, each with the redirect that meets it first, as far as nothing is given away.
    QString scenarioBox(const Scenario &scenario) const;
    /// A chip for each part: right, wrong or not answered. `chosen` has a value a part, empty for none.
    QString chips(const LessonSession &session, const QStringList &chosen) const;
    /// Answer, reason and source of each part.
    QString reasons(const LessonSession &session) const;
    /// The requests of the lesson's own client and those of an installed one, side by side for each visit, and what the
    /// latter did otherwise than its profile predicts.
    QString real(const LessonSession &session, const QString &client) const;
    /// Sources in brackets, after what they are for.
    QString cited(const QStringList &sources) const;
};

/// Every request and answer of a play as text; what no server saw says so.
QString wireText(const Play &play);
/// How many of `chosen` are right.
int rightParts(const LessonSession &session, const QStringList &chosen);

} // namespace hopscope
