// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonfaults.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostFaults = 3; ///< shown; the others are counted

} // namespace

LessonFaults::LessonFaults(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAccessibleName(tr("Lesson files that were not taken"));
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void LessonFaults::setFaults(const QStringList &faults)
{
    QStringList lines;
    for (const QString &fault : faults.first(std::min(faults.size(), kMostFaults)))
        lines.append(u"⚠ "_s + fault);
    if (faults.size() > kMostFaults)
        lines.append(tr("and %1 more").arg(faults.size() - kMostFaults));
    setText(lines.join(u'\n'));
    setVisible(!lines.isEmpty());
}

} // namespace hopscope
