// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// Why a browser sent a request.
enum class BrowserCause { Start, Redirect, Page };

/// A request as the browser tells it, without what it made of the response.
struct BrowserHop {
    Hop hop;
    BrowserCause cause = BrowserCause::Start;
    QString why;                  ///< for Page: what the page did, as the browser calls it ("metaTagRefresh")
    QList<QByteArray> refused;    ///< the Set-Cookie lines that the browser refused
    QStringList refusedReasons;   ///< why, as the browser gives it; one a line
    bool tellsSetCookies = false; ///< the browser says which it refused
    bool isOpaque = false;        ///< a tunnel of which nothing was read: there is nothing to judge

    bool operator==(const BrowserHop &) const = default;
};

/// What a browser did with one request, from its start to the end of the chain.
struct BrowserRun {
    QString browser; ///< "Chromium 156.0.8078.108"
    QDateTime started;
    QList<BrowserHop> hops; ///< a preflight stands in front of the request that it asks for
    Outcome end;
    QString failure;   ///< how a program complained at its end, although the network was fine; empty: it did not
    QStringList notes; ///< on the run as a whole

    bool operator==(const BrowserRun &) const = default;
};

} // namespace hopscope
