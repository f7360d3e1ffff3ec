// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserprocess.h"
#include "net/watch/watchenvironment.h"
#include "redirect/client/realclients.h"

#include <memory>

namespace hopscope
{

/// What a program has to know to be watched.
struct WatchGround {
    WatchAddress address;
    std::optional<TrustFiles> trust; ///< none where https is not opened
    QList<WatchVariable> variables;  ///< for a shell
    QProcessEnvironment environment; ///< of this program, with them
};

/// A program as it is started to be watched.
struct WatchLaunch {
    QString name;                            ///< for sentences: "curl", "Chromium"
    QStringList command;                     ///< the program and its arguments
    QStringList before;                      ///< a command that has to succeed first; empty: none
    QProcessEnvironment environment;         ///< of both
    std::shared_ptr<BrowserProfile> profile; ///< goes after the program
    bool isHeard = false;                    ///< its output is shown
    QString note;                            ///< what will not work, one sentence; empty: nothing
};

/// A command line, split into words as a shell does it; no shell runs it. The error says what to write instead.
Result<WatchLaunch> commandLaunch(const QString &line, const WatchGround &ground);
/// $TERMINAL, or x-terminal-emulator. The error says what to do where there is none.
Result<WatchLaunch> terminalLaunch(const WatchGround &ground);
/// The installed browsers that can be opened to be watched.
QList<const RealClient *> watchedBrowsers();
/// One of them in its window, with an empty profile that sends everything to the proxy, and that trusts the authority
/// where https is opened. The error says which package has it, or why there is no profile.
Result<WatchLaunch> browserLaunch(const RealClient &client, const WatchGround &ground);

} // namespace hopscope
