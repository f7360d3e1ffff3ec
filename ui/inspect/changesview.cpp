// SPDX-License-Identifier: MIT
#include "ui/inspect/changesview.h"

#include "ui/inspect/cookiemodel.h"
#include "ui/inspect/hopmeaning.h"
#include "ui/inspect/ledgermodel.h"
#include "ui/inspect/nexteditor.h"
#include "ui/inspect/whatifbar.h"
#include "ui/look/foldtext.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"
#include "ui/request/texts.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QList<WrapTable::Column> kLedgerColumns{{84, 1, true}, {84, 3}, {84, 3}, {80, 0, true}, {140, 7}};
constexpr WrapTable::Column kPredictedColumn{84, 3};

constexpr double kTitleScale = 1.15;
constexpr int kLeastLines = 6; ///< of the ledger

} // namespace

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent),
      m_box(new QVBoxLayout),
      m_title(new QLabel),
      m_meaning(richLabel(tr("What the response means"))),
      m_nextBox(new QWidget),
      m_banner(new Banner),
      m_edit(new QPushButton(tr("&Edit…"))),
      m_model(new LedgerModel(this)),
      m_table(new WrapTable),
      m_cookies(new CookieModel(this)),
      m_cookieTable(new WrapTable)
{
    keepFont(m_title, [](QFont font) {
        font.setBold(true);
        if (font.pointSizeF() > 0)
            font.setPointSizeF(font.pointSizeF() * kTitleScale);
        return font;
    });
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    makeMuted(m_meaning);
    m_banner->setMargin(8);
    m_banner->setWordWrap(true);
    m_banner->setTextFormat(Qt::PlainText);
    m_banner->setAccessibleName(tr("Next request"));
    m_edit->setAccessibleName(tr("Edit the next request"));
    connect(m_edit, &QPushButton::clicked, this, [this] { editNext(true); });
    m_table->setModel(m_model);
    m_table->setColumns(kLedgerColumns);
    m_table->setGrowsWithRows(true);
    m_table->setFoldsValues(true);
    m_table->setAccessibleName(tr("What changed between the two requests"));
    m_table->installEventFilter(this);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->isFold(index.row()))
            m_model->setOpen(!m_model->isOpen());
    });
    m_cookieTable->setModel(m_cookies);
    m_cookieTable->setColumns({{84, 2}, {84, 0, true}, {80, 0, true}, {140, 7}});
    m_cookieTable->setGrowsWithRows(true);
    m_cookieTable->setAccessibleName(tr("Cookies that were stored, refused, sent or withheld"));

    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 4);
    head->setSpacing(4);
    auto *next = new QHBoxLayout(m_nextBox);
    next->setContentsMargins(0, 0, 0, 0);
    next->setSpacing(8);
    next->addWidget(m_banner, 1);
    next->addWidget(m_edit, 0, Qt::AlignTop);
    m_nextBox->hide();
    head->addWidget(m_nextBox);
    head->addWidget(m_title);
    head->addWidget(m_meaning);
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(0);
    m_box->addLayout(head);
    m_box->addWidget(m_table, 1);
    m_box->addWidget(m_cookieTable);
    m_box->addStretch(0);
    auto *content = new QWidget;
    content->setLayout(m_box);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_scroll = scrollOn(content, tr("What changed"));
    // The ledger has columns to share the width out and scrolls by itself.
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget *wide :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_meaning), static_cast<QWidget *>(m_banner),
          static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_cookieTable)})
        wide->setMinimumWidth(1);
    layout->addWidget(m_scroll);
    // A page that is shown again is as low as if it were empty at first, which takes it to its top.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (m_scrolled > 0 && most >= m_scrolled && isVisible())
            m_scroll->verticalScrollBar()->setValue(std::exchange(m_scrolled, 0));
    });
    setTableRoom();
}

/// Where the room is low the page scrolls rather than the ledger shows no row.
void ChangesView::setTableRoom()
{
    m_table->setMinimumHeight(m_table->horizontalHeader()->sizeHint().height() +
                              kLeastLines * m_table->fontMetrics().lineSpacing());
}

bool ChangesView::eventFilter(QObject *watched, QEvent *event)
{
    return (watched == m_table && event->type() == QEvent::KeyPress && openLedger(*event)) ||
           QWidget::eventFilter(watched, event);
}

/// Space or Return at the row of what neither request has opens and closes it, Right and Left as in a tree.
bool ChangesView::openLedger(const QEvent &event)
{
    const int key = static_cast<const QKeyEvent &>(event).key();
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || !m_model->isFold(current.row()))
        return false;
    const bool toggles = key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!toggles && key != Qt::Key_Right && key != Qt::Key_Left)
        return false;
    m_model->setOpen(toggles ? !m_model->isOpen() : key == Qt::Key_Right);
    return true;
}

void ChangesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setTableRoom();
}

void ChangesView::hideEvent(QHideEvent *event)
{
    m_scrolled = m_scroll->verticalScrollBar()->value();
    QWidget::hideEvent(event);
}

