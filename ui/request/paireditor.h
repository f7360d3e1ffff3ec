// SPDX-License-Identifier: MIT
#pragma once

#include "ui/request/pairmodel.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace hopscope
{

/// A table of names and values to fill, with the buttons and keys that go with it: Delete removes rows, Alt+Up and
/// Alt+Down move one.
class PairEditor : public QWidget
{
    Q_OBJECT

public:
    /// `name` is what a screen reader calls the table. `completions` are offered for names. With `files` a row can be
    /// a file.
    PairEditor(const QString &name, const QStringList &completions, bool files, QWidget *parent = nullptr);

    void setPairs(const QList<Pair> &pairs);
    const QList<Pair> &pairs() const { return m_model->pairs(); }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addRow();
    void addFile();
    void removeSelected();
    void moveCurrent(int by);

    PairModel *m_model;
    QTableView *m_table;
};

} // namespace hopscope
