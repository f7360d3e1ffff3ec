// SPDX-License-Identifier: MIT
#include "ui/inspect/findingsview.h"

#include "formats/write/tabletext.h"
#include "paint/hopcard.h"
#include "ui/inspect/findingsmodel.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hopscope
{

FindingsView::FindingsView(QWidget *parent)
    : QWidget(parent),
      m_summary(new QLabel),
      m_empty(emptyState({})),
      m_model(new FindingsModel(this)),
      m_table(new WrapTable),
      m_stack(new QStackedLayout)
{
    m_summary->setAccessibleName(tr("Number of findings"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->setColumns({{120, 1}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Findings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("Findings"), m_summary));
    layout->addLayout(m_stack, 1);
    // Only now: a stacked layout without a parent shows its first widget as a window.
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    // Not the current row: that changes when Tab reaches the table.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FindingsView::requestHop);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.row() == m_pressedRow)
            walk(1);
    });
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

bool FindingsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonPress) {
        const QModelIndex under = m_table->indexAt(static_cast<QMouseEvent *>(event)->position().toPoint());
        m_pressedRow = m_table->selectionModel()->isSelected(under) ? under.row() : -1;
    }
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool walks = key.key() == Qt::Key_Right || key.key() == Qt::Key_Left;
        if (walks && !(key.modifiers() & ~Qt::KeypadModifier)) {
            walk(key.key() == Qt::Key_Right ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// To the next or last request of the selected finding, and from its last to its first.
void FindingsView::walk(int by)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const QList<int> &hops = m_model->hops(rows.constFirst().row());
    if (hops.isEmpty())
        return;
    const qsizetype at = hops.indexOf(m_hop);
    const qsizetype next = at < 0 ? 0 : (at + by + hops.size()) % hops.size();
    Q_EMIT hopRequested(hops.at(next));
}

void FindingsView::showFindings(const Trace &trace, bool ended)
{
    const QList<Finding> &findings = trace.findings;
    const OutcomeKind end = trace.outcome.kind;
    const bool answered = end == OutcomeKind::Final || end == OutcomeKind::NotFollowed;
    m_model->setFindings(findings);
    m_summary->setText(ended && (answered || !findings.isEmpty()) ? m_model->summary() : QString());
    const QString unknown = tr("The chain did not reach its end, so nothing is known about the rest of it.");
    m_empty->setText(!ended                ? tr("Findings appear when the trace ends.")
                     : answered            ? tr("No findings in this chain.")
                     : isOnLastCard(trace) ? unknown
                                           : unknown + u'\n' + outcomeText(trace.outcome));
    m_stack->setCurrentIndex(findings.isEmpty() ? 0 : 1);
}

void FindingsView::requestHop()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const QList<int> hops = rows.isEmpty() ? QList<int>() : m_model->hops(rows.constFirst().row());
    if (!hops.isEmpty() && !hops.contains(m_hop))
        Q_EMIT hopRequested(hops.constFirst());
}

void FindingsView::setHop(int hop)
{
    m_hop = hop;
    m_model->setHop(hop);
}

} // namespace hopscope
