// SPDX-License-Identifier: MIT
#include "app/cli/auditprogress.h"

#include "app/cli/common.h"

#include <cstdio>
#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kProgressMs = 500;

} // namespace

AuditProgress::AuditProgress(qsizetype total, qsizetype before)
    : m_total(total), m_before(before), m_isTerminal(isatty(STDERR_FILENO) == 1)
{
    m_clock.start();
    connect(&m_timer, &QTimer::timeout, this, &AuditProgress::show);
    if (m_isTerminal) {
        m_timer.start(kProgressMs);
        show();
    }
}

AuditProgress::~AuditProgress()
{
    if (m_isTerminal)
        clear();
}

void AuditProgress::add(bool isFailure)
{
    ++m_done;
    m_failed += isFailure ? 1 : 0;
}

void AuditProgress::say(const QString &sentence)
{
    if (m_isTerminal)
        clear();
    printError(sentence);
    if (m_isTerminal)
        show();
}

AuditAdvance AuditProgress::advance() const
{
    return {.total = m_total, .before = m_before, .done = m_done, .failed = m_failed, .elapsedMs = m_clock.elapsed()};
}

void AuditProgress::show()
{
    const QByteArray line = "\r\x1b[K" + advanceText(advance()).toUtf8();
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void AuditProgress::clear() const
{
    std::fputs("\r\x1b[K", stderr);
}

} // namespace hopscope::cli
