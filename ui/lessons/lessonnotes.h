// SPDX-License-Identifier: MIT
#pragma once

#include "ui/lessons/lessonhtml.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace hopscope
{

/// What a teacher has besides the lesson, behind a button: notes, wrong answers to expect, what differs on localhost.
class LessonNotes : public QWidget
{
    Q_OBJECT

public:
    explicit LessonNotes(QWidget *parent = nullptr);

    /// Hidden for a lesson that has nothing of it.
    void setLesson(const Lesson &lesson, const LessonHtml &html);
    QList<QWidget *> tabStops() const;

private:
    QPushButton *m_button;
    QLabel *m_text;
};

} // namespace hopscope
