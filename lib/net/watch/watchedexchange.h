// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"

#include <QString>

namespace hopscope
{

/// The program at the other end of a connection to the proxy.
struct WatchedClient {
    qint64 process = -1; ///< -1: not known
    QString name;        ///< "curl"; empty: not known

    bool operator==(const WatchedClient &) const = default;
};

/// One exchange that passed the proxy.
struct WatchedExchange {
    WatchedClient client;
    Recorded recorded;                  ///< `page` has the number of the connection
    std::optional<OutcomeKind> failure; ///< how it ended where there is no whole response
    bool isOpaque = false;              ///< a tunnel: nothing in it was read, and nothing follows from it
    qint64 endedAt = 0;                 ///< by the joiner's clock
};

} // namespace hopscope
