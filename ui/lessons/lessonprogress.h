// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// What a student has reached in a lesson; kept between runs.
struct LessonScore {
    bool done = false; ///< every part was answered before Reveal
    int right = 0;
    int asked = 0; ///< parts of a lesson that was revealed, 0 before

    bool operator==(const LessonScore &) const = default;
};

LessonScore lessonScore(const QString &id);
/// A score of a lesson that was done is not replaced by one with parts left out.
void keepLessonScore(const QString &id, const LessonScore &score);
/// Forgets the scores of all lessons.
void resetLessonScores();

} // namespace hopscope
