// SPDX-License-Identifier: MIT
#include "ui/inspect/findbar.h"

#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

FindBar::FindBar(QWidget *parent)
    : QWidget(parent),
      m_text(new QLineEdit),
      m_previous(linkButton(tr("Previous"))),
      m_next(linkButton(tr("Next"))),
      m_state(new QLabel)
{
    QHBoxLayout *row = barRow(this);
    row->setContentsMargins(12, 6, 12, 6);
    m_text->setAccessibleName(tr("Find in the chain"));
    m_text->setPlaceholderText(tr("Find in cards, changes, fields, bodies and bytes"));
    m_text->setClearButtonEnabled(true);
    m_previous->setToolTip(tr("Previous match (Shift+F3, Shift+Return)"));
    m_previous->setAccessibleName(tr("Previous match"));
    m_next->setToolTip(tr("Next match (F3, Return)"));
    m_next->setAccessibleName(tr("Next match"));
    m_state->setAccessibleName(tr("Matches"));
    m_state->setTextFormat(Qt::PlainText);
    makeMuted(m_state);
    QToolButton *close = linkButton(tr("Close"));
    close->setAccessibleName(tr("Close the find bar"));
    close->setToolTip(tr("Close the find bar (Esc)"));
    row->addWidget(m_text, 2);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_state, 3);
    row->addWidget(close);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (QWidget *part : std::initializer_list<QWidget *>{m_text, m_previous, m_next, close})
        part->installEventFilter(this);
    setState({}, false);
}

QString FindBar::text() const
{
    return m_text->text();
}

void FindBar::setState(const QString &state, bool hasMatches)
{
    m_state->setText(state);
    m_state->setToolTip(state.toHtmlEscaped());
    m_previous->setEnabled(hasMatches);
    m_next->setEnabled(hasMatches);
}

void FindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool isReturn = watched == m_text && (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) &&
                          !(key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    const bool isEscape = key.key() == Qt::Key_Escape && key.modifiers() == Qt::NoModifier;
    if (!isReturn && !isEscape)
        return QWidget::eventFilter(watched, event);
    // Before the shortcuts of the window, where Esc cancels the trace.
    event->accept();
    if (isOverride)
        return true;
    if (isEscape)
        Q_EMIT closed();
    else
        Q_EMIT stepped(key.modifiers() & Qt::ShiftModifier ? -1 : 1);
    return true;
}

} // namespace hopscope
