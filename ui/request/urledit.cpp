// SPDX-License-Identifier: MIT
#include "ui/request/urledit.h"

#include "formats/paste/pastedrequest.h"
#include "ui/request/urlhistory.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

namespace hopscope
{

namespace
{

constexpr int kShownUrls = 12;

} // namespace

UrlEdit::UrlEdit(QWidget *parent) : QLineEdit(parent)
{
    setMaxLength(int(kMaxPastedBytes));
    connect(this, &QLineEdit::textEdited, this, &UrlEdit::takeEdit);
}

void UrlEdit::remember()
{
    const QStringList urls = rememberUrl(text());
    if (m_urls && urls != m_urls->stringList())
        m_urls->setStringList(urls);
}

void UrlEdit::focusInEvent(QFocusEvent *event)
{
    if (!m_urls) {
        m_urls = new QStringListModel(recentUrls(), this);
        auto *known = new QCompleter(m_urls, this);
        known->setCaseSensitivity(Qt::CaseInsensitive);
        known->setFilterMode(Qt::MatchContains);
        known->setMaxVisibleItems(kShownUrls);
        known->popup()->setAccessibleName(tr("Previously requested URLs"));
        setCompleter(known);
    }
    QLineEdit::focusInEvent(event);
}

void UrlEdit::keyPressEvent(QKeyEvent *event)
{
    const bool down = event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier;
    if (down && completer() && !completer()->popup()->isVisible() && m_urls->rowCount() > 0) {
        completer()->setCompletionPrefix({});
        completer()->complete();
        return;
    }
    m_typing = !event->matches(QKeySequence::Paste);
    QLineEdit::keyPressEvent(event);
    m_typing = false;
}

void UrlEdit::takeEdit(const QString &now)
{
    // Who types a command is not interrupted: it is taken when the trace starts.
    if (!m_typing && looksPasted(now)) {
        if (completer())
            completer()->popup()->hide();
        Q_EMIT requestPasted(now);
    }
}

} // namespace hopscope
