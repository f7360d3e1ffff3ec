// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// What a student has reached in a lesson; kept between runs.
struct LessonScore {
    bool done = false; ///< every part was answered
    int right = 0;
    int asked = 0;

    bool operator==(const LessonScore &) const = default;
};

LessonScore lessonScore(const QString &id);
void keepLessonScore(const QString &id, const LessonScore &score);
/// Forgets the scores of all lessons.
void resetLessonScores();

} // namespace hopscope
