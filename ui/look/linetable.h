// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace hopscope
{

/// A table of rows of one line each that knows no row heights but one; quick enough for many thousand rows.
class LineTable : public QTableView
{
    Q_OBJECT

public:
    explicit LineTable(const QString &accessibleName, QWidget *parent = nullptr);

    /// In characters, and the share of what is left.
    struct Column {
        int characters = 10;
        int share = 0;
    };
    /// The columns share the width like this until the user drags one.
    void setColumns(const QList<Column> &columns);
    void setModel(QAbstractItemModel *model) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void distribute();

    QList<Column> m_columns;
    bool m_distributing = false;
    bool m_hasOwnWidths = false;
};

} // namespace hopscope
