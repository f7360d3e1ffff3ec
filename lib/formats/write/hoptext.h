// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QString>

#include <optional>

namespace hopscope
{

// What the formats for people say of a hop. Every text is terminalText() already.

inline constexpr qsizetype kMaxCell = 100; ///< characters of a field's value
inline constexpr qsizetype kMaxUrl = 2000; ///< characters of a URL

/// All phases of a hop together, in microseconds; nullopt when nothing was measured, as in a record without times.
std::optional<qint64> elapsed(const Timing &timing);
/// Microseconds from the start of the trace to the hop; nullopt when the hop has no times.
std::optional<qint64> startOf(const Hop &hop);
/// "850 us", "12.3 ms", "4.20 s".
QString elapsedText(qint64 microseconds);
/// All phases of a hop, "12.3 ms"; "-" if they are not known.
QString totalTimeText(const Hop &hop);
/// "no body", "24 bytes", "1 byte".
QString bodyText(qint64 size);
/// "303 See Other", "failed", "no response".
QString statusText(const Hop &hop);
/// "127.0.0.1:8080 TLSv1.3 new", or the kind of a hop that no server saw.
QString connectionText(const Hop &hop);
/// The verdicts on cookies that were refused or withheld, in order.
QList<CookieVerdict> lostCookies(const Hop &hop);
/// "cookie sid", or "cookie without a name".
QString cookieText(const CookieVerdict &verdict);
/// "reason [source]".
QString becauseText(const QString &reason, const QString &source);
/// "followed to URL: reason [source]", "refused: ...", "not followed: ...". `isSent`: the next request was sent.
QString verdictSentence(const Redirect &redirect, bool isSent);
/// "request 2", or "whole chain": what a finding is about.
QString placeText(const Finding &finding);
/// "2026-11-22 10:00:00 UTC"; "at an unknown time" if it is not known.
QString startedText(const Trace &trace);
/// "2026-01-31 12:00:00 UTC"
QString utcText(const QDateTime &time);

} // namespace hopscope
