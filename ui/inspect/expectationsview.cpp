// SPDX-License-Identifier: MIT
#include "ui/inspect/expectationsview.h"

#include "ui/look/celldelegate.h"
#include "ui/look/titlebar.h"
#include "ui/look/wraptable.h"

#include <QHeaderView>
#include <QLabel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Of one difference: URLs may be long.
constexpr qsizetype kShownCharacters = 2000;

QString verdictOf(const QList<ExpectationFault> &faults)
{
    if (faults.isEmpty())
        return ExpectationsView::tr("As expected");
    return faults.size() == 1 ? ExpectationsView::tr("Not as expected: 1 difference")
                              : ExpectationsView::tr("Not as expected: %1 differences").arg(faults.size());
}

QString shownPart(const QString &text)
{
    return text.size() <= kShownCharacters ? text : text.left(kShownCharacters) + u'…';
}

QStandardItem *itemOf(const QString &sign, const QString &text, const QString &toolTip)
{
    auto *item = new QStandardItem(sign + shownPart(text));
    item->setEditable(false);
    item->setData(text, Qt::AccessibleTextRole);
    item->setToolTip(toolTip);
    return item;
}

QStandardItem *faultItem(const ExpectationFault &fault)
{
    const QString toolTip = fault.hop < 0 ? ExpectationsView::tr("About the whole chain")
                                          : ExpectationsView::tr("Select request %1").arg(fault.hop + 1);
    QStandardItem *item = itemOf(u"✖ "_s, fault.text, toolTip);
    item->setData(1, BoldRole);
    item->setData(int(Severity::Error), SeverityRole);
    return item;
}

QStandardItem *expectedItem(const Expectations &expectations)
{
    const QString text = ExpectationsView::tr("Expected: %1").arg(expectationText(expectations));
    QStandardItem *item = itemOf({}, text, text);
    item->setData(true, MutedRole);
    return item;
}

} // namespace

ExpectationsView::ExpectationsView(QWidget *parent)
    : QWidget(parent), m_verdict(new QLabel), m_model(new QStandardItemModel(0, 1, this)), m_table(new WrapTable)
{
    m_verdict->setTextFormat(Qt::PlainText);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->setColumns({{120, 1}});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setReturnOpensLinks(false);
    m_table->setGrowsWithRows(true);
    m_table->setAccessibleName(tr("What is not as expected"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new TitleBar(m_verdict, nullptr));
    layout->addWidget(m_table);
    hide();
    // Not the current row: that changes when Tab reaches the table.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            choose(rows.constFirst().row());
    });
    // Again, after another request was looked at.
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { choose(index.row()); });
}

void ExpectationsView::choose(int row)
{
    if (row < m_faults.size() && m_faults.at(row).hop >= 0)
        Q_EMIT hopRequested(m_faults.at(row).hop);
}

void ExpectationsView::showTrace(const Trace &trace, const Expectations &expectations)
{
    const bool isJudged = !expectations.isEmpty() && !trace.hops.isEmpty();
    m_faults = isJudged ? expectationFaults(trace, expectations) : QList<ExpectationFault>();
    m_model->setRowCount(0);
    setVisible(isJudged);
    if (!isJudged)
        return;
    m_verdict->setText((m_faults.isEmpty() ? u"✔ "_s : u"✖ "_s) + verdictOf(m_faults));
    m_verdict->setAccessibleName(verdictOf(m_faults));
    for (const ExpectationFault &fault : std::as_const(m_faults))
        m_model->appendRow(faultItem(fault));
    m_model->appendRow(expectedItem(expectations));
}

QString expectationVerdict(const Trace &trace, const Expectations &expectations)
{
    return expectations.isEmpty() ? QString() : verdictOf(expectationFaults(trace, expectations));
}

} // namespace hopscope
