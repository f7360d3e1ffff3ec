// SPDX-License-Identifier: MIT
#include "ui/lessonspage.h"
#include "ui/mainwindow.h"
#include "ui/pages.h"

#include <algorithm>

// What the window does for the Lessons page.

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

int lessonsPage()
{
    const auto all = pages();
    const auto found = std::find_if(all.begin(), all.end(), [](const Page &page) { return page.id == "lessons"_L1; });
    return int(std::distance(all.begin(), found));
}

} // namespace

void MainWindow::connectLessons(QWidget *page)
{
    auto *lessons = qobject_cast<LessonsPage *>(page);
    if (!lessons)
        return;
    connect(lessons, &LessonsPage::said, this, [this](const QString &text) { say(text, lessonsPage()); });
    connect(lessons, &LessonsPage::inspectRequested, this, &MainWindow::showOpened);
}

void MainWindow::openLessonOnceShown(const QString &lesson)
{
    m_lessonToOpen = lesson;
    if (!m_toOpen)
        m_toOpen = QString();
}

void MainWindow::openLesson(const QString &lesson)
{
    const int number = lessonsPage();
    showPage(number);
    auto *page = static_cast<LessonsPage *>(m_pages.at(number));
    if (page->openLesson(lesson))
        page->setClassView(true);
}

} // namespace hopscope
