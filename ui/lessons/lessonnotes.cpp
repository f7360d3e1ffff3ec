// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonnotes.h"

#include "lessons/lessontext.h"
#include "ui/look/widgets.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hopscope
{

LessonNotes::LessonNotes(QWidget *parent)
    : QWidget(parent), m_button(new QPushButton(tr("Teacher's n&otes"))), m_text(richLabel(tr("Teacher's notes")))
{
    m_button->setCheckable(true);
    m_button->setAccessibleName(tr("Show teacher's notes"));
    m_button->setToolTip(tr("They tell answers"));
    m_text->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addWidget(m_text);
    connect(m_button, &QPushButton::toggled, m_text, &QLabel::setVisible);
}

void LessonNotes::setLesson(const Lesson &lesson, const LessonHtml &html)
{
    const QString text = html.sections(lesson, true);
    m_text->setText(text);
    setVisible(!text.isEmpty() && !html.isLarge);
}

QList<QWidget *> LessonNotes::tabStops() const
{
    return {m_button, m_text};
}

} // namespace hopscope
