// SPDX-License-Identifier: MIT
#pragma once

#include "ui/look/linetable.h"

class QMenu;

namespace hopscope
{

class HistoryModel;

/// The table of the history. Its order and the widths that the user gave to columns are kept between runs; until then
/// the widths follow the window. The notes get the room that the other columns leave.
class HistoryList : public LineTable
{
    Q_OBJECT

public:
    explicit HistoryList(QWidget *parent = nullptr);

    /// Once.
    void setHistory(HistoryModel *model);
    /// Keeps order and widths for the next run; before the model goes.
    void saveColumns() const;
    /// The columns to sort by, and the direction, for those who do not click on the header.
    void fillSortMenu(QMenu *menu);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void distribute();
    void stretchNotes();

    bool m_hasOwnWidths = false; ///< of the user's choice
    bool m_distributing = false;
};

} // namespace hopscope
