// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/location.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// A client as plain data: what it does with a redirect. One row of clientProfiles(); no code per client.
struct ClientProfile {
    QLatin1StringView id;
    const char *title;       ///< QT_TRANSLATE_NOOP("profiles", ...)
    const char *description; ///< one sentence, QT_TRANSLATE_NOOP("profiles", ...)
    QLatin1StringView version; ///< of the client or specification the row was written from
    QLatin1StringView source;
    bool keepsCookies = true; ///< without being asked to
};

std::span<const ClientProfile> clientProfiles();
/// nullptr for an unknown id.
const ClientProfile *findClient(QStringView id);

} // namespace hopscope
