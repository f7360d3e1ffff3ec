// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/ownclient.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// How a real client is run: a browser is watched by a protocol of its own, a program through the recording proxy.
enum class RealKind { Chromium, Firefox, Curl, Wget, Node, Python };

/// An installed program that performs the request itself, where a profile only imitates one.
struct RealClient {
    QLatin1StringView id;
    RealKind kind;
    const char *title;                        ///< QT_TRANSLATE_NOOP("profiles", ...)
    const char *description;                  ///< likewise
    const char *name;                         ///< of the program, for sentences, one word: "Chromium"
    QLatin1StringView page;                   ///< id of the profile that says what it does with a page; of a program,
                                              ///< with a request that it has a plain option for
    QLatin1StringView script;                 ///< likewise with fetch(); with a method that has to be forced
    std::span<const QLatin1StringView> files; ///< names of the program in PATH, the first one that is there counts
    QLatin1StringView package;                ///< of Debian
    /// The module that the program has to have, which is what performs the request; empty: none.
    QLatin1StringView module;
};

/// Whether it has pages: Chromium or Firefox.
bool isBrowser(const RealClient &client);
/// The ids of the profiles that predict it, each once.
QStringList predictorsOf(const RealClient &client);

std::span<const RealClient> realClients();
/// nullptr when it is none of them.
const RealClient *realClient(QStringView id);
/// The profile of a page with the id and the texts of the real one; all of them.
ClientPointer profileOf(const RealClient &client);
QList<ClientPointer> realProfiles();

} // namespace hopscope
