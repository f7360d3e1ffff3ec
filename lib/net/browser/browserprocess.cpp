// SPDX-License-Identifier: MIT
#include "net/browser/browserprocess.h"

#include <QDir>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace hopscope
{

namespace
{

constexpr int kEndLimitMs = 5'000;
constexpr qsizetype kMaxOutputShown = 300;
constexpr int kMaxRemovals = 200;
constexpr unsigned long kRemovalPauseMs = 10;

} // namespace

BrowserProcess::BrowserProcess(QObject *parent) : QProcess(parent)
{
    connect(this, &QProcess::started, this, [this] { m_group = processId(); });
}

BrowserProcess::~BrowserProcess()
{
    endGroup();
}

void BrowserProcess::begin(const QString &program, const QStringList &arguments, const std::function<void()> &before)
{
    setStandardOutputFile(QProcess::nullDevice());
    beginGroup(program, arguments, before);
}

void BrowserProcess::beginHeard(const QString &program, const QStringList &arguments)
{
    setProcessChannelMode(QProcess::MergedChannels);
    beginGroup(program, arguments, {});
}

void BrowserProcess::beginGroup(const QString &program, const QStringList &arguments,
                                const std::function<void()> &before)
{
    setChildProcessModifier([before] {
        if (before)
            before();
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    setStandardInputFile(QProcess::nullDevice());
    start(program, arguments);
}

void BrowserProcess::signalGroup(int number) const
{
    // Where the browser itself has ended, the others may still be there.
    if (const qint64 group = m_group > 0 ? m_group : processId(); group > 0)
        ::kill(static_cast<pid_t>(-group), number);
}

bool BrowserProcess::isGroupAlive() const
{
    return m_group > 0 && ::kill(static_cast<pid_t>(-m_group), 0) == 0;
}

void BrowserProcess::endGroup()
{
    signalGroup(SIGKILL);
    m_group = 0;
    if (state() == QProcess::NotRunning)
        return;
    kill();
    waitForFinished(kEndLimitMs);
}

QString BrowserProcess::lastOutput()
{
    const QString output = QString::fromUtf8(readAllStandardError()).trimmed();
    return output.last(std::min(output.size(), kMaxOutputShown));
}

BrowserProfile::~BrowserProfile()
{
    for (int tries = 0; isValid() && !QDir(path()).removeRecursively() && tries < kMaxRemovals; ++tries)
        QThread::msleep(kRemovalPauseMs);
}

} // namespace hopscope
