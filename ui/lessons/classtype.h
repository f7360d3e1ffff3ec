// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QSize>

#include <functional>

class QBoxLayout;
class QWidget;

namespace hopscope
{

/// White on black, for projectors. Fields and marks of buttons keep their dark grey, so that they can be seen.
QPalette projectorPalette();

/// The type of a class view of that size in px, from which the largest that leaves the lesson on one screen is taken:
/// 28 at 1920x1080, in proportion to that on other screens, larger when the user has made all text larger.
int leastClassPixels(QSize view);

/// The largest size of type from `least` to twice that with which `heightWith(pixels)` is no more than `room`; `least`
/// when none is.
int fittingClassPixels(int least, int room, const std::function<int(int pixels)> &heightWith);

/// The height of a column at that width, without the widgets in `except`, which may be hidden by then; more than any
/// screen has where one of the others needs more width.
int columnHeight(const QBoxLayout &column, int width, const QList<const QWidget *> &except);

} // namespace hopscope
