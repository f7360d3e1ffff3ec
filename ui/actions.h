// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QList>

class QAction;
class QActionGroup;
class QMainWindow;

namespace hopscope
{

/// Everything in the menu bar.
struct Actions {
    QAction *newRequest;
    QAction *open;
    QAction *save;
    QAction *saveSecrets;
    QAction *quit;
    QAction *copy;
    QAction *copyUrl;
    QAction *copyChain;
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
