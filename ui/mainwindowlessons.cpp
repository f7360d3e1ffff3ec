// SPDX-License-Identifier: MIT
#include "ui/inspectpage.h"
#include "ui/lessonspage.h"
#include "ui/mainwindow.h"
#include "ui/pages.h"
#include "ui/requestbar.h"
#include "ui/texts.h"
#include "ui/tracefiles.h"

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
    connect(lessons, &LessonsPage::inspectRequested, this, &MainWindow::inspectTrace);
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

void MainWindow::inspectTrace(const Trace &trace)
{
    cancelTrace();
    m_traceId = 0;
    setRunState(RunState::Idle);
    showPage(0);
    m_inspect->setRequest(requestOf(trace));
    m_inspect->clear();
    m_inspect->showTrace(trace);
    say(tr("From a lesson. %1").arg(endingText(trace)));
}

} // namespace hopscope
