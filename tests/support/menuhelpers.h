// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QMenu>

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
