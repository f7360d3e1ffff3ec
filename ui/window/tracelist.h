// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QAbstractListModel>
#include <QWidget>

class QCheckBox;
class QLabel;
class QListView;
class QPlainTextEdit;
class QToolButton;

namespace hopscope
{

/// The traces of one file, one row each; those of a single request can be left out.
class TraceListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setTraces(const QList<Trace> &traces, bool onlyRedirects);
    void setOnlyRedirects(bool only);
    const QList<Trace> &traces() const { return m_traces; }
    const Trace &trace(int row) const { return m_traces.at(m_shown.at(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Trace> m_traces;
    QList<qsizetype> m_shown;
};

/// A panel to choose one of several traces; hidden until there are any. Folded up it is a button at the edge.
class TraceList : public QWidget
{
    Q_OBJECT

public:
    explicit TraceList(QWidget *parent = nullptr);

    /// Shows the panel and chooses the first trace that is shown. `notes` say what the file has besides them.
    void setTraces(const QList<Trace> &traces, const QStringList &notes = {});
    const QList<Trace> &traces() const { return m_model->traces(); }

Q_SIGNALS:
    void chosen(const Trace &trace);

private:
    void choose(int row);
    void fold(bool folded);

    TraceListModel *m_model;
    QListView *m_list;
    QCheckBox *m_onlyRedirects;
    QLabel *m_count;
    QPlainTextEdit *m_notes;
    QToolButton *m_fold;
    QList<QWidget *> m_parts; ///< what goes when the panel is folded up
};

} // namespace hopscope
