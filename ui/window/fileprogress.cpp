// SPDX-License-Identifier: MIT
#include "ui/window/fileprogress.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace hopscope
{

namespace
{

constexpr int kBarWidth = 160;
constexpr int kWhole = 100;

} // namespace

FileProgress::FileProgress(QWidget *parent) : QWidget(parent), m_bar(new QProgressBar)
{
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of reading or writing files"));
    auto *button = new QPushButton(tr("Stop"));
    button->setAccessibleName(tr("Stop reading or writing files"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->addWidget(m_bar);
    layout->addWidget(button);
    hide();
    connect(button, &QPushButton::clicked, this, [this] {
        const auto tell = m_whenStopped;
        stop();
        if (tell)
            tell();
    });
}

int FileProgress::begin(Kind kind, const std::function<void()> &whenStopped)
{
    if (m_kind == Kind::Reading)
        stop();
    end(m_job);
    m_kind = kind;
    m_whenStopped = whenStopped;
    return ++m_job;
}

void FileProgress::setFlag(int job, const CancelFlag &flag)
{
    if (job == m_job)
        m_flag = flag;
}

std::function<void(int)> FileProgress::progressOf(int job)
{
    return [this, job](int percent) {
        if (job != m_job)
            return;
        // A range of nothing shows that it goes on, not how far.
        m_bar->setRange(0, percent < kWhole ? kWhole : 0);
        m_bar->setValue(percent);
        show();
    };
}

void FileProgress::end(int job)
{
    if (job != m_job)
        return;
    m_flag.reset();
    m_whenStopped = {};
    hide();
}

void FileProgress::stop()
{
    if (m_flag)
        *m_flag = true;
    end(m_job);
}

} // namespace hopscope
