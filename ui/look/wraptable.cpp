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
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// With more rows only those that are in view get the height of their text, the others when they come into it.
constexpr int kMostFittedRows = 200;
constexpr int kHeaderPadding = 16;
constexpr int kSaveAfterMs = 300;
constexpr int kWidthStep = 16; ///< by which a key makes a column wider
constexpr QLatin1StringView kWidthsKey("columns/");

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
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_distributing)
            chooseWidth(column, width);
    });
    m_save.setSingleShot(true);
    m_save.setInterval(kSaveAfterMs);
    connect(&m_save, &QTimer::timeout, this, &WrapTable::saveWidths);
}

WrapTable::~WrapTable()
{
    if (m_save.isActive())
        saveWidths();
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
    connect(shown, &QAbstractItemModel::rowsRemoved, this, &WrapTable::scheduleFit);
}

int WrapTable::contentHeight() const
{
    const int header = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height();
    return verticalHeader()->length() + header + 2;
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

void WrapTable::setFoldsValues(bool folds)
{
    m_cells->setFolds(folds);
}

bool WrapTable::hasFold(int row) const
{
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (m_cells->hasFoldLink(model()->index(row, column)))
            return true;
    }
    return false;
}

void WrapTable::toggleFold(int row)
{
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (const QModelIndex cell = model()->index(row, column); m_cells->hasFoldLink(cell))
            m_cells->toggleFold(cell);
    }
    viewport()->update();
    scheduleFit();
}

/// What lies left of the handle stays where it is while the handle is dragged; what is right of it shares the rest.
void WrapTable::chooseWidth(int column, int width)
{
    for (int left = 0; left < column; ++left) {
        if (!m_chosen.contains(left))
            m_chosen.insert(left, columnWidth(left));
    }
    m_chosen.insert(column, width);
    m_save.start();
    scheduleFit();
}

void WrapTable::forgetChosenWidths()
{
    m_chosen.clear();
    m_save.start();
    distribute();
}

void WrapTable::readWidths()
{
    if (m_columns.isEmpty() || accessibleName().isEmpty() || std::exchange(m_hasRead, true))
        return;
    const QVariantList widths = QSettings().value(kWidthsKey + accessibleName()).toList();
    for (int column = 0; column < int(widths.size()) && widths.size() == m_columns.size(); ++column) {
        if (const int width = widths[column].toInt(); width > 0)
            m_chosen.insert(column, width);
    }
}

void WrapTable::saveWidths() const
{
    QVariantList widths;
    for (int column = 0; column < int(m_columns.size()); ++column)
        widths.append(m_chosen.value(column, 0));
    if (!accessibleName().isEmpty())
        QSettings().setValue(kWidthsKey + accessibleName(), widths);
}

void WrapTable::distribute()
{
    if (!model())
        return;
    readWidths();
    m_distributing = true;
    QList<int> widths;
    int shares = 0;
    const int count = std::min(int(m_columns.size()), model()->columnCount());
    for (int i = 0; i < count; ++i) {
        widths.append(m_chosen.contains(i) ? m_chosen[i] : smallest(i));
        shares += m_chosen.contains(i) ? 0 : m_columns[i].share;
    }
    const int spare = std::max(0, viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0));
    for (int i = 0; i < count; ++i) {
        const bool grows = shares > 0 && !m_chosen.contains(i);
        setColumnWidth(i, widths[i] + (grows ? spare * m_columns[i].share / shares : 0));
    }
    m_distributing = false;
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
    const QPoint point = event->position().toPoint();
    if (event->button() == Qt::LeftButton)
        follow(linkAt(point), indexAt(point));
}

/// True: there was something behind the link.
bool WrapTable::follow(const QUrl &link, const QModelIndex &index)
{
    if (link.toString() != kFoldLink)
        return openLink(link);
    m_cells->toggleFold(index);
    viewport()->update();
    scheduleFit();
    return true;
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
    if (plainReturn && event->key() == Qt::Key_Space && currentIndex().isValid() && hasFold(currentIndex().row())) {
        toggleFold(currentIndex().row());
        return;
    }
    if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left) &&
        currentIndex().isValid()) {
        const int column = currentIndex().column();
        const int by = event->key() == Qt::Key_Right ? kWidthStep : -kWidthStep;
        setColumnWidth(column, std::max(columnWidth(column) + by, horizontalHeader()->minimumSectionSize()));
        return;
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
