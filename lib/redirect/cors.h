// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/page.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// A request that a browser sends before another one, to learn whether the server allows that (Fetch, CORS-preflight
/// fetch).
struct Preflight {
    Request request; ///< OPTIONS
    QString reason;  ///< why it is sent; kPreflightSource is the source
};

/// Why something is not allowed.
struct CorsRefusal {
    QString reason;
    QString source;
};

/// Fetch, CORS-safelisted method: GET, HEAD and POST need no leave.
bool isCorsSafelistedMethod(QByteArrayView method);

/// Fetch, forbidden request-header: a script cannot set it, so what stands in it is the browser's.
bool isForbiddenField(QByteArrayView name);
/// The names of the fields of `headers` that another origin has to allow, in lower case and order (Fetch,
/// CORS-unsafe request-header names). The client's own fields are none of them.
QList<QByteArray> corsUnsafeFields(const ClientProfile &profile, const Headers &headers);

/// What goes before `next`, which comes after `earlier`; nullopt when `next` stays at the page's origin, or is one that
/// a form could send as well. `hasAsked`: this was not so for one of `earlier`. Asks also for a client that leaves the
/// question out (CorsMode::LeftOut).
std::optional<Preflight> preflightFor(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next,
                                      bool hasAsked = false);

/// Why `response` to `preflight` does not allow what was asked for; nullopt when it does (Fetch, CORS-preflight fetch,
/// step 7).
std::optional<CorsRefusal> preflightRefusal(const Request &preflight, const Response &response);

/// Why the page may not have `response`, which came for `request` after `earlier`; nullopt when it may, or no page
/// asks (Fetch, CORS check). All profiles send credentials. Asks also for CorsMode::LeftOut.
std::optional<CorsRefusal> corsRefusal(const ClientProfile &profile, const EarlierRequests &earlier,
                                       const Request &request, const Response &response);

} // namespace hopscope
