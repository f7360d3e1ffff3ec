// SPDX-License-Identifier: MIT
#include "ui/lessonspage.h"
#include "ui/mainwindow.h"
#include "ui/pages.h"

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
