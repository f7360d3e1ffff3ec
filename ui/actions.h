// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QList>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace hopscope
{

/// Everything in the menu bar.
struct Actions {
    QAction *newRequest;
    QAction *open;
    QAction *save;
    QAction *saveSecrets;
    QMenu *exports; ///< File › Export, empty yet
    QAction *quit;
    QAction *copy;
    QAction *copyUrl;
    QAction *copyChain;
    QMenu *copyAs; ///< Edit › Copy as, empty yet
    QAction *editUrl;
    QAction *pasteRequest;
    QAction *trace;
    QAction *step;
    QAction *cancel;
    QAction *demo;
    QActionGroup *themes; ///< data: int of a Theme
    QActionGroup *pages;  ///< data: number of the page
    QAction *shortcuts;
    QAction *about;
};

/// Fills the window's menu bar. Nothing is connected yet.
Actions createActions(QMainWindow *window);

} // namespace hopscope
