// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchengine.h"

#include <QStringDecoder>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace hopscope
{

/// What can be started to be watched: a command, a terminal, the browsers.
class WatchPrograms : public QWidget
{
    Q_OBJECT

public:
    explicit WatchPrograms(QWidget *parent = nullptr);

    /// Whether programs can be started.
    void setWatching(bool watching);
    /// Whether the command runs; one does at a time.
    void setRunning(bool running);
    void focusCommand();
    /// That of two lines.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void launchRequested(const hopscope::WatchedOrder &order);
    void endRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void run();
    void showButtons();

    QBoxLayout *m_lines; ///< two beside each other where there is room, else one below the other
    QWidget *m_commandLine;
    QWidget *m_otherLine;
    QLineEdit *m_command;
    QPushButton *m_run;
    QPushButton *m_end;
    QList<QPushButton *> m_others; ///< terminal and browsers
    bool m_isWatching = false;
    bool m_isRunning = false;
};

/// What the command writes, the last of it, and how it ended.
class WatchOutputPane : public QWidget
{
    Q_OBJECT

public:
    explicit WatchOutputPane(QWidget *parent = nullptr);

    /// What was written before goes.
    void begin(const QString &state);
    void append(const QByteArray &bytes);
    void setState(const QString &state);

private:
    QLabel *m_state;
    QPlainTextEdit *m_text;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace hopscope
