// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QString>

class QMimeData;

namespace hopscope
{

/// A file that the page takes when it is dropped.
struct DroppedLesson {
    QString path; ///< empty: something else, which is left to the window
    QLatin1StringView format;
};

inline constexpr QLatin1StringView kLessonFile("hopscope-lesson");
inline constexpr QLatin1StringView kCourseFile("hopscope-course");
inline constexpr QLatin1StringView kScenarioFile("hopscope-scenario");

/// The one lesson, course or scenario of a drop.
DroppedLesson droppedLesson(const QMimeData *data);

} // namespace hopscope
