// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/matrix.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace hopscope
{

class MatrixModel;

/// A cell as a view says it.
struct MatrixChoice {
    QString client;
    int status = 0;
    MatrixCell cell;
    MatrixCell reference; ///< what the client that is chosen above does
};

/// The matrix with its title and a filter by client.
class MatrixView : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget *parent = nullptr);

    void setQuestion(const MatrixQuestion &question);
    void setReference(const QString &client);
    void setStatuses(const QList<int> &statuses);

Q_SIGNALS:
    void cellSelected(const hopscope::MatrixChoice &choice);
    void cellActivated(const QString &client, int status);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void distribute();
    void showTitle();
    void onCurrent(const QModelIndex &index);

    MatrixModel *m_model;
    QLabel *m_title;
    QLineEdit *m_filter;
    QTableView *m_table;
};

} // namespace hopscope
