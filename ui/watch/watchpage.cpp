// SPDX-License-Identifier: MIT
#include "ui/watch/watchpage.h"

#include "ui/look/foldtext.h"
#include "ui/look/linetable.h"
#include "ui/look/widgets.h"
#include "ui/watch/watchfilter.h"
#include "ui/watch/watchprograms.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace hopscope
{

using namespace Qt::StringLiterals;

WatchPage::WatchPage(QWidget *parent)
    : QWidget(parent),
      m_bar(new WatchBar),
      m_programs(new WatchPrograms),
      m_output(new WatchOutputPane),
      m_model(new WatchModel(this)),
      m_error(new QLabel),
      m_empty(emptyState(QString())),
      m_stack(new QStackedWidget)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setContentsMargins(12, 4, 12, 4);
    m_error->setAccessibleName(tr("What is wrong with the watch"));
    m_error->hide();
    m_output->hide();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(createChains());
    QSplitter *splitter = lineSplitter(Qt::Vertical, tr("Output and chains"));
    splitter->setObjectName(u"watch"_s);
    splitter->addWidget(m_output);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({130, 500});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_programs);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);
    connectParts();
    setState(WatchState::Idle);
}

QWidget *WatchPage::createChains()
{
    m_filter = new WatchFilter;
    m_table = new LineTable(tr("Watched chains"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumns({{12, 0}, {20, 1}, {15, 0}, {22, 1}, {34, 6}, {34, 3}});
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns of the chains"));
    m_detail = new FoldLabel;
    m_detail->setAccessibleName(tr("Verdict on the selected chain"));
    m_open = pushButton(tr("Open &in Inspect"), tr("Show the selected chain in a tab of Inspect (Return)"),
                        tr("Open the selected chain on the Inspect page"));
    auto *detail = new QWidget;
    auto *row = new QHBoxLayout(detail);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(12);
    row->addWidget(m_detail, 1);
    row->addWidget(m_open, 0, Qt::AlignVCenter);
    auto *chains = new QWidget;
    auto *layout = new QVBoxLayout(chains);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(detail);
    return chains;
}

void WatchPage::connectParts()
{
    connect(m_filter, &WatchFilter::edited, this, [this] {
        m_model->setWords(m_filter->words());
        selectFirst();
        showCounts();
    });
    connect(m_filter, &WatchFilter::left, this, &WatchPage::focusRows);
    connect(m_bar, &WatchBar::pauseRequested, this, [this](bool paused) {
        m_model->setPaused(paused);
        selectFirst();
        showCounts();
    });
    connect(m_table, &QTableView::activated, this, &WatchPage::openRow);
    connect(m_open, &QPushButton::clicked, this, &WatchPage::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &WatchPage::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, this, &WatchPage::showDetail);
    connect(new QShortcut(QKeySequence(u"Ctrl+F"_s), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_filter, &WatchFilter::focusWords);
    showDetail();
}

void WatchPage::setState(WatchState state)
{
    const bool begins = state == WatchState::Watching && m_state != WatchState::Watching;
    m_state = state;
    m_bar->setState(state);
    m_programs->setWatching(state == WatchState::Watching);
    // Where Start had the focus it would be lost.
    if (begins && isVisible())
        m_programs->focusCommand();
    showChains();
}

void WatchPage::setError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void WatchPage::beginOutput(const QString &state)
{
    m_output->begin(state);
    m_output->show();
}

void WatchPage::add(const QList<WatchedRow> &rows)
{
    QScrollBar *bar = m_table->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    m_model->add(rows);
    if (isAtEnd && m_table->currentIndex().row() <= 0)
        m_table->scrollToBottom();
    selectFirst();
    showChains();
}

void WatchPage::clear()
{
    m_model->clear();
    showChains();
}

void WatchPage::showChains()
{
    const bool has = !m_model->rows().isEmpty();
    m_bar->setHasChains(has);
    m_stack->setCurrentIndex(has ? 1 : 0);
    m_empty->setText(
        m_state == WatchState::Watching
            ? tr("Run a command, or open a terminal or a browser: each chain of requests that it sends "
                 "appears here when it has ended.")
            : tr("Press Start to watch what your own programs send: run a command here, or open a terminal "
                 "or a browser."));
    showCounts();
}

void WatchPage::showCounts()
{
    m_filter->setCounts(m_model->rowCount(), m_model->rows().size() - m_model->waiting(), m_model->waiting());
}

void WatchPage::showDetail()
{
    const QModelIndex current = m_table->currentIndex();
    m_open->setEnabled(current.isValid() && m_model->shownRow(current.row()).offset >= 0);
    if (!current.isValid()) {
        m_detail->setWhole(m_model->rowCount() == 0 ? tr("No chain is like that: change the words of the filter.")
                                                    : tr("Select a chain to read all of its verdict."));
        return;
    }
    const WatchedRow &row = m_model->shownRow(current.row());
    const QString text =
        row.verdict.text.isEmpty() ? tr("no redirect, so there is nothing to compare.") : row.verdict.text;
    m_detail->setWhole(tr("%1: %2").arg(row.url, text));
}

/// Where nothing is selected.
void WatchPage::selectFirst()
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void WatchPage::openRow()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_model->shownRow(current.row()).offset >= 0)
        Q_EMIT openRequested(m_model->shownRow(current.row()));
}

void WatchPage::focusRows()
{
    if (m_model->rowCount() == 0)
        return;
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(0, 0));
}

} // namespace hopscope
