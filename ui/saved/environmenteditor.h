// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QTableWidget;

namespace hopscope
{

class CollectionStore;

/// The variables of one environment as a table: name, value, secret. An empty name makes a new one; `shared` edits
/// those that count with every environment.
class EnvironmentEditor : public QDialog
{
    Q_OBJECT

public:
    /// `store` outlives the dialog.
    EnvironmentEditor(CollectionStore &store, const QString &environment, bool shared, QWidget *parent = nullptr);

    void accept() override;

private:
    void addRow(const QString &name, const QString &value, bool isSecret);
    void say(const QString &fault);

    CollectionStore &m_store;
    bool m_shared;
    bool m_isNew;
    QLineEdit *m_name;
    QTableWidget *m_table;
    QLabel *m_fault;
};

} // namespace hopscope
