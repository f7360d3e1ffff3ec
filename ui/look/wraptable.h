// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QTableView>
#include <QTimer>

namespace hopscope
{

class CellDelegate;

/// A table whose cells wrap, whose columns share the width, and whose links open by click or Return.
class WrapTable : public QTableView
{
    Q_OBJECT

public:
    explicit WrapTable(QWidget *parent = nullptr);
    ~WrapTable() override;

    /// Minimum width and share of the rest, one of each a column. A narrow window scrolls sideways.
    struct Column {
        int minimum = 60;
        int share = 1;
        bool whole = false; ///< wide enough for every word and chip in it
    };
    void setColumns(const QList<Column> &columns);
    void setModel(QAbstractItemModel *model) override;
    /// Otherwise Return activates the row, and a link opens by click or from the menu of its cell.
    void setReturnOpensLinks(bool opens) { m_returnOpensLinks = opens; }
    /// No higher than its rows need, so that what lies below follows the last row.
    void setGrowsWithRows(bool grows) { m_growsWithRows = grows; }
    /// Long values begin with their first and last characters only: see CellDelegate::setFolds().
    void setFoldsValues(bool folds);
    /// Whether a cell of the row can be folded and unfolded.
    bool hasFold(int row) const;
    void toggleFold(int row);
    /// Whether the user has dragged a column to another width. Such widths are kept under the table's accessible name.
    bool hasChosenWidths() const { return !m_chosen.isEmpty(); }
    void forgetChosenWidths();
    /// Height of all rows and the header, for tables that never scroll.
    int contentHeight() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    QUrl linkAt(QPoint point) const;
    bool follow(const QUrl &link, const QModelIndex &index);
    void readWidths();
    void saveWidths() const;
    void chooseWidth(int column, int width);
    void distribute();
    int smallest(int column) const;
    void scheduleFit();
    void fit();
    void fitVisibleRows();

    QList<Column> m_columns;
    CellDelegate *m_cells;
    bool m_returnOpensLinks = true;
    bool m_growsWithRows = false;
    bool m_fitting = false;
    bool m_distributing = false;
    QTimer m_save;            ///< of widths: a handle that is dragged moves many times a second
    QHash<int, int> m_chosen; ///< widths of columns that the user has dragged
    bool m_hasRead = false;   ///< the widths that were kept
};

} // namespace hopscope
