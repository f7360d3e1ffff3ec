// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndex>

class QMenu;
class QWidget;

namespace hopscope
{

/// What of a table's cell and row can be copied. A row that has CopyRole is copied as that says. The menu deletes
/// itself when it closes.
QMenu *cellMenu(QWidget *view, const QModelIndex &index);

} // namespace hopscope
