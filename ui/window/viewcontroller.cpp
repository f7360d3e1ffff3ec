// SPDX-License-Identifier: MIT
#include "ui/window/viewcontroller.h"

#include "ui/lessons/lessonspage.h"
#include "ui/look/widgets.h"
#include "ui/window/filecontroller.h"
#include "ui/window/navrail.h"
#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracelist.h"
#include "ui/window/windowparts.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QScrollArea>
#include <QStatusBar>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kShortcutsWidth = 40; ///< characters

} // namespace

ViewController::ViewController(const WindowParts &parts) : QObject(parts.window), m_parts(parts)
{
    connectActions();
}

void ViewController::connectActions()
{
    const Actions &actions = m_parts.actions;
    Session *session = m_parts.session.get();
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.zoomIn, [this, session] { setZoom(session->zoom() + 1); });
    on(actions.zoomOut, [this, session] { setZoom(session->zoom() - 1); });
    on(actions.zoomReset, [this] { setZoom(0); });
    on(actions.presentation, [this](bool checked) { setPresentation(checked); });
    on(actions.shortcuts, [this] { toggleShortcuts(); });
    const auto check = [this](Theme theme) { m_parts.actions.themes->actions().at(int(theme))->setChecked(true); };
    check(session->theme());
    connect(session, &Session::themeChanged, this, check);
    connect(actions.themes, &QActionGroup::triggered, session,
            [session](const QAction *action) { session->setTheme(Theme(action->data().toInt())); });
}

void ViewController::setZoom(int level)
{
    m_parts.session->setZoom(level);
    const int zoom = m_parts.session->zoom();
    m_parts.messages->say(zoom == 0 ? tr("Text size: system default.")
                                    : tr("Text size: %1 steps %2 than the system default.")
                                          .arg(std::abs(zoom))
                                          .arg(zoom > 0 ? tr("larger") : tr("smaller")));
}

void ViewController::setPresentation(bool on)
{
    if (on == m_presenting)
        return;
    m_presenting = on;
    m_parts.actions.presentation->setChecked(on);
    m_parts.window->setWindowState(m_parts.window->windowState().setFlag(Qt::WindowFullScreen, on));
    m_parts.session->setPresenting(on);
    m_parts.messages->say(on ? tr("Presentation: press F11 to leave.") : tr("Ready."));
}

void ViewController::connectLessons(LessonsPage *page)
{
    connect(page, &LessonsPage::classViewChanged, this, &ViewController::setClassView);
    connect(m_parts.pages, &PageStack::shown, page, [this, page](int, const QWidget *shown) {
        if (shown != page)
            page->setClassView(false);
        // The class view has the same key.
        m_parts.actions.presentation->setShortcut(shown == page ? QKeySequence() : QKeySequence(u"F11"_s));
    });
    // They stay at hand while the menus are hidden.
    const Actions &actions = m_parts.actions;
    m_parts.window->addActions({actions.zoomIn, actions.zoomOut, actions.zoomReset, actions.quit});
    m_parts.window->addActions(actions.pages->actions());
}

void ViewController::openLesson(const QString &lesson)
{
    m_parts.pages->showPage("lessons"_L1);
    auto *page = static_cast<LessonsPage *>(m_parts.pages->currentWidget());
    if (page->openLesson(lesson))
        page->setClassView(true);
}

/// The whole screen is the lesson's: nothing light around it, nothing but it to read.
void ViewController::setClassView(bool on)
{
    QMainWindow *window = m_parts.window;
    QWidget *list = m_parts.files->list();
    window->menuBar()->setVisible(!on);
    window->statusBar()->setVisible(!on);
    m_parts.rail->setVisible(!on);
    m_hadList = on ? list->isVisible() : m_hadList;
    list->setVisible(!on && m_hadList);
    if (on && m_shortcuts)
        m_shortcuts->hide();
    window->setWindowState(window->windowState().setFlag(Qt::WindowFullScreen, on || m_presenting));
}

bool ViewController::escape(bool isBusy)
{
    const bool inPanel = m_shortcuts && m_shortcuts->isAncestorOf(QApplication::focusWidget());
    if (m_shortcuts && (inPanel || !isBusy))
        m_shortcuts->hide();
    return inPanel;
}

void ViewController::toggleShortcuts()
{
    if (m_shortcuts) {
        m_shortcuts->setVisible(!m_shortcuts->isVisible());
        return;
    }
    QMainWindow *window = m_parts.window;
    auto *text = richLabel(tr("List of keyboard shortcuts"));
    text->setText(shortcutsHtml(*window->menuBar()));
    text->setContentsMargins(12, 8, 12, 12);
    text->setAlignment(Qt::AlignTop);
    m_shortcuts = new QDockWidget(tr("Keyboard shortcuts"), window);
    m_shortcuts->setObjectName(u"shortcuts"_s);
    m_shortcuts->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    QScrollArea *scroll = scrollOn(text, tr("Keyboard shortcuts"));
    scroll->setMinimumWidth(std::min(kShortcutsWidth * window->fontMetrics().averageCharWidth(), window->width() / 3));
    m_shortcuts->setWidget(scroll);
    window->addDockWidget(Qt::RightDockWidgetArea, m_shortcuts);
    m_shortcuts->show();
}

} // namespace hopscope
