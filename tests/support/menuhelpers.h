// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

/// Picks the entry of the open menu whose text, without "&", is `title`. False if there is none.
inline bool pick(const QString &title)
{
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    const QList<QAction *> actions = menu ? menu->actions() : QList<QAction *>();
    for (QAction *action : actions) {
        if (action->text().remove(QLatin1Char('&')) == title) {
            action->trigger();
            menu->close();
            return true;
        }
    }
    return false;
}

/// The menu `title` in the menu `top` of the window's bar; nullptr if there is none.
inline QMenu *subMenu(const QMainWindow &window, const QString &top, const QString &title)
{
    for (QAction *each : window.menuBar()->actions()) {
        if (each->text() != top)
            continue;
        for (QAction *action : each->menu()->actions()) {
            if (action->menu() && action->text() == title)
                return action->menu();
        }
    }
    return nullptr;
}
