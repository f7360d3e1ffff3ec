// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <span>

namespace hopscope
{

/// A request as a program of a library or of another tool can send it.
struct ScriptRequest {
    QStringList comments; ///< what it cannot carry; one line of printable text each
    QByteArray method;    ///< a token; empty: there is nothing to send, and the comments say why
    QByteArray url;       ///< visible ASCII without user, password and fragment
    QList<Header> fields; ///< valid ones; Host only where it is not the URL's, no Content-Length
    QByteArray body;
};

/// What tools have in common. Fields called like one of `left` are named in a comment instead.
ScriptRequest scriptRequest(const Hop &hop, std::span<const QByteArrayView> left);

/// Each name once, with the values joined (RFC 9110 5.3; Cookie with "; "), for tools that keep fields in a map.
QList<Header> joinedFields(ScriptRequest &request);

/// Whether it can stand in quotes as it is but for escapes: visible ASCII, spaces, tabs and line ends.
bool isPlainAscii(QByteArrayView bytes);
/// In double quotes, with the escapes that JavaScript and Python share; every byte over 0x7e becomes \xNN, the
/// character or byte of that number.
QByteArray doubleQuoted(QByteArrayView bytes);

/// The requests of `trace` one after another: `begin`, then each with a comment line "PREFIX Request 1: 307" and what
/// `write` makes of it, and a line about placeholders if there are any.
QByteArray scriptOf(const Trace &trace, QByteArrayView begin, QByteArrayView prefix,
                    std::span<const QByteArrayView> left, QByteArray (*write)(const Hop &hop, ScriptRequest &request));

} // namespace hopscope
