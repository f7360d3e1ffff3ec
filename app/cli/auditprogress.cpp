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
constexpr double kMsInSecond = 1000.0;
constexpr qint64 kSecondsInMinute = 60;

/// "45 s", "3 min 20 s"
QString leftText(qint64 seconds)
{
    return seconds < kSecondsInMinute
               ? u"%1 s"_s.arg(seconds)
               : u"%1 min %2 s"_s.arg(seconds / kSecondsInMinute).arg(seconds % kSecondsInMinute);
}

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

/// "120 of 5000 URLs, 3 FAIL, 85 per second, 57 s left"
QString AuditProgress::text() const
{
    const qsizetype left = m_total - m_before - m_done;
    QString text = u"%1 of %2 URLs, %3 FAIL"_s.arg(m_before + m_done).arg(m_total).arg(m_failed);
    const double rate = double(m_done) * kMsInSecond / double(std::max<qint64>(m_clock.elapsed(), 1));
    if (m_done > 0)
        text += u", %1 per second, %2 left"_s.arg(QString::number(rate, 'f', rate < 10 ? 1 : 0),
                                                  leftText(qint64(double(left) / rate)));
    return text;
}

void AuditProgress::show()
{
    const QByteArray line = "\r\x1b[K" + text().toUtf8();
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void AuditProgress::clear() const
{
    std::fputs("\r\x1b[K", stderr);
}

} // namespace hopscope::cli
