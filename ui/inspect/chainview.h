// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/hopmodel.h"

#include <QWidget>

class QItemSelectionModel;
class QLabel;
class QListView;
class QStackedLayout;

namespace hopscope
{

class ChainFilter;

/// The chain as cards, growing hop by hop, under a line that sums it up.
class ChainView : public QWidget
{
    Q_OBJECT

public:
    explicit ChainView(QWidget *parent = nullptr);

    void setHops(const QList<Hop> &hops);
    void append(const QList<Hop> &hops);
    void replaceLast(const Hop &hop);
    /// The request under way as a last card; none takes it away.
    void setUnderWay(const std::optional<HopCard> &card);
    /// A request is under way; while there is no hop, the view says so.
    void setWaiting(bool waiting);
    HopModel *model() const { return m_model; }
    QItemSelectionModel *selectionModel() const;
    const QList<Hop> &hops() const { return m_model->hops(); }
    /// Row of the selected hop, -1 if none.
    int selected() const;
    void select(int row);
    /// Shows all cards again.
    void clearFilter();
    void focusFilter();
    void focusCards();
    bool isHidden(int row) const;

Q_SIGNALS:
    void hopSelected(int row);
    void menuRequested(int row, QPoint globalPoint);
    /// A card is being dragged.
    void dragRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void applyFilter();
    void hideRows(int first);

    HopModel *m_model;
    QListView *m_list;
    ChainFilter *m_filter;
    qsizetype m_shown = 0; ///< cards that pass the filter
    QLabel *m_summary;
    QLabel *m_empty;
    QStackedLayout *m_stack;
};

/// "3 requests · 2 redirects · 31.4 ms": the redirects are those that were followed, the time is that of the requests
/// without the pauses between them.
QString chainSummary(qsizetype hops, qint64 microseconds);
/// What chainSummary() does not count, in a sentence.
QString pausesText(qint64 microseconds);

} // namespace hopscope
