// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace hopscope
{

class ClientListModel;
class ClientSearch;

/// All clients with a check box each, a star for those of the user's stack, and a search. The stack comes first
/// whenever the list is shown or searched; while stars are set the rows stay.
class ClientPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPicker(QWidget *parent = nullptr);

    /// Ids in the order of the list.
    QStringList chosen() const;
    void setChosen(const QStringList &ids);
    void focusSearch();

Q_SIGNALS:
    void chosenChanged();
    /// What the stack shall be.
    void stackEdited(const QStringList &stack);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createTable();
    /// Rows as high as the font needs.
    void fitRows();
    /// Names first: the versions get what is left, and go where that is too little to read.
    void fitColumns();
    void keepCurrent();
    void showRows();

    ClientSearch *m_search;
    ClientListModel *m_model;
    QTableView *m_table;
    QLabel *m_none;
    QStackedWidget *m_stack;
    QString m_current; ///< the client of the current cell while the rows change
    int m_column = 0;
};

} // namespace hopscope
