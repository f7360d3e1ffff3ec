// SPDX-License-Identifier: MIT
#include "ui/lessons/lessoncard.h"

#include <QFontInfo>
#include <QFrame>
#include <QVBoxLayout>

namespace hopscope
{

QFrame *lessonCard(std::initializer_list<QWidget *> content)
{
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    for (QWidget *widget : content)
        layout->addWidget(widget);
    return frame;
}

void setHeadingFont(QWidget *widget, const QFont &base, double factor)
{
    QFont font = base;
    font.setPointSizeF(QFontInfo(base).pointSizeF() * factor);
    font.setBold(true);
    widget->setFont(font);
}

} // namespace hopscope
