// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace hopscope
{

/// The most that the window and the preferences offer.
inline constexpr int kMaxHops = 1000;
inline constexpr int kMaxSeconds = 3600;

/// Cookies, verification of certificates, and the limits of one trace.
class OptionsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsPanel(QWidget *parent = nullptr);

    void setRequest(const TraceRequest &request);
    /// Puts what is chosen here into `request`.
    void applyTo(TraceRequest &request) const;

    QCheckBox *cookies() const { return m_cookies; }
    QCheckBox *verify() const { return m_verify; }
    QSpinBox *maxHops() const { return m_maxHops; }

Q_SIGNALS:
    void changed();

private:
    QCheckBox *m_cookies;
    QCheckBox *m_verify;
    QSpinBox *m_maxHops;
    QSpinBox *m_seconds;
    int m_timeoutMs = kDefaultTraceTimeoutMs; ///< exact: the box shows whole seconds
    bool m_filling = false;
};

} // namespace hopscope
