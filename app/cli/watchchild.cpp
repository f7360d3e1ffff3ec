// SPDX-License-Identifier: MIT
#include "app/cli/watchchild.h"

#include "net/watch/watchedprogram.h"

#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace hopscope::cli
{

namespace
{

constexpr int kSignalCode = 128; ///< what shells add to the number of a signal
constexpr int kPassedOn[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};

/// 0: none runs.
volatile std::sig_atomic_t childProcess = 0;
/// A signal that came before the program ran; 0: none.
volatile std::sig_atomic_t earlySignal = 0;

/// A terminal sends its signals to the program itself, too.
bool isOfTerminal(const siginfo_t &info)
{
#ifdef SI_KERNEL
    return info.si_code == SI_KERNEL;
#else
    return info.si_pid == 0;
#endif
}

void passSignalOn(int number, siginfo_t *info, void *)
{
    if (isOfTerminal(*info))
        return;
    if (childProcess == 0)
        earlySignal = number;
    else
        ::kill(pid_t(childProcess), number);
}

void passSignalsOn()
{
    for (const int number : kPassedOn) {
        struct sigaction action {
        };
        struct sigaction before {
        };
        action.sa_sigaction = passSignalOn;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        // What the caller has told to be ignored (nohup) stays ignored, for the program as well.
        if (sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(number, &action, nullptr);
    }
}

/// Programs in the background whose parent has ended stay ours, so that the proxy knows them.
void keepOrphans()
{
#ifdef Q_OS_LINUX
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
}

} // namespace

WatchChild::WatchChild(QObject *parent) : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        childProcess = 0;
        Q_EMIT ended(status == QProcess::CrashExit ? kSignalCode + code : code);
    });
}

WatchChild::~WatchChild()
{
    childProcess = 0;
}

QString WatchChild::start(const QStringList &command, const QProcessEnvironment &environment)
{
    keepOrphans();
    passSignalsOn();
    m_process.setProcessEnvironment(environment);
    m_process.start(command.constFirst(), command.sliced(1));
    if (!m_process.waitForStarted(-1))
        return notStartedText(command.constFirst(), m_process.errorString());
    childProcess = std::sig_atomic_t(m_process.processId());
    if (earlySignal != 0)
        ::kill(pid_t(childProcess), earlySignal);
    return {};
}

} // namespace hopscope::cli
