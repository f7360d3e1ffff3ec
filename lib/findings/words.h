// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// A hop that a server answered with `status`; the others were answered inside the client.
bool isAnswered(const Hop &hop, std::initializer_list<int> statuses);
/// "http://a.example:8080" of a URL, or "an unknown origin" if it has no origin. Never a user, password or query.
QString originText(QByteArrayView url);
/// The URL without user, password and fragment, cut when it is long.
QString urlText(QByteArrayView url);
/// Whether one of the hosts is the other, or a name below it.
bool isRelated(QByteArrayView url, QByteArrayView other);
/// "a cookie without a name" for an empty one.
QString cookieText(const QByteArray &name);

} // namespace hopscope
