// SPDX-License-Identifier: MIT
#include "ui/history/historypage.h"

#include "paint/paintedformats.h"
#include "ui/history/historybar.h"
#include "ui/history/historydetails.h"
#include "ui/history/historylist.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypreview.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

HistoryPage::HistoryPage(QWidget *parent) : QWidget(parent), m_bar(new HistoryBar), m_details(new HistoryDetails)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    QSplitter *splitter = lineSplitter(Qt::Vertical, tr("Traces and the selection"));
    splitter->setObjectName(u"history"_s);
    splitter->addWidget(createList());
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_undoBar = createUndoBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_undoBar);
    connectButtons();
}

QWidget *HistoryPage::createList()
{
    m_list = new HistoryList;
    m_empty = emptyState(QString());
    m_listOrEmpty = new QStackedWidget;
    m_listOrEmpty->addWidget(m_list);
    m_listOrEmpty->addWidget(m_empty);
    return m_listOrEmpty;
}

QWidget *HistoryPage::createUndoBar()
{
    auto *bar = new QWidget;
    bar->setObjectName(u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    m_undoText = new QLabel;
    m_undoText->setAccessibleName(tr("What was deleted"));
    m_undo = pushButton(tr("&Undo"), tr("Bring the traces back (Ctrl+Z)"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_undoText, 1);
    row->addWidget(m_undo);
    bar->hide();
    return bar;
}

void HistoryPage::connectButtons()
{
    connect(m_bar->search(), &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_model)
            m_model->search(text);
    });
    connect(m_bar->search(), &QLineEdit::returnPressed, this, &HistoryPage::focusList);
    m_bar->search()->installEventFilter(this);
    connect(m_bar->open(), &QPushButton::clicked, this, &HistoryPage::openSelected);
    connect(m_bar->again(), &QPushButton::clicked, this, &HistoryPage::rerun);
    connect(m_bar->pin(), &QPushButton::clicked, this, &HistoryPage::pinSelected);
    connect(m_bar->sort()->menu(), &QMenu::aboutToShow, this, [this] { m_list->fillSortMenu(m_bar->sort()->menu()); });
    connect(m_bar->exports()->menu(), &QMenu::aboutToShow, this, &HistoryPage::fillExportMenu);
    connect(m_bar->remove(), &QPushButton::clicked, this, &HistoryPage::removeSelected);
    connect(m_undo, &QPushButton::clicked, this, &HistoryPage::undoRemove);
    connect(m_list, &QTableView::activated, this, &HistoryPage::openSelected);
    const auto key = [this](const QKeySequence &keys, QWidget *where, auto slot) {
        connect(new QShortcut(keys, where, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, slot);
    };
    key(QKeySequence(Qt::Key_Delete), m_list, &HistoryPage::removeSelected);
    key(QKeySequence(u"Ctrl+R"_s), m_list, &HistoryPage::rerun);
    key(QKeySequence(u"Ctrl+P"_s), m_list, &HistoryPage::pinSelected);
    key(QKeySequence(u"Ctrl+Z"_s), m_list, &HistoryPage::undoRemove);
    key(QKeySequence(u"Ctrl+F"_s), this, &HistoryPage::focusSearch);
    connect(m_details, &HistoryDetails::notesEdited, this, [this](const QString &id, const QString &notes) {
        if (m_store)
            m_store->setNotes(id, notes);
    });
}

HistoryPage::~HistoryPage()
{
    m_details->flush();
    if (m_model)
        m_list->saveColumns();
    delete m_model; // it looks into the store, which may go with this page
}

void HistoryPage::setStore(const std::shared_ptr<HistoryStore> &store)
{
    m_store = store;
    m_model = new HistoryModel(*store, this);
    m_model->search(m_bar->search()->text());
    m_list->setHistory(m_model);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::onSelection);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_keptSelected = selectedIds(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        restoreSelection(m_keptSelected);
        showCount();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &HistoryPage::showCount);
    connect(m_store.get(), &HistoryStore::loaded, this, &HistoryPage::showCount);
    showCount();
}

bool HistoryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    focusList();
    return true;
}

void HistoryPage::focusList()
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    m_list->setFocus();
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void HistoryPage::focusSearch()
{
    m_bar->search()->setFocus(Qt::ShortcutFocusReason);
    m_bar->search()->selectAll();
}

QStringList HistoryPage::selectedIds() const
{
    QStringList ids;
    if (!m_model || !m_list->selectionModel())
        return ids;
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows))
        ids.append(m_model->idAt(row.row()));
    return ids;
}

QStringList HistoryPage::idsToExport() const
{
    QStringList ids = selectedIds();
    if (!ids.isEmpty() || !m_model)
        return ids;
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids.append(m_model->idAt(row));
    return ids;
}

void HistoryPage::fillExportMenu()
{
    QMenu *menu = m_bar->exports()->menu();
    menu->clear();
    const qsizetype count = idsToExport().size();
    menu->addSection(count == 1 ? tr("1 trace") : tr("%1 traces").arg(count));
    auto *each = new QMenu(tr("One &file per trace, as"), menu);
    for (const Format *format : allFormats()) {
        const auto ask = [this, format](bool toFolder) {
            return [this, format, toFolder] { Q_EMIT exportRequested(*format, toFolder); };
        };
        if (format->writeAll || count == 1)
            menu->addAction(tr("%1…").arg(formatTitle(*format)), this, ask(false));
        each->addAction(tr("%1…").arg(formatTitle(*format)), this, ask(true));
    }
    menu->addSeparator();
    menu->addMenu(each);
}

