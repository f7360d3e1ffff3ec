// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

class QFont;
class QFrame;
class QWidget;

namespace hopscope
{

/// A frame around widgets, from top to bottom.
QFrame *lessonCard(std::initializer_list<QWidget *> content);
/// Bold type, `factor` times as large as that of `base`.
void setHeadingFont(QWidget *widget, const QFont &base, double factor);

} // namespace hopscope
