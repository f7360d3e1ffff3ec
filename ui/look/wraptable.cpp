// SPDX-License-Identifier: MIT
#include "ui/look/wraptable.h"

#include "ui/look/celldelegate.h"
#include "ui/look/cellmenu.h"
#include "ui/look/links.h"
#include "ui/look/theme.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <numeric>

namespace hopscope
{

namespace
{

/// With more rows only those that are in view get the height of their text, the others when they come into it.
constexpr int kMostFittedRows = 200;
constexpr int kHeaderPadding = 16;

} // namespace

WrapTable::WrapTable(QWidget *parent) : QTableView(parent), m_cells(new CellDelegate(this))
{
    setItemDelegate(m_cells);
    setShowGrid(false);
    setWordWrap(true);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] { scheduleFit(); });
}

void WrapTable::setColumns(const QList<Column> &columns)
{
    m_columns = columns;
    distribute();
}

void WrapTable::setModel(QAbstractItemModel *shown)
{
    QTableView::setModel(shown);
    connect(shown, &QAbstractItemModel::modelReset, this, &WrapTable::scheduleFit);
    connect(shown, &QAbstractItemModel::layoutChanged, this, &WrapTable::scheduleFit);
    connect(shown, &QAbstractItemModel::dataChanged, this, &WrapTable::scheduleFit);
    connect(shown, &QAbstractItemModel::rowsInserted, this, &WrapTable::scheduleFit);
}

int WrapTable::contentHeight() const
{
    return verticalHeader()->length() + horizontalHeader()->sizeHint().height() + 2;
}

void WrapTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || currentIndex().isValid())
        return;
    QPainter painter(viewport());
    paintCellFocus(painter, viewport()->rect(), colorsOf(palette()));
}

void WrapTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    distribute();
}

void WrapTable::distribute()
{
    if (!model())
        return;
    m_fitting = true;
    QList<int> widths;
    int shares = 0;
    const int count = std::min(int(m_columns.size()), model()->columnCount());
    for (int i = 0; i < count; ++i) {
        widths.append(smallest(i));
        shares += m_columns[i].share;
    }
    const int spare = std::max(0, viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0));
    for (int i = 0; i < count; ++i)
        setColumnWidth(i, widths[i] + (shares > 0 ? spare * m_columns[i].share / shares : 0));
    m_fitting = false;
    fit();
}

int WrapTable::smallest(int column) const
{
    QFont bold = horizontalHeader()->font();
    bold.setBold(true);
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    int width = std::max(m_columns[column].minimum, QFontMetrics(bold).horizontalAdvance(title) + kHeaderPadding);
    if (!m_columns[column].whole)
        return width;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = 0; row < std::min(model()->rowCount(), kMostFittedRows); ++row)
        width = std::max(width, m_cells->wholeWidth(option, model()->index(row, column)));
    return width;
}

void WrapTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fit();
}

void WrapTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        openLink(linkAt(event->position().toPoint()));
}

void WrapTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    if (linkAt(event->position().toPoint()).isEmpty())
        viewport()->unsetCursor();
    else
        viewport()->setCursor(Qt::PointingHandCursor);
}

void WrapTable::keyPressEvent(QKeyEvent *event)
{
    const bool plainReturn = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (m_returnOpensLinks && plainReturn && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid()) {
        for (int column = 0; column < model()->columnCount(); ++column) {
            if (openLink(currentIndex().siblingAtColumn(column).data(LinkRole).toUrl()))
                return;
        }
    }
    QTableView::keyPressEvent(event);
}

void WrapTable::contextMenuEvent(QContextMenuEvent *event)
{
    popUpCellMenu(this, *event);
}

void WrapTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0 && model() && model()->rowCount() > kMostFittedRows)
        scheduleFit();
}

QUrl WrapTable::linkAt(QPoint point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return {};
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return m_cells->linkAt(option, index, point);
}

void WrapTable::scheduleFit()
{
    if (m_fitting)
        return;
    m_fitting = true;
    QTimer::singleShot(0, this, [this] {
        m_fitting = false;
        distribute();
    });
}

void WrapTable::fit()
{
    if (!model() || !isVisible())
        return;
    if (model()->rowCount() > kMostFittedRows)
        fitVisibleRows();
    else
        resizeRowsToContents();
    if (m_growsWithRows)
        setMaximumHeight(contentHeight() + (horizontalScrollBar()->isVisible() ? horizontalScrollBar()->height() : 0));
}

void WrapTable::fitVisibleRows()
{
    const int first = std::max(0, rowAt(0));
    int bottom = 0;
    for (int row = first; row < model()->rowCount() && bottom < viewport()->height(); ++row) {
        resizeRowToContents(row);
        bottom += rowHeight(row);
    }
}

} // namespace hopscope
