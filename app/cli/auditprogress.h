// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/statusline.h"
#include "net/auditrun.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

namespace hopscope::cli
{

/// How far an audit is, on one line of standard error that changes; nothing when that is no terminal.
class AuditProgress : public QObject
{
public:
    /// Of `total` rows, `before` are known from an earlier audit.
    /// `isQuiet`: the line is not shown.
    AuditProgress(qsizetype total, qsizetype before, bool isQuiet);

    void add(bool isFailure);
    /// A line of its own.
    void say(const QString &sentence);

private:
    AuditAdvance advance() const;
    void show();

    qsizetype m_total;
    qsizetype m_before;
    qsizetype m_done = 0;
    qsizetype m_failed = 0;
    StatusLine m_line;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace hopscope::cli
