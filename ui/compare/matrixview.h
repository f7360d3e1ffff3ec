// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/matrix.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace hopscope
{

class ClientSearch;
class MatrixModel;

/// A cell as a view says it.
struct MatrixChoice {
    QString client;
    int status = 0;
    MatrixCell cell;
    MatrixCell reference; ///< what the client that is chosen above does
};

/// The matrix with its title and a search for clients.
class MatrixView : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget *parent = nullptr);

    void setQuestion(const MatrixQuestion &question);
    void setReference(const QString &client);
    void setStatuses(const QList<int> &statuses);
    void focusSearch();

Q_SIGNALS:
    void cellSelected(const hopscope::MatrixChoice &choice);
    void cellActivated(const QString &client, int status);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void distribute();
    void showTitle();
    void showRows();
    void onCurrent(const QModelIndex &index);

    MatrixModel *m_model;
    QLabel *m_title;
    ClientSearch *m_search;
    QTableView *m_table;
    QLabel *m_none;
    QStackedWidget *m_stack;
};

} // namespace hopscope
