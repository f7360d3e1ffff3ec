// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditrun.h"
#include "paint/auditformats.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace hopscope
{

/// What the audit does: nothing, reading lists, asking, waiting to go on, or coming to its end after Cancel.
enum class AuditState { Idle, Reading, Running, Paused, Ending };

/// The list, the buttons, and how far the audit is.
class AuditBar : public QWidget
{
    Q_OBJECT

public:
    explicit AuditBar(QWidget *parent = nullptr);

    /// The name of what is audited; empty: nothing yet.
    void setName(const QString &name);
    void setState(AuditState state);
    AuditState state() const { return m_state; }
    /// Whether there are results to export.
    void setHasResults(bool has);
    void setAdvance(const AuditAdvance &advance);
    /// In the place of how far it is.
    void setSummary(const QString &text);

Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void startRequested();
    void pauseRequested(bool paused);
    void cancelRequested();
    void exportRequested(const hopscope::AuditFormat &format);

private:
    void showButtons();
    void togglePause();

    QLabel *m_name;
    QPushButton *m_open;
    QPushButton *m_paste;
    QPushButton *m_start;
    QPushButton *m_pause;
    QPushButton *m_cancel;
    QPushButton *m_export;
    QWidget *m_progress;
    QProgressBar *m_done;
    QLabel *m_text;
    AuditState m_state = AuditState::Idle;
    bool m_hasList = false;
    bool m_hasResults = false;
};

} // namespace hopscope
