// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// Other ways in which `secret` may stand in a message: percent-encoded as browsers, encodeURIComponent and forms do,
/// with hexadecimal digits of both cases; escaped in JSON and HTML; within base64 and base64url, at any of its three
/// offsets. May hold `secret` itself.
QList<QByteArray> otherSpellings(const QByteArray &secret);

} // namespace hopscope
