// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QStackedWidget>

class QLabel;
class QPlainTextEdit;
class QTimer;

namespace hopscope
{

class HistoryDiffModel;
class WrapTable;

/// What the history shows below its list: a hint, the notes of one trace, or what differs between two.
class HistoryDetails : public QStackedWidget
{
    Q_OBJECT

public:
    explicit HistoryDetails(QWidget *parent = nullptr);

    void showHint(const QString &text);
    void showNotes(const QString &id, const QString &notes);
    void showComparison(const Trace &first, const Trace &second);
    /// Notes that were typed a moment ago are handed over now.
    void flush();

Q_SIGNALS:
    void notesEdited(const QString &id, const QString &notes);

private:
    void handOver();
    QWidget *createNotes();
    QWidget *createComparison();

    QLabel *m_hint;
    QPlainTextEdit *m_notes;
    QTimer *m_noteTimer;
    QString m_notesOf; ///< id whose notes are in the editor
    QLabel *m_summary;
    HistoryDiffModel *m_differences;
    WrapTable *m_table;
};

} // namespace hopscope
