// SPDX-License-Identifier: MIT
#pragma once

#include "ui/look/theme.h"

#include <QList>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QMenuBar;

namespace hopscope
{

/// Everything in the menu bar.
struct Actions {
    QAction *newWindow;
    QAction *newTab;
    QAction *closeTab;
    QAction *reopenTab;
    QAction *nextTab;
    QAction *previousTab;
    QAction *open;
    QMenu *recent; ///< File › Open recent, empty yet
    QAction *saveRequest;
    QAction *save;
    QAction *saveSecrets;
    QAction *saveRequestBody;
    QAction *saveResponseBody;
    QMenu *exports; ///< File › Export, empty yet
    QAction *quit;
    QAction *copy;
    QAction *copyUrl;
    QAction *copyChain;
    QMenu *copyAs; ///< Edit › Copy as, empty yet
    QAction *editUrl;
    QAction *pasteRequest;
    QAction *trace;
    QAction *visitAgain;
    QMenu *visitSessions; ///< Trace › Session, empty yet
    QAction *step;
    QAction *runRest;
    QAction *cancel;
    QAction *traceFrom;
    QAction *openInBrowser;
    QAction *demo;
    QAction *find;
    QAction *findNext;
    QAction *findPrevious;
    QAction *filterChain;
    QAction *preferences;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *zoomReset;
    QAction *presentation; ///< checkable
    QAction *openClass;
    QActionGroup *themes; ///< data: int of a Theme
    QActionGroup *pages;  ///< data: number of the page
    QAction *shortcuts;
    QAction *about;
};

/// Fills the window's menu bar. Nothing is connected yet.
Actions createActions(QMainWindow *window);

/// Every shortcut of the menus, and those of single pages, as HTML.
QString shortcutsHtml(const QMenuBar &menus);

} // namespace hopscope
