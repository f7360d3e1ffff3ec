// SPDX-License-Identifier: MIT
#include "ui/request/paireditor.h"

#include "paint/chainpainter.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kRowHeight = 26;
constexpr int kNameWidth = 210;
constexpr int kTableHeight = 118;

/// Editors with completion; rows that are switched off or wait for text are muted.
class PairDelegate : public QStyledItemDelegate
{
public:
    PairDelegate(const QStringList &completions, QObject *parent)
        : QStyledItemDelegate(parent), m_completions(completions)
    {
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QWidget *widget = QStyledItemDelegate::createEditor(parent, option, index);
        auto *line = qobject_cast<QLineEdit *>(widget);
        if (!line)
            return widget;
        line->setAccessibleName(index.column() == PairModel::Name ? PairEditor::tr("Name") : PairEditor::tr("Value"));
        line->setFont(monoFont(line->font()));
        line->setLayoutDirection(Qt::LeftToRight);
        if (index.column() == PairModel::Name && !m_completions.isEmpty()) {
            auto *completer = new QCompleter(m_completions, line);
            completer->setCaseSensitivity(Qt::CaseInsensitive);
            completer->popup()->setAccessibleName(PairEditor::tr("Known names"));
            line->setCompleter(completer);
            completer->popup()->installEventFilter(const_cast<PairDelegate *>(this));
            // An open list of completions keeps Return from the delegate.
            auto *self = const_cast<PairDelegate *>(this);
            connect(line, &QLineEdit::returnPressed, self, [self, line, completer] {
                if (!completer->popup()->isVisible())
                    return;
                QTimer::singleShot(0, line, [self, line] {
                    Q_EMIT self->commitData(line);
                    Q_EMIT self->closeEditor(line);
                });
            });
        }
        return widget;
    }

    /// Tab in an open list of completions goes on to the value, as it does in the field itself.
    bool eventFilter(QObject *object, QEvent *event) override
    {
        auto *list = qobject_cast<QAbstractItemView *>(object);
        if (!list || event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Tab)
            return QStyledItemDelegate::eventFilter(object, event);
        QWidget *line = list->focusProxy();
        if (list->currentIndex().isValid())
            static_cast<QLineEdit *>(line)->setText(list->currentIndex().data().toString());
        list->hide();
        Q_EMIT commitData(line);
        Q_EMIT closeEditor(line, QAbstractItemDelegate::EditNextItem);
        return true;
    }

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto &model = *static_cast<const PairModel *>(index.model());
        const bool isPair = model.isPair(index.row());
        if (isPair)
            option->font = monoFont(option->font);
        // The check mark of a name stays where the language has it.
        if (isPair && index.column() == PairModel::Value)
            option->direction = Qt::LeftToRight;
        if (!isPair || !model.pairs().at(index.row()).on)
            option->palette.setBrush(QPalette::Text, option->palette.brush(QPalette::PlaceholderText));
        if (isPair && !model.pairs().at(index.row()).on)
            option->font.setStrikeOut(true);
    }

private:
    QStringList m_completions;
};

QPushButton *button(const QString &text, const QString &name, QLayout &row)
{
    QPushButton *made = pushButton(text, name, name);
    row.addWidget(made);
    return made;
}

} // namespace

PairEditor::PairEditor(const QString &name, const QStringList &completions, bool files, QWidget *parent)
    : QWidget(parent), m_model(new PairModel(this)), m_table(new QTableView)
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PairDelegate(completions, m_table));
    m_table->setAccessibleName(name);
    m_table->setFixedHeight(kTableHeight);
    m_table->setShowGrid(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(PairModel::Name, kNameWidth);
    m_table->installEventFilter(this);

    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    connect(button(tr("&Add"), tr("Add a row"), *buttons), &QPushButton::clicked, this, &PairEditor::addRow);
    if (files)
        connect(button(tr("&File…"), tr("Add a file"), *buttons), &QPushButton::clicked, this, &PairEditor::addFile);
    connect(button(tr("&Remove"), tr("Remove the selected rows (Delete)"), *buttons), &QPushButton::clicked, this,
            &PairEditor::removeSelected);
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    setFocusProxy(m_table);
    connect(m_model, &PairModel::changed, this, &PairEditor::changed);
}

void PairEditor::setPairs(const QList<Pair> &pairs)
{
    m_model->setPairs(pairs);
}

void PairEditor::addRow()
{
    const QModelIndex index = m_model->index(int(pairs().size()), PairModel::Name);
    m_table->setFocus();
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->edit(index);
}

void PairEditor::addFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("File to send as a part"));
    if (path.isEmpty())
        return;
    m_model->append({.name = u"file"_s, .value = path, .isFile = true});
    addRow();
    m_table->setCurrentIndex(m_model->index(int(pairs().size()) - 1, PairModel::Name));
}

void PairEditor::removeSelected()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() > b.row(); });
    for (const QModelIndex &row : std::as_const(rows))
        m_model->removeRow(row.row());
    // The next Delete removes the next row.
    if (!rows.isEmpty() && !pairs().isEmpty())
        m_table->setCurrentIndex(
            m_model->index(std::min(rows.constLast().row(), int(pairs().size()) - 1), PairModel::Name));
}

void PairEditor::moveCurrent(int by)
{
    m_model->move(m_table->currentIndex().row(), by);
}

bool PairEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool alt = key.modifiers() == Qt::AltModifier;
        if (key.key() == Qt::Key_Delete && key.modifiers() == Qt::NoModifier) {
            removeSelected();
            return true;
        }
        if (alt && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down)) {
            moveCurrent(key.key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hopscope
