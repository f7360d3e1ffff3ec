// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace hopscope
{

/// Words that the shown chains have, and how many those are.
class WatchFilter : public QWidget
{
    Q_OBJECT

public:
    explicit WatchFilter(QWidget *parent = nullptr);

    QStringList words() const;
    /// `waiting`: chains that came since the list was paused.
    void setCounts(qsizetype shown, qsizetype all, qsizetype waiting);
    void focusWords();

Q_SIGNALS:
    void edited();
    /// Down or Return in the line: on to the rows.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *m_words;
    QLabel *m_count;
};

/// "1 chain", "3 chains".
QString chainsText(qsizetype count);

} // namespace hopscope
