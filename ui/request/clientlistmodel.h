// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clientstack.h"

#include <QAbstractTableModel>
#include <QSet>

namespace hopscope
{

/// The clients below headings: the user's stack, then the others by language. Each has a check mark of its own and one
/// that says whether it is in the stack. Rows stay where they are while the stack is edited, until arrange().
class ClientListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Version, Stack, ColumnCount };

    explicit ClientListModel(QObject *parent = nullptr);

    /// Shows the clients that fit what is typed (fitsSearch()), of all or of the stack.
    void show(const QString &typed, bool stackOnly);
    /// Puts the clients of the stack first again.
    void arrange();

    /// Ids in the order of the list, also of those that are not shown.
    QStringList chosen() const;
    void setChosen(const QStringList &ids);

    bool isHeading(int row) const { return m_rows[row].client == nullptr; }
    /// Empty for a heading.
    QString clientAt(int row) const;
    /// -1 when it is not shown.
    int rowOf(const QString &client) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void chosenChanged();
    /// What the stack shall be.
    void stackEdited(const QStringList &stack);

private:
    struct Row {
        const char *heading = nullptr;
        ClientPointer client;
    };

    void showStack();
    QVariant headingData(int row, int column, int role) const;
    QVariant nameData(const ClientProfile &client, int role) const;
    QVariant versionData(const ClientProfile &client, int role) const;
    QVariant stackData(const ClientProfile &client, int role) const;

    QList<Row> m_rows;
    QStringList m_arranged; ///< the stack when the rows were arranged
    QSet<QString> m_stack;
    QSet<QString> m_chosen;
    QString m_typed;
    bool m_stackOnly = false;
};

} // namespace hopscope
