// SPDX-License-Identifier: MIT
#include "ui/compare/matrixview.h"

#include "paint/chainpainter.h"
#include "ui/compare/matrixmodel.h"
#include "ui/look/linetable.h"
#include "ui/look/theme.h"
#include "ui/look/titlebar.h"
#include "ui/look/widgets.h"
#include "ui/request/clientsearch.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNameCharacters = 27;
constexpr int kCellPadding = 38;

} // namespace

MatrixView::MatrixView(QWidget *parent)
    : QWidget(parent),
      m_model(new MatrixModel(this)),
      m_title(new QLabel),
      m_search(new ClientSearch(tr("Search the clients"), tr("Which clients are shown"))),
      m_table(new LineTable(tr("What each client does with each redirect type"))),
      m_none(emptyState({})),
      m_stack(new QStackedWidget)
{
    auto *legend = new QLabel(tr("≠ differs from ▸"));
    legend->setToolTip(tr("Cells that differ from the client chosen above are marked"));
    makeMuted(legend);
    m_none->setAccessibleName(tr("Why no client is shown"));
    auto *right = new QWidget;
    right->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(right);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(legend);
    row->addWidget(m_search);

    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new TitleBar(m_title, right));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    layout->addWidget(m_stack, 1);
    connect(m_search, &ClientSearch::changed, this,
            [this] { m_model->show(m_search->typed(), m_search->isStackOnly()); });
    connect(m_search, &ClientSearch::left, this, [this] {
        m_table->setFocus();
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 1));
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &MatrixView::showRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &MatrixView::onCurrent);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.column() > 0)
            Q_EMIT cellActivated(m_model->clientAt(index.row()), m_model->statusAt(index.column()));
    });
    m_table->viewport()->installEventFilter(this);
    showTitle();
}

void MatrixView::setQuestion(const MatrixQuestion &question)
{
    m_model->setQuestion(question);
    showTitle();
}

void MatrixView::setReference(const QString &client)
{
    m_model->setReference(client);
    onCurrent(m_table->currentIndex());
}

void MatrixView::setStatuses(const QList<int> &statuses)
{
    m_model->setStatuses(statuses);
}

void MatrixView::focusSearch()
{
    m_search->focusField();
}

void MatrixView::showRows()
{
    m_none->setText(m_search->emptyText());
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_none);
    distribute();
}

void MatrixView::showTitle()
{
    const QString method = QString::fromUtf8(m_model->question().method);
    m_title->setText(m_model->question().withBody ? tr("What clients do with %1 and a body").arg(method)
                                                  : tr("What clients do with %1").arg(method));
}

void MatrixView::onCurrent(const QModelIndex &index)
{
    const std::optional<MatrixCell> cell = m_model->cellAt(index);
    if (!cell)
        return;
    const int status = m_model->statusAt(index.column());
    Q_EMIT cellSelected({m_model->clientAt(index.row()), status, *cell, m_model->referenceCell(status)});
}

bool MatrixView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        distribute();
    return QWidget::eventFilter(watched, event);
}

void MatrixView::distribute()
{
    const QFontMetrics metrics(m_table->font());
    const int name = metrics.averageCharWidth() * kNameCharacters;
    const int cell = QFontMetrics(chainStyle(colorsOf(palette()), m_table->font()).small)
                         .horizontalAdvance(u"≠ "_s + tr("%1, body lost").arg(u"POST"_s)) +
                     kCellPadding;
    const int statuses = m_model->columnCount() - 1;
    int spare = std::max(0, m_table->viewport()->width() - name - statuses * cell);
    // Whole names come first.
    QFont bold = m_table->font();
    bold.setBold(true);
    const QFontMetrics boldMetrics(bold);
    int longest = name;
    for (int row = 0; row < m_model->rowCount(); ++row)
        longest =
            std::max(longest, boldMetrics.horizontalAdvance(m_model->index(row, 0).data().toString()) + kCellPadding);
    const int whole = std::min(spare, longest - name);
    spare -= whole;
    const int more = spare / (statuses + 1);
    m_table->setColumnWidth(0, name + whole + more);
    for (int column = 1; column <= statuses; ++column)
        m_table->setColumnWidth(column, cell + more);
}

} // namespace hopscope
