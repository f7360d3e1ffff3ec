// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QProgressBar;

namespace hopscope
{

/// In the status bar while a file is read: how far it is, and a button to stop it.
class ReadProgress : public QWidget
{
    Q_OBJECT

public:
    explicit ReadProgress(QWidget *parent = nullptr);

    /// Percents of the file; at 100 the bytes are there and are being judged, which has no measure.
    void setPercent(int percent);

Q_SIGNALS:
    void canceled();

private:
    QProgressBar *m_bar;
};

} // namespace hopscope
