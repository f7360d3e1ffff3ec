// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/memory.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStandardItemModel;
class QTableView;
class QTabWidget;

namespace hopscope
{

class VisitSessions;

/// The sessions by name, and what the chosen one remembers, as tables.
class SessionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `sessions` outlives the dialog.
    explicit SessionsDialog(VisitSessions &sessions, QWidget *parent = nullptr);

    QString selected() const;
    /// Makes a session called so, and selects it. False: the name will not do, and a line says why.
    bool create(const QString &name);
    /// Adds what a file has to the selected session; a line says what came of it.
    void importFile(const QString &path);
    /// Writes the selected session; a line says what came of it.
    void saveFile(const QString &path, bool withSecrets);

private:
    QWidget *createLeft();
    QWidget *createRight();
    void refresh();
    void showTables();
    void ask();
    void clear(int table);
    void chooseImport();
    void chooseSave();
    void say(const QString &text);

    VisitSessions &m_sessions;
    QListWidget *m_names;
    QTabWidget *m_tabs;
    QList<QStandardItemModel *> m_models;
    QList<QTableView *> m_tables;
    QCheckBox *m_values;
    QLabel *m_message;
    QList<QPushButton *> m_needSelection;
};

} // namespace hopscope
