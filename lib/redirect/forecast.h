// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// What a browser does at the next visit, by the response to this one.
struct Forecast {
    QString text; ///< one sentence, or two
    QString source;

    bool operator==(const Forecast &) const = default;
};

/// Whether a browser repeats the redirect of `hop`, of a trace that began at `started`, without asking the server, how
/// long, and by which field; nullopt when a server did not answer with a redirect.
std::optional<Forecast> forecastOf(const Hop &hop, const QDateTime &started);

} // namespace hopscope
