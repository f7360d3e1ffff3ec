// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace hopscope
{

/// A line to type what is looked for, and where the search stands. Return goes on, Shift+Return back, Esc closes.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    QString text() const;
    /// "3 of 17 · request 2, response body", or why there is nothing to go to.
    void setState(const QString &state, bool hasMatches);
    /// Shows the bar, with all of its text selected.
    void open();

Q_SIGNALS:
    void textChanged(const QString &text);
    /// 1: the next match; -1: the one before.
    void stepped(int by);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_text;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_state;
};

} // namespace hopscope
