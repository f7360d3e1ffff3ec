// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/historystore.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace hopscope
{

class HistoryBar;
class HistoryDetails;
class HistoryList;
class HistoryModel;
struct Format;

/// Every trace of now and earlier: search, notes, pin, delete and undo, open, run again; two selected traces are
/// compared below the list.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(QWidget *parent = nullptr);
    ~HistoryPage() override;

    /// Once.
    void setStore(const std::shared_ptr<HistoryStore> &store);
    void focusSearch();
    void focusList();
    /// The selected traces, from top to bottom.
    QStringList selectedIds() const;
    /// Those that an export takes: the selected ones, or all that are shown if none is.
    QStringList idsToExport() const;

Q_SIGNALS:
    void openRequested(const hopscope::StoredRun &run);
    void runAgainRequested(const hopscope::StoredRun &run);
    /// The traces as one file, or as a file for each in a folder.
    void exportRequested(const hopscope::Format &format, bool toFolder);
    void statusMessage(const QString &text);
    /// The comparison of two selected traces is shown.
    void compared();
    /// The chain of the selected trace is shown, or why it is not.
    void chainShown();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createList();
    QWidget *createUndoBar();
    void connectButtons();
    void removeSelected();
    void undoRemove();
    void pinSelected();
    void openSelected();
    void rerun();
    void readSelected(void (HistoryPage::*then)(const StoredRun &));
    void showOne(const HistoryEntry &entry);
    void stopPreview();
    void fillExportMenu();
    void onSelection();
    void compare(QStringList ids);
    void showCount();
    void restoreSelection(const QStringList &ids);

    std::shared_ptr<HistoryStore> m_store;
    HistoryModel *m_model = nullptr;
    HistoryBar *m_bar;
    HistoryDetails *m_details;
    QStackedWidget *m_listOrEmpty;
    QLabel *m_empty;
    HistoryList *m_list;
    QWidget *m_undoBar;
    QLabel *m_undoText;
    QPushButton *m_undo;
    CancelFlag m_reading;       ///< of the chain that is read
    QString m_chainOf;          ///< id of the chain that is shown or read
    QStringList m_comparing;    ///< ids whose files are being read
    QStringList m_keptSelected; ///< over a reset of the model
};

} // namespace hopscope
