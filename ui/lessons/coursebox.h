// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/library.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace hopscope
{

/// Which lessons are listed: all, or those of a course; below it what the course is about.
class CourseBox : public QWidget
{
    Q_OBJECT

public:
    explicit CourseBox(QWidget *parent = nullptr);

    /// Offers the courses; the one that was chosen stays so while it is there.
    void setLibrary(const LessonLibrary &library);
    /// An id that no course has chooses all lessons.
    void choose(const QString &id);
    /// The id of the course, empty for all lessons.
    QString chosen() const;

Q_SIGNALS:
    void changed();

private:
    void showAbout();

    LessonLibrary m_library;
    QComboBox *m_courses;
    QLabel *m_about;
};

} // namespace hopscope
