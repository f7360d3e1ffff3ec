// SPDX-License-Identifier: MIT
#include "ui/watch/watchfilter.h"

#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace hopscope
{

WatchFilter::WatchFilter(QWidget *parent) : QWidget(parent), m_words(new QLineEdit), m_count(new QLabel)
{
    m_words->setAccessibleName(tr("Filter the chains"));
    m_words->setPlaceholderText(tr("Filter by URL, client, method, status, verdict"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_count->setAccessibleName(tr("Number of chains"));
    makeMuted(m_count);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    connect(m_words, &QLineEdit::textChanged, this, &WatchFilter::edited);
    connect(m_words, &QLineEdit::returnPressed, this, &WatchFilter::left);
}

QStringList WatchFilter::words() const
{
    return m_words->text().simplified().split(u' ', Qt::SkipEmptyParts);
}

void WatchFilter::setCounts(qsizetype shown, qsizetype all, qsizetype waiting)
{
    const QString count = shown == all ? chainsText(all) : tr("%1 of %2").arg(shown).arg(all);
    m_count->setText(waiting > 0 ? tr("%1, paused: %2 more").arg(count).arg(waiting) : count);
}

void WatchFilter::focusWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool WatchFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    Q_EMIT left();
    return true;
}

QString chainsText(qsizetype count)
{
    return count == 1 ? WatchFilter::tr("1 chain") : WatchFilter::tr("%1 chains").arg(count);
}

} // namespace hopscope
