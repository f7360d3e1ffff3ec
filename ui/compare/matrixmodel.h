// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"
#include "redirect/matrix.h"

#include <QAbstractTableModel>
#include <QSet>

namespace hopscope
{

/// Who does what: a row a client, a column a status. All cells are computed when the question changes, none is while
/// painting.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit MatrixModel(QObject *parent = nullptr);

    void setQuestion(const MatrixQuestion &question);
    void setStatuses(const QList<int> &statuses);
    /// The client that the others are compared with.
    void setReference(const QString &client);
    /// Shows the clients that fit what is typed (fitsSearch()), of all or of the user's stack, which comes first.
    void show(const QString &typed, bool stackOnly);

    const MatrixQuestion &question() const { return m_question; }
    QString clientAt(int row) const;
    /// 0 for the column of names.
    int statusAt(int column) const { return column > 0 ? m_statuses.value(column - 1) : 0; }
    /// Invalid for the column of names.
    std::optional<MatrixCell> cellAt(const QModelIndex &index) const;
    /// What the reference client does with that status.
    MatrixCell referenceCell(int status) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void renewClients();
    void renewStack();
    void compute();
    void filter();
    QVariant nameData(int profile, int role) const;

    QList<ClientPointer> m_profiles;
    MatrixQuestion m_question;
    QList<int> m_statuses;
    QString m_typed;
    bool m_stackOnly = false;
    QSet<QString> m_stack;
    int m_reference = 0;
    QList<QList<MatrixCell>> m_cells; ///< by profile, then status
    QList<int> m_shown;               ///< profiles
};

/// "GET", "POST, body lost", "not followed", ...
QString matrixText(const MatrixCell &cell);

} // namespace hopscope
