// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/ownclient.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// Which protocol a real client is watched by.
enum class RealKind { Chromium, Firefox };

/// An installed program that performs the request itself, where a profile only imitates one.
struct RealClient {
    QLatin1StringView id;
    RealKind kind;
    const char *title;                        ///< QT_TRANSLATE_NOOP("profiles", ...)
    const char *name;                         ///< of the program, for sentences: "Chromium"
    QLatin1StringView page;                   ///< id of the profile that says what it will do with a page
    QLatin1StringView script;                 ///< likewise with fetch()
    std::span<const QLatin1StringView> files; ///< names of the program in PATH, the first one that is there counts
    QLatin1StringView package;                ///< of Debian
};

std::span<const RealClient> realClients();
/// nullptr when it is none of them.
const RealClient *realClient(QStringView id);
/// The profile of a page with the id and the texts of the real one; all of them.
ClientPointer profileOf(const RealClient &client);
QList<ClientPointer> realProfiles();

} // namespace hopscope
