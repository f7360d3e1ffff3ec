// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndex>

class QAbstractItemView;
class QContextMenuEvent;
class QMenu;
class QWidget;

namespace hopscope
{

/// What of a table, its rows and a cell can be copied. A row that has CopyRole is copied as that says. The menu deletes
/// itself when it closes.
QMenu *cellMenu(QWidget *view, const QModelIndex &index);
/// The same, where the mouse or the menu key asked for it.
void popUpCellMenu(QAbstractItemView *view, const QContextMenuEvent &event);

} // namespace hopscope
