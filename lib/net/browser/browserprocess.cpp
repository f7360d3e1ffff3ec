// SPDX-License-Identifier: MIT
#include "net/browser/browserprocess.h"

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

} // namespace

void leadGroup()
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

void endGroup(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    // What is left of the group would still write into the folder of the profile.
    if (const qint64 group = process.processId(); group > 0)
        ::kill(static_cast<pid_t>(-group), SIGKILL);
    process.kill();
    process.waitForFinished(kEndLimitMs);
}

QString lastOutput(QProcess &process)
{
    const QString output = QString::fromUtf8(process.readAllStandardError()).trimmed();
    return output.last(std::min(output.size(), kMaxOutputShown));
}

} // namespace hopscope
