// SPDX-License-Identifier: MIT
#include "ui/look/baselineform.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTextDocument>

#include <cmath>

namespace hopscope
{

namespace
{

/// Where the first line of an editor stands, in px from its top.
int firstBaseline(const QPlainTextEdit &edit)
{
    return edit.frameWidth() + int(std::lround(edit.document()->documentMargin())) + edit.fontMetrics().ascent();
}

} // namespace

void BaselineForm::setGeometry(const QRect &rect)
{
    QFormLayout::setGeometry(rect);
    for (int row = 0; row < rowCount(); ++row) {
        const QLayoutItem *named = itemAt(row, LabelRole);
        const QLayoutItem *item = itemAt(row, FieldRole);
        auto *label = named ? qobject_cast<QLabel *>(named->widget()) : nullptr;
        if (!label || !item)
            continue;
        const QRect field = item->geometry();
        QRect place = label->geometry();
        // Where the label is above its field there is nothing to align.
        if (place.bottom() < field.top())
            continue;
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(const_cast<QLayoutItem *>(item)->widget())) {
            place.setTop(field.top() + firstBaseline(*edit) - label->fontMetrics().ascent());
            place.setHeight(label->fontMetrics().height());
        } else {
            // Controls of one line have their text in the middle, as the label has.
            place.setTop(field.top());
            place.setHeight(field.height());
        }
        label->setGeometry(place);
    }
}

} // namespace hopscope
