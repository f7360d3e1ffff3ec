// SPDX-License-Identifier: MIT
#pragma once

#include "http/hsts.h"
#include "trace/trace.h"

namespace hopscope
{

/// The order of a chain, by the hops that something is about; -1, the whole of it, comes last.
bool isEarlier(int hop, int other);
/// Whether it was a redirect that led from `hop` to `after`: no preflight, no page and no demand for credentials.
bool isRedirectStep(const Hop &hop, const Hop &after);
/// The hops that led to another URL: by a redirect that was followed, or as a page that asks for one. In order.
QList<int> stepsOf(const QList<Hop> &hops);
/// Whether the trace ended in front of a request that its client would have sent: nothing was to be followed.
bool endedBeforeNext(const Trace &trace);
/// What the ledger of the hop's redirect says of `part`; an empty row when it has none.
LedgerRow ledgerRow(const Hop &hop, QByteArrayView part);
/// The connection failed before anything was sent.
bool stayedUnsent(const Hop &hop);
/// The index of the next request after `i` that a server got, preflights aside: the client may have changed its URL to
/// https before, or have answered by itself; -1 when there is none.
qsizetype sentAfter(const QList<Hop> &hops, qsizetype i);
/// The hosts that ask for https from now on (RFC 6797), as far as the hops show them.
HstsStore learnedHsts(const QList<Hop> &hops, const QDateTime &now, const HstsPolicy &policy);

} // namespace hopscope
