// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/look/widgets.h"
#include "ui/window/pages.h"
#include "ui/window/zoom.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

// How large and where: windows, zoom, presentation, layout, and the list of shortcuts.

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QPoint kNextWindow{32, 32};
constexpr int kShortcutsWidth = 40; ///< characters

QString layoutKey(const QSplitter &splitter)
{
    const QString name = splitter.objectName().isEmpty() ? splitter.accessibleName() : splitter.objectName();
    return u"layout/"_s + name;
}

} // namespace

void MainWindow::connectViewActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.preferences, [this] { showPage(pageNumber("preferences"_L1)); });
    on(m_actions.newWindow, [this] { newWindow(); });
    on(m_actions.zoomIn, [this] { setZoom(m_zoom + 1); });
    on(m_actions.zoomOut, [this] { setZoom(m_zoom - 1); });
    on(m_actions.zoomReset, [this] { setZoom(0); });
    on(m_actions.presentation, [this](bool checked) { setPresentation(checked); });
    on(m_actions.shortcuts, [this] { toggleShortcuts(); });
}

MainWindow *MainWindow::newWindow()
{
    auto *window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->m_history = history();
    window->m_systemIsDark = m_systemIsDark;
    window->setTheme(m_theme);
    window->setZoom(m_zoom);
    window->resize(size());
    window->move(pos() + kNextWindow);
    window->show();
    return window;
}

void MainWindow::setZoom(int level)
{
    m_zoom = std::clamp(level, kSmallestZoom, kLargestZoom);
    applyZoom(m_zoom + (m_presenting ? kPresentationZoom : 0));
    if (m_rail && !m_messages.isEmpty() && isVisible())
        say(m_zoom == 0 ? tr("Text as large as the system's.")
                        : tr("Text %1 steps %2 than the system's.")
                              .arg(std::abs(m_zoom))
                              .arg(m_zoom > 0 ? tr("larger") : tr("smaller")));
}

void MainWindow::setPresentation(bool on)
{
    m_presenting = on;
    m_actions.presentation->setChecked(on);
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
    applyZoom(m_zoom + (on ? kPresentationZoom : 0));
    say(on ? tr("Presentation: F11 ends it.") : tr("Ready."));
}

void MainWindow::toggleShortcuts()
{
    if (!m_shortcuts) {
        auto *text = richLabel(tr("List of keyboard shortcuts"));
        text->setText(shortcutsHtml(*menuBar()));
        text->setContentsMargins(12, 8, 12, 12);
        text->setAlignment(Qt::AlignTop);
        m_shortcuts = new QDockWidget(tr("Keyboard shortcuts"), this);
        m_shortcuts->setObjectName(u"shortcuts"_s);
        m_shortcuts->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
        QScrollArea *scroll = scrollOn(text, tr("Keyboard shortcuts"));
        scroll->setMinimumWidth(std::min(kShortcutsWidth * fontMetrics().averageCharWidth(), width() / 3));
        m_shortcuts->setWidget(scroll);
        addDockWidget(Qt::RightDockWidgetArea, m_shortcuts);
        m_shortcuts->show();
        return;
    }
    m_shortcuts->setVisible(!m_shortcuts->isVisible());
}

void MainWindow::saveLayout() const
{
    QSettings settings;
    const QList<QSplitter *> splitters = m_stack->findChildren<QSplitter *>();
    for (const QSplitter *splitter : splitters)
        settings.setValue(layoutKey(*splitter), splitter->saveState());
}

void MainWindow::restoreLayout(QWidget *page)
{
    const QSettings settings;
    const QList<QSplitter *> splitters = page->findChildren<QSplitter *>();
    for (QSplitter *splitter : splitters) {
        const QByteArray state = settings.value(layoutKey(*splitter)).toByteArray();
        if (!state.isEmpty())
            splitter->restoreState(state);
    }
}

} // namespace hopscope
