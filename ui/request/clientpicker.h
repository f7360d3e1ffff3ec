// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace hopscope
{

/// All clients with a check box each, and a filter by name.
class ClientPicker : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPicker(QWidget *parent = nullptr);

    /// Ids in the order of the list.
    QStringList chosen() const;
    void setChosen(const QStringList &ids);

Q_SIGNALS:
    void chosenChanged();

private:
    void fill();
    void renew();

    QLineEdit *m_filter;
    QListView *m_list;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_filtered;
};

} // namespace hopscope
