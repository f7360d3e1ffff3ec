// SPDX-License-Identifier: MIT
#include "app/cli/auditprogress.h"

#include "app/cli/common.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kProgressMs = 500;

} // namespace

AuditProgress::AuditProgress(qsizetype total, qsizetype before, bool isQuiet)
    : m_total(total), m_before(before), m_line(!isQuiet)
{
    m_clock.start();
    connect(&m_timer, &QTimer::timeout, this, &AuditProgress::show);
    if (m_line.isOn()) {
        m_timer.start(kProgressMs);
        show();
    }
}

void AuditProgress::add(bool isFailure)
{
    ++m_done;
    m_failed += isFailure ? 1 : 0;
}

void AuditProgress::say(const QString &sentence)
{
    m_line.clear();
    printError(sentence);
    if (m_line.isOn())
        show();
}

AuditAdvance AuditProgress::advance() const
{
    return {.total = m_total, .before = m_before, .done = m_done, .failed = m_failed, .elapsedMs = m_clock.elapsed()};
}

void AuditProgress::show()
{
    m_line.show(advanceText(advance()));
}

} // namespace hopscope::cli
