// SPDX-License-Identifier: MIT
#pragma once

#include "ui/audit/auditbar.h"
#include "ui/audit/auditmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace hopscope
{

class AuditFilterBar;
class AuditGroups;
class AuditOptionsPanel;
class AuditTable;
class FoldLabel;

/// A list of URLs, how they are asked for, and what came of each: by cause at the left, as a table at the right.
class AuditPage : public QWidget
{
    Q_OBJECT

public:
    explicit AuditPage(QWidget *parent = nullptr);

    AuditBar *bar() const { return m_bar; }
    AuditOptionsPanel *options() const { return m_options; }
    AuditModel *model() const { return m_model; }

    /// What cannot be used of the list, and what else is to be said of it, a sentence each.
    void setRemarks(const QStringList &faults, const QStringList &others);
    /// A list with so many URLs is there, and none has been asked for.
    void showPlan(qsizetype urls);
    /// One sentence; empty: nothing is wrong.
    void setError(const QString &error);
    /// The results of before go. `compared`: there is an earlier audit beside these.
    void begin(qsizetype total, const std::optional<AuditBaseline> &baseline);
    void add(const QList<SettledRow> &rows);
    /// All rows are there.
    void finish();

Q_SIGNALS:
    void filesDropped(const QStringList &paths);
    void textDropped(const QString &text);
    /// The trace of a row is wanted.
    void openRequested(const hopscope::SettledRow &row);
    void optionsEdited();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *createOptions();
    QWidget *createRemarks();
    QWidget *createResults();
    void connectParts();
    void showOptions(bool open);
    void showOptionsLink();
    void showRemarks(bool open);
    void showGroups();
    void applyFilter();
    void showCounts();
    void showDetail();
    void selectFirst();
    void openRow();
    void focusRows();

    AuditBar *m_bar;
    AuditOptionsPanel *m_options;
    AuditModel *m_model;
    AuditGroups *m_groups;
    QToolButton *m_optionsLink;
    QScrollArea *m_optionsArea = nullptr;
    QToolButton *m_remarksLink;
    QPlainTextEdit *m_remarks = nullptr;
    QLabel *m_error;
    QLabel *m_empty;
    QStackedWidget *m_stack = nullptr;
    QListView *m_groupList = nullptr;
    AuditFilterBar *m_filter = nullptr;
    AuditTable *m_table = nullptr;
    FoldLabel *m_detail = nullptr;
    QPushButton *m_open = nullptr;
    std::optional<AuditGroupCount> m_group; ///< that is shown; none: all
    qsizetype m_sinceGroups = 0;            ///< rows that the list of causes does not have yet
    bool m_filling = false;
};

} // namespace hopscope