void HistoryPage::restoreSelection(const QStringList &ids)
{
    QItemSelection selection;
    for (const QString &id : ids) {
        if (const int row = m_model->rowOf(id); row >= 0)
            selection.select(m_model->index(row, 0), m_model->index(row, HistoryModel::ColumnCount - 1));
    }
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!selection.isEmpty())
        m_list->selectionModel()->setCurrentIndex(selection.first().topLeft(), QItemSelectionModel::NoUpdate);
    onSelection();
}

void HistoryPage::showCount()
{
    const int shown = m_model->rowCount();
    const qsizetype all = m_store->ids().size();
    m_bar->count()->setText(shown == all ? all == 1 ? tr("1 trace") : tr("%1 traces").arg(all)
                                         : tr("%1 of %2").arg(shown).arg(all));
    if (all == 0)
        m_empty->setText(
            m_store->isLoaded()
                ? tr("No traces yet. Every trace made on the Inspect page is kept here, even after Hopscope is closed.")
                : tr("Reading the history…"));
    else
        m_empty->setText(tr("No trace contains all of these words. Search for part of a URL, a client or a status."));
    m_listOrEmpty->setCurrentIndex(shown == 0 ? 1 : 0);
    m_bar->exports()->setEnabled(shown > 0);
    m_bar->sort()->setEnabled(shown > 0);
}

void HistoryPage::onSelection()
{
    m_details->flush();
    const QStringList ids = selectedIds();
    const bool one = ids.size() == 1;
    const HistoryEntry first = ids.isEmpty() ? HistoryEntry{} : m_store->entry(ids.first());
    const bool readable = one && first.broken.isEmpty();
    m_bar->open()->setEnabled(readable);
    m_bar->again()->setEnabled(readable);
    m_bar->pin()->setEnabled(!ids.isEmpty());
    m_bar->pin()->setText(first.pinned ? tr("&Unpin") : tr("&Pin"));
    m_bar->pin()->setAccessibleName(m_bar->pin()->text().remove(u'&'));
    m_bar->remove()->setEnabled(!ids.isEmpty());
    m_comparing.clear();
    if (!readable)
        stopPreview();
    if (ids.size() == 2)
        compare(ids);
    else if (readable)
        showOne(first);
    else if (one)
        m_details->showHint(tr("This file cannot be read and is left as it is: %1\n%2")
                                .arg(m_store->traceFile(first.id), first.broken));
    else if (ids.isEmpty())
        m_details->showHint(
            tr("Select a trace to see its chain and to write notes about it, or two traces to compare them."));
    else
        m_details->showHint(tr("%1 traces are selected. Select two to compare them.").arg(ids.size()));
}

void HistoryPage::pinSelected()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty())
        return;
    const bool pinned = !m_store->entry(ids.first()).pinned;
    m_store->setPinned(ids, pinned);
    onSelection();
    Q_EMIT statusMessage(pinned ? tr("Pinned.") : tr("Unpinned."));
}

void HistoryPage::removeSelected()
{
    const QStringList ids = selectedIds();
    if (ids.isEmpty())
        return;
    const int row = m_model->rowOf(ids.first());
    const int count = m_store->remove(ids);
    if (count < int(ids.size()))
        Q_EMIT statusMessage(tr("Broken files are not deleted here: look at them in %1").arg(m_store->folder()));
    if (count == 0)
        return;
    m_undoText->setText(count == 1 ? tr("1 trace deleted.") : tr("%1 traces deleted.").arg(count));
    m_undoBar->show();
    if (m_model->rowCount() > 0)
        // QTableView::selectRow() does nothing from right to left where the columns end before the view does.
        m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
    m_list->setFocus();
}

void HistoryPage::undoRemove()
{
    const bool undone = m_store && m_store->undoRemove();
    Q_EMIT statusMessage(undone ? tr("The deleted traces were restored.") : tr("There is nothing to undo."));
    m_undoBar->hide();
}

void HistoryPage::openSelected()
{
    readSelected(&HistoryPage::openRequested);
}

void HistoryPage::rerun()
{
    readSelected(&HistoryPage::runAgainRequested);
}

void HistoryPage::readSelected(void (HistoryPage::*then)(const StoredRun &))
{
    const QStringList ids = selectedIds();
    if (ids.size() != 1 || !m_store->entry(ids.first()).broken.isEmpty())
        return;
    m_store->readRun(ids.first(), this, [this, then](const Result<StoredRun> &run) {
        if (run)
            Q_EMIT(this->*then)(*run);
        else
            Q_EMIT statusMessage(run.error);
    });
}

void HistoryPage::stopPreview()
{
    if (m_reading)
        *m_reading = true;
    m_chainOf.clear();
}

void HistoryPage::showOne(const HistoryEntry &entry)
{
    m_details->showOne(entry.id, entry.notes, m_store->isServerGone(entry) ? serverGoneText() : QString());
    if (m_chainOf == entry.id)
        return;
    stopPreview();
    m_chainOf = entry.id;
    m_details->chain()->showText(tr("Reading the trace…"));
    m_reading = m_store->readChain(entry.id, this, [this](const Result<ChainPicture> &chain) {
        if (chain)
            m_details->chain()->showChain(*chain);
        else
            m_details->chain()->showText(chain.error);
        Q_EMIT chainShown();
    });
}

void HistoryPage::compare(QStringList ids)
{
    if (m_store->entry(ids.first()).started > m_store->entry(ids.last()).started)
        std::swap(ids.first(), ids.last());
    m_comparing = ids;
    m_store->read(ids, this, [this, ids](const QList<Result<Trace>> &traces) {
        if (m_comparing != ids)
            return;
        const Result<Trace> &first = traces.first();
        const Result<Trace> &second = traces.last();
        if (first && second)
            m_details->showComparison(*first, *second);
        else
            m_details->showHint(tr("These two cannot be compared. %1").arg(first ? second.error : first.error));
        Q_EMIT compared();
    });
}

} // namespace hopscope
