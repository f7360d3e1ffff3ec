// SPDX-License-Identifier: MIT
#pragma once

#include "ui/files/tracefiles.h"

#include <QWidget>

class QProgressBar;

namespace hopscope
{

/// In the status bar while files are read or written: how far the latest of these jobs is, and a button to stop it.
class FileProgress : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Reading, Writing };

    explicit FileProgress(QWidget *parent = nullptr);

    /// A job begins, and with it another one that reads ends: only one can be looked at. Returns the job's number.
    int begin(Kind kind, const std::function<void()> &whenStopped);
    /// What stops the job.
    void setFlag(int job, const CancelFlag &flag);
    /// Takes percents of the bytes or traces; what comes after 100, such as judging what was read, has no measure.
    std::function<void(int)> progressOf(int job);
    void end(int job);

private:
    void stop();

    QProgressBar *m_bar;
    CancelFlag m_flag;
    std::function<void()> m_whenStopped;
    Kind m_kind = Kind::Writing;
    int m_job = 0; ///< the latest
};

} // namespace hopscope
