// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace hopscope
{

/// What is wrong with the files of the user's folder, one sentence a file; hidden when nothing is.
class LessonFaults : public QLabel
{
    Q_OBJECT

public:
    explicit LessonFaults(QWidget *parent = nullptr);

    void setFaults(const QStringList &faults);
};

} // namespace hopscope
