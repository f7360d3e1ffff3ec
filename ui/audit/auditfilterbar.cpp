// SPDX-License-Identifier: MIT
#include "ui/audit/auditfilterbar.h"

#include "ui/audit/auditgroups.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace hopscope
{

using namespace Qt::StringLiterals;

AuditFilterBar::AuditFilterBar(QWidget *parent)
    : QWidget(parent),
      m_verdict(new ComboBox(tr("Show the verdict"), false)),
      m_change(new ComboBox(tr("Show what became of rows"), false)),
      m_words(new QLineEdit),
      m_count(new QLabel)
{
    m_verdict->addItem(tr("All verdicts"));
    for (const QString &id : auditVerdictIds())
        m_verdict->addItem(verdictWord(*auditVerdict(id)), id);
    m_change->addItem(tr("All rows"), int(RowChange::None));
    for (const RowChange change : {RowChange::Broken, RowChange::Known, RowChange::Fixed})
        m_change->addItem(changeWord(change), int(change));
    m_change->hide();
    m_words->setAccessibleName(tr("Filter the results"));
    m_words->setPlaceholderText(tr("Filter by URL, reason, note"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_count->setAccessibleName(tr("Number of results"));
    makeMuted(m_count);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_verdict);
    row->addWidget(m_change);
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    connect(m_verdict, &QComboBox::currentIndexChanged, this, &AuditFilterBar::edited);
    connect(m_change, &QComboBox::currentIndexChanged, this, &AuditFilterBar::edited);
    connect(m_words, &QLineEdit::textChanged, this, &AuditFilterBar::edited);
    connect(m_words, &QLineEdit::returnPressed, this, &AuditFilterBar::left);
}

AuditFilter AuditFilterBar::filter() const
{
    return {.verdict = auditVerdict(m_verdict->currentData().toString()),
            .change = RowChange(m_change->currentData().toInt()),
            .cause = {},
            .words = m_words->text().simplified().split(u' ', Qt::SkipEmptyParts)};
}

void AuditFilterBar::setCounts(qsizetype shown, qsizetype all)
{
    m_count->setText(shown == all ? urlsText(all) : tr("%1 of %2").arg(shown).arg(all));
}

void AuditFilterBar::setCompared(bool compared)
{
    if (!compared)
        m_change->setCurrentIndex(0);
    m_change->setVisible(compared);
}

void AuditFilterBar::focusWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool AuditFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    Q_EMIT left();
    return true;
}

} // namespace hopscope
