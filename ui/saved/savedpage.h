// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "net/tracerequest.h"

#include <QSet>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace hopscope
{

class CollectionModel;
class CollectionStore;
class EnvironmentBar;

/// Saved requests: a tree of folders and requests, what the selected one is, and the environment.
class SavedPage : public QWidget
{
    Q_OBJECT

public:
    explicit SavedPage(QWidget *parent = nullptr);

    /// Once; `store` outlives the page. `redaction` says what is secret in what is imported.
    void setStore(CollectionStore *store, const std::function<RedactionOptions()> &redaction);
    /// Makes request files of another program's file or folder, on a thread of its own; the page says what came of it.
    void importFrom(const QString &path);

Q_SIGNALS:
    /// With its variables still in it.
    void openRequested(const hopscope::TraceRequest &request);
    void traceRequested(const hopscope::TraceRequest &request);
    void statusMessage(const QString &text);
    void imported();

private:
    QWidget *createLeft();
    QWidget *createRight();
    QWidget *createUndoBar();
    void createMenu();
    void connectParts();
    void show(const QString &path);
    void refresh();
    void rememberCollapsed();
    QString selected() const;
    /// The folder of what is selected, or it itself.
    QString selectedFolder() const;
    std::optional<TraceRequest> request() const;
    void newRequest();
    void newFolder();
    void rename();
    void duplicate();
    void remove();
    void undoRemove();
    void chooseFolder();
    bool say(const QString &error);
    /// Selects what is new as soon as it is there, or says why there is nothing new.
    void want(const Result<QString> &path);

    CollectionStore *m_store = nullptr;
    std::function<RedactionOptions()> m_redaction;
    CollectionModel *m_model;
    QSortFilterProxyModel *m_filter;
    QTreeView *m_tree;
    QLineEdit *m_search;
    QPushButton *m_new;
    QPushButton *m_more;
    QMenu *m_menu;
    QLabel *m_title;
    QPlainTextEdit *m_preview;
    EnvironmentBar *m_environment;
    QPushButton *m_open;
    QPushButton *m_trace;
    QWidget *m_undoBar;
    QLabel *m_undoText;
    QPushButton *m_undo;
    QString m_wanted; ///< path to select when it appears
    QString m_report; ///< of the last import, while nothing is selected
    QSet<QString> m_collapsed;
};

} // namespace hopscope
