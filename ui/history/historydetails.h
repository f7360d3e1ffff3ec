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
class HistoryPreview;
class WrapTable;

/// What the history shows below its list: a hint, chain and notes of one trace, or what differs between two.
class HistoryDetails : public QStackedWidget
{
    Q_OBJECT

public:
    explicit HistoryDetails(QWidget *parent = nullptr);

    void showHint(const QString &text);
    /// `remark` stands above the chain, which chain() gets when it is read; it may be empty.
    void showOne(const QString &id, const QString &notes, const QString &remark);
    HistoryPreview *chain() const { return m_chain; }
    void showComparison(const Trace &first, const Trace &second);
    /// Notes that were typed a moment ago are handed over now.
    void flush();

Q_SIGNALS:
    void notesEdited(const QString &id, const QString &notes);

private:
    void handOver();
    QWidget *createOne();
    QWidget *createComparison();

    QLabel *m_hint;
    QLabel *m_remark;
    HistoryPreview *m_chain;
    QPlainTextEdit *m_notes;
    QTimer *m_noteTimer;
    QString m_notesOf; ///< id whose notes are in the editor
    QLabel *m_summary;
    HistoryDiffModel *m_differences;
    WrapTable *m_table;
};

} // namespace hopscope
