// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/memory.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStandardItemModel;
class QTabWidget;

namespace hopscope
{

class LineTable;
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
    /// Adds what a file has to the selected session, once it is read on another thread; fileDone() follows.
    void importFile(const QString &path);
    /// Writes the selected session on another thread; fileDone() follows.
    void saveFile(const QString &path, bool withSecrets);

Q_SIGNALS:
    /// A file was read or written, or was not; a line says what came of it.
    void fileDone();

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
    /// What needs a session is at hand while there is one and no file is under way.
    void enableButtons();
    /// Calls `work` on another thread and says on this one what it returns, unless the dialog is gone by then.
    template <typename T>
    void withFile(const QString &doing, const std::function<T()> &work,
                  const std::function<QString(const T &)> &finish);

    VisitSessions &m_sessions;
    QListWidget *m_names;
    QTabWidget *m_tabs;
    QList<QStandardItemModel *> m_models;
    QList<LineTable *> m_tables;
    QCheckBox *m_values;
    QLabel *m_message;
    QList<QPushButton *> m_needSelection;
    bool m_isBusy = false; ///< with a file
};

} // namespace hopscope
