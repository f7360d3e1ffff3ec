// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class OptionControl;

/// The most that the preferences offer.
inline constexpr int kMaxHops = 1000;
inline constexpr int kMaxSeconds = 3600;

/// A control for each row of requestOptions() that the command line has, by groups; those of the sign-in have a panel
/// of their own.
class OptionsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsPanel(QWidget *parent = nullptr);

    void setRequest(const TraceRequest &request);
    /// Puts what is chosen here into `request`. Empty, or the first sentence about what is no value of its option, and
    /// that option is left as it was.
    QString applyTo(TraceRequest &request) const;
    /// The control of that option to type into; nullptr if it has none here.
    QWidget *field(QStringView option) const;

Q_SIGNALS:
    void changed();

private:
    QWidget *groupBox(const QString &title, const QList<OptionControl *> &controls);
    void showError(const QString &error);

    QList<OptionControl *> m_controls;
    QLabel *m_error;
};

/// How many of these options are not as usual in `request`.
int changedOptions(const TraceRequest &request);

} // namespace hopscope
