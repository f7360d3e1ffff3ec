// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace hopscope
{

/// The question of a class as the projector shows it: options while it is asked, bars with numbers, the right answer,
/// its reason and sources once it is revealed.
class ClassQuestion : public QWidget
{
    Q_OBJECT

public:
    explicit ClassQuestion(QWidget *parent = nullptr);

    void showRoom(const Classroom &room);
    /// The type of the options in px; the question is larger.
    void setType(int pixels, const Classroom &room);

private:
    void enlarge(QWidget *widget, qreal scale, bool bold) const;
    void showOptions(const Classroom &room, const QuestionPart &part);

    QLabel *m_heading;
    QLabel *m_part;
    QWidget *m_options = nullptr;
    QLabel *m_answer;
    int m_pixels = 18;
};

} // namespace hopscope
