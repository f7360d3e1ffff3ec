// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QAbstractItemView;
class QWidget;

namespace hopscope
{

/// Rows of the selection as lines, cells separated by tabs.
QString selectionText(const QAbstractItemView &view);
/// Copies what is selected in `widget` or in the view around it. False if there is nothing to copy.
bool copyFrom(QWidget *widget);

} // namespace hopscope
