// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace hopscope::cli
{

namespace
{

/// Write end of the pipe that carries the signal out of the handler, where little is allowed.
volatile std::sig_atomic_t signalPipe = -1;

void handleSignal(int number)
{
    std::signal(number, SIG_DFL);
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(signalPipe, &byte, 1);
}

} // namespace

void onInterrupt(QObject *context, const std::function<void()> &callback)
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    signalPipe = ends[1];
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier, callback] {
        notifier->setEnabled(false);
        callback();
    });
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        // What the caller has told to be ignored (nohup) stays ignored.
        if (std::signal(number, handleSignal) == SIG_IGN)
            std::signal(number, SIG_IGN);
    }
}

} // namespace hopscope::cli
