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

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace hopscope
