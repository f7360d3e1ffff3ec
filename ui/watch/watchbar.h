// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchengine.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope
{

/// Start and Stop, consent for https, and where the proxy is.
class WatchBar : public QWidget
{
    Q_OBJECT

public:
    explicit WatchBar(QWidget *parent = nullptr);

    void setState(WatchState state);
    /// Where it watches; seen until it stops.
    void setPointers(const WatchPointers &pointers);
    void setHasChains(bool has);
    bool opensTls() const;
    /// Whether it is opened now.
    bool isTlsOpened() const;
    /// Whether chains with a redirect are kept in the history.
    bool keepsHistory() const;

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void pauseRequested(bool paused);
    void clearRequested();
    /// `what` says what was copied.
    void copied(const QString &what);

private:
    QWidget *createConsent();
    QWidget *createAddress();
    void connectParts();
    void showButtons();
    void showConsent();

    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_pause;
    QPushButton *m_clear;
    QLabel *m_status;
    QCheckBox *m_tls;
    QLabel *m_tlsText;
    QCheckBox *m_history;
    QLabel *m_warning;
    QWidget *m_addressRow = nullptr;
    QLineEdit *m_address;
    QPushButton *m_copyAddress;
    QPushButton *m_copyLines;
    WatchPointers m_pointers;
    WatchState m_state = WatchState::Idle;
    bool m_isPaused = false;
    bool m_hasChains = false;
};

} // namespace hopscope
