// SPDX-License-Identifier: MIT
#include "ui/readprogress.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace hopscope
{

namespace
{

constexpr int kBarWidth = 160;
constexpr int kWhole = 100;

} // namespace

ReadProgress::ReadProgress(QWidget *parent) : QWidget(parent), m_bar(new QProgressBar)
{
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of reading"));
    auto *stop = new QPushButton(tr("Stop reading"));
    stop->setAccessibleName(tr("Stop reading the file"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->addWidget(m_bar);
    layout->addWidget(stop);
    hide();
    connect(stop, &QPushButton::clicked, this, &ReadProgress::canceled);
}

void ReadProgress::setPercent(int percent)
{
    // A range of nothing shows that it goes on, not how far.
    m_bar->setRange(0, percent < kWhole ? kWhole : 0);
    m_bar->setValue(percent);
}

} // namespace hopscope
