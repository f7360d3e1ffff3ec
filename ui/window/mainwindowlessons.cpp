// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonspage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navrail.h"
#include "ui/window/pages.h"
#include "ui/window/tracelist.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

// What the window does for the Lessons page.

namespace hopscope
{

using namespace Qt::StringLiterals;

void MainWindow::connectLessons(QWidget *page)
{
    auto *lessons = qobject_cast<LessonsPage *>(page);
    if (!lessons)
        return;
    connect(lessons, &LessonsPage::said, this, [this](const QString &text) { say(text, pageNumber("lessons"_L1)); });
    connect(lessons, &LessonsPage::inspectRequested, this, &MainWindow::showOpened);
    connect(lessons, &LessonsPage::classViewChanged, this, &MainWindow::setClassView);
    // They stay at hand while the menus are hidden.
    addActions({m_actions.zoomIn, m_actions.zoomOut, m_actions.zoomReset, m_actions.quit});
    addActions(m_actions.pages->actions());
}

/// The whole screen is the lesson's: nothing light around it, nothing but it to read.
void MainWindow::setClassView(bool on)
{
    menuBar()->setVisible(!on);
    statusBar()->setVisible(!on);
    m_rail->setVisible(!on);
    m_hadList = on ? m_traces->isVisible() : m_hadList;
    m_traces->setVisible(!on && m_hadList);
    if (on && m_shortcuts)
        m_shortcuts->hide();
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, on || m_presenting));
}

void MainWindow::leaveClassView()
{
    const int number = pageNumber("lessons"_L1);
    if (auto *page = static_cast<LessonsPage *>(m_pages.at(number)); page && m_stack->currentWidget() == page)
        page->setClassView(false);
}

void MainWindow::openLessonOnceShown(const QString &lesson)
{
    m_lessonToOpen = lesson;
    if (!m_toOpen)
        m_toOpen = QStringList();
}

void MainWindow::openLesson(const QString &lesson)
{
    const int number = pageNumber("lessons"_L1);
    showPage(number);
    auto *page = static_cast<LessonsPage *>(m_pages.at(number));
    if (page->openLesson(lesson))
        page->setClassView(true);
}

} // namespace hopscope