void ChangesView::showHop(const Trace &trace, int row, bool ended)
{
    const Hop &hop = trace.hops.at(row);
    const bool last = ended && row + 1 == trace.hops.size();
    // Where it is scrolled to belongs to the hop of this trace.
    if (std::exchange(m_row, row) != row) {
        m_scrolled = 0;
        m_scroll->verticalScrollBar()->setValue(0);
        m_table->scrollToTop();
    }
    m_title->setText(hopTitle(hop));
    m_meaning->setText(meaningOf(trace, row, last ? &trace.outcome : nullptr));
    const bool follows = hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow;
    m_model->setLedger(follows ? hop.redirect->ledger : QList<LedgerRow>(), row + 1, nextRequest(trace, row, ended));
    m_table->setColumns(m_model->isPredicted() ? kLedgerColumns + QList{kPredictedColumn} : kLedgerColumns);
    m_table->setVisible(follows && !m_editing);
    showCookies(trace, row);
    showWhatIf(trace, row, ended);
}

void ChangesView::showCookies(const Trace &trace, int row)
{
    m_cookies->setHop(trace, row);
    m_cookieTable->setVisible(m_cookies->rowCount() > 0 && !m_editing);
}

void ChangesView::showWhatIf(const Trace &trace, int row, bool ended)
{
    const Hop &hop = trace.hops.at(row);
    m_hasWhatIf = isRedirecting(hop);
    if (m_hasWhatIf && !m_whatIf) {
        m_whatIf = new WhatIfBar;
        m_box->insertWidget(m_box->indexOf(m_table) + 1, m_whatIf);
    }
    if (m_hasWhatIf) {
        const bool follows = hop.redirect->verdict == RedirectVerdict::Follow;
        m_whatIf->showHop(trace, row,
                          !follows                      ? Carried::Nothing
                          : row + 1 < trace.hops.size() ? Carried::Sent
                          : ended                       ? Carried::NotSent
                                                        : Carried::Sending);
    }
    if (m_whatIf)
        m_whatIf->setVisible(m_hasWhatIf && !m_editing);
}

QString ChangesView::selectedPart() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_model->part(rows.constFirst().row());
}

void ChangesView::showMatch(const ChainMatch &match)
{
    const auto select = [this](WrapTable *table, int row) {
        const QModelIndex index = table->model()->index(row, 0);
        table->setCurrentIndex(index);
        table->scrollTo(index);
        const QPoint place = table->viewport()->mapTo(m_scroll->widget(), table->visualRect(index).center());
        m_scroll->ensureVisible(0, place.y());
    };
    if (match.place == MatchPlace::Cookie) {
        select(m_cookieTable, match.row);
    } else if (match.place == MatchPlace::Ledger) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->part(row).compare(match.part, Qt::CaseInsensitive) == 0)
                select(m_table, row);
        }
    } else {
        const QString shown = shortWords(match.part);
        const qsizetype at = QTextDocumentFragment::fromHtml(m_meaning->text()).toPlainText().indexOf(shown);
        m_scroll->ensureVisible(0, 0);
        if (at >= 0)
            m_meaning->setSelection(int(at), int(shown.size()));
    }
}

void ChangesView::showNext(const Request *next)
{
    editNext(false);
    m_nextBox->setVisible(next != nullptr);
    if (!next)
        return;
    m_next = *next;
    if (m_whatIf)
        m_whatIf->setCarried(Carried::Waiting);
    showBanner();
}

/// What Step would send: the planned request, or what the editor has made of it.
void ChangesView::showBanner()
{
    const bool isEdited = m_editing && m_editor->isChanged();
    const QString line =
        isEdited ? m_editor->requestLine() : QString::fromLatin1(m_next.method) + u' ' + QString::fromUtf8(m_next.url);
    const QString shown = leftToRight(breakable(folded(line)));
    m_banner->setText(isEdited
                          ? tr("Next, as you edited it: %1 · Step (F10) sends it, Cancel (Esc) stops here").arg(shown)
                          : tr("Next: %1 · Step (F10) sends it, Cancel (Esc) stops here").arg(shown));
}

void ChangesView::editNext(bool edits)
{
    if (edits == m_editing)
        return;
    m_editing = edits;
    if (edits && !m_editor) {
        m_editor = new NextEditor;
        m_box->insertWidget(m_box->indexOf(m_table), m_editor);
        connect(m_editor, &NextEditor::sendRequested, this, &ChangesView::stepRequested);
        connect(m_editor, &NextEditor::changed, this, &ChangesView::showBanner);
        connect(m_editor, &NextEditor::discarded, this, [this] {
            editNext(false);
            m_edit->show();
            m_edit->setFocus();
        });
    }
    if (edits)
        m_editor->setRequest(m_next);
    m_edit->setVisible(!edits);
    m_editor->setVisible(edits);
    m_title->setVisible(!edits);
    m_meaning->setVisible(!edits);
    // The hop that waits has been followed so far as to have a ledger.
    m_table->setVisible(!edits && m_model->rowCount() > 0);
    m_cookieTable->setVisible(!edits && m_cookies->rowCount() > 0);
    if (m_whatIf)
        m_whatIf->setVisible(!edits && m_hasWhatIf);
    showBanner();
    if (edits)
        m_editor->setFocus();
}

Result<std::optional<EditedRequest>> ChangesView::editedNext(const QString &client)
{
    using Edited = std::optional<EditedRequest>;
    if (!m_editing)
        return Result<Edited>(Edited());
    const Result<EditedRequest> edited = m_editor->edited(client);
    return edited ? Result<Edited>(Edited(*edited)) : Result<Edited>::failure(edited.error);
}

} // namespace hopscope
