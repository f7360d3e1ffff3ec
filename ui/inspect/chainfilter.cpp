// SPDX-License-Identifier: MIT
#include "ui/inspect/chainfilter.h"

#include "ui/look/foldtext.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

ChainFilter::ChainFilter(QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit), m_count(new QLabel), m_error(new QLabel)
{
    m_text->setAccessibleName(tr("Filter of the chain"));
    m_text->setPlaceholderText(tr("Filter: status:3xx method:POST host:api, words"));
    m_text->setToolTip(
        tr("Shows the requests with one of the statuses (302, 3xx, 300-308, none), one of the methods, one "
           "of the hosts, and every word in method, URL, status or fields (Ctrl+Shift+F)"));
    m_text->setClearButtonEnabled(true);
    m_count->setAccessibleName(tr("How many requests are shown"));
    makeMuted(m_count);
    m_count->hide();
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setMinimumWidth(1);
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 2);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_error);
    connect(m_text, &QLineEdit::textChanged, this, &ChainFilter::read);
}

void ChainFilter::read()
{
    const Result<HopFilter> filter = parseHopFilter(m_text->text());
    m_error->setText(breakable(filter.error));
    m_error->setVisible(!filter);
    const HopFilter wanted = filter.value.value_or(HopFilter());
    if (wanted == m_filter)
        return;
    m_filter = wanted;
    Q_EMIT changed();
}

void ChainFilter::clear()
{
    m_text->clear();
}

void ChainFilter::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void ChainFilter::setCount(qsizetype shown, qsizetype all)
{
    m_count->setText(tr("%1 of %2 shown").arg(shown).arg(all));
    m_count->setVisible(!m_filter.isEmpty());
}

} // namespace hopscope
