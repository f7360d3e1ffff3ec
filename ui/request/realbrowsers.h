// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPushButton;

namespace hopscope
{

/// A button for each browser that can be installed, "Step in the real Chromium". That of one that is not installed says
/// what to do.
class RealBrowsers : public QWidget
{
    Q_OBJECT

public:
    explicit RealBrowsers(QWidget *parent = nullptr);

    /// Looks again which are installed. While something runs, and where there is nothing to step, none can be pressed.
    void setReady(bool isReady);
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    /// The id of an installed client.
    void chosen(const QString &client);

private:
    QList<QPushButton *> m_buttons; ///< one a browser of realClients()
};

} // namespace hopscope
