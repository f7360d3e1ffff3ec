// SPDX-License-Identifier: MIT
#include "ui/request/clientpicker.h"

#include "ui/look/celldelegate.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"
#include "ui/request/clientlistmodel.h"
#include "ui/request/clientsearch.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kRowPadding = 6;
constexpr int kColumnPadding = 10;
constexpr int kNameCharacters = 20;   ///< at least, with the box
constexpr int kVersionCharacters = 6; ///< at least, or none

/// In the column of the stack a star takes the place of the box, and all of the cell takes the click.
class ClientDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem plain = option;
        plain.state &= ~QStyle::State_HasFocus;
        QStyledItemDelegate::paint(painter, plain, index);
        if (option.state.testFlag(QStyle::State_HasFocus))
            paintCellFocus(*painter, option.rect, colorsOf(option.palette));
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!isStar(index))
            return;
        option->features &= ~QStyleOptionViewItem::HasCheckIndicator;
        option->displayAlignment = Qt::AlignCenter;
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        if (!isStar(index))
            return QStyledItemDelegate::editorEvent(event, model, option, index);
        if (!isToggle(*event, option.rect))
            return false;
        const bool isIn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, int(isIn ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
    }

private:
    static bool isStar(const QModelIndex &index)
    {
        return index.column() == ClientListModel::Stack && index.flags().testFlag(Qt::ItemIsUserCheckable);
    }

    static bool isToggle(const QEvent &event, const QRect &cell)
    {
        if (event.type() == QEvent::KeyPress)
            return static_cast<const QKeyEvent &>(event).key() == Qt::Key_Space;
        if (event.type() != QEvent::MouseButtonRelease)
            return false;
        const auto &mouse = static_cast<const QMouseEvent &>(event);
        return mouse.button() == Qt::LeftButton && cell.contains(mouse.position().toPoint());
    }
};

} // namespace

ClientPicker::ClientPicker(QWidget *parent)
    : QWidget(parent),
      m_search(new ClientSearch(tr("Search the clients to run"), tr("Which of the clients to run are shown"))),
      m_model(new ClientListModel(this)),
      m_table(new QTableView),
      m_none(emptyState({})),
      m_stack(new QStackedWidget)
{
    createTable();
    m_none->setAccessibleName(tr("Why no client is shown"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 0);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_stack, 1);
    connect(m_search, &ClientSearch::changed, this,
            [this] { m_model->show(m_search->typed(), m_search->isStackOnly()); });
    connect(m_search, &ClientSearch::left, m_table, [this] { m_table->setFocus(); });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &ClientPicker::keepCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ClientPicker::showRows);
    connect(m_model, &ClientListModel::chosenChanged, this, &ClientPicker::chosenChanged);
    connect(m_model, &ClientListModel::stackEdited, this, &ClientPicker::stackEdited);
    fitRows();
    fitColumns();
    showRows();
}

void ClientPicker::createTable()
{
    m_table->setModel(m_model);
    m_table->viewport()->installEventFilter(this);
    m_table->setAccessibleName(tr("Clients to run"));
    m_table->setItemDelegate(new ClientDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(20);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ClientListModel::Name, QHeaderView::Stretch);
}

QStringList ClientPicker::chosen() const
{
    return m_model->chosen();
}

void ClientPicker::setChosen(const QStringList &ids)
{
    m_model->setChosen(ids);
}

void ClientPicker::focusSearch()
{
    m_search->focusField();
}

void ClientPicker::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->arrange();
}

void ClientPicker::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    fitRows();
    fitColumns();
}

bool ClientPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void ClientPicker::fitRows()
{
    QHeaderView *rows = m_table->verticalHeader();
    rows->setMinimumSectionSize(fontMetrics().height());
    rows->setDefaultSectionSize(fontMetrics().height() + kRowPadding);
}

void ClientPicker::fitColumns()
{
    const QFontMetrics metrics = fontMetrics();
    const int star = metrics.horizontalAdvance(u"★"_s) + 2 * kColumnPadding;
    const int wanted = metrics.horizontalAdvance(u"156.0.8078.79"_s) + kColumnPadding;
    const int left = m_table->viewport()->width() - star - kNameCharacters * metrics.averageCharWidth();
    m_table->setColumnHidden(ClientListModel::Version, left < kVersionCharacters * metrics.averageCharWidth());
    m_table->setColumnWidth(ClientListModel::Version, std::min(wanted, left));
    m_table->setColumnWidth(ClientListModel::Stack, star);
}

void ClientPicker::keepCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    m_current = m_model->clientAt(current.row());
    m_column = current.column();
}

/// There is always a current client, also while the first row is a heading: keys move from it.
void ClientPicker::showRows()
{
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->isHeading(row))
            m_table->setSpan(row, 0, 1, ClientListModel::ColumnCount);
    }
    const int row = m_model->rowOf(m_current);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(row < 0 ? 1 : row, row < 0 ? 0 : m_column));
    if (row < 0)
        m_table->scrollToTop();
    m_none->setText(m_search->emptyText());
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_none);
}

} // namespace hopscope
