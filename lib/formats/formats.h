// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>

#include <functional>
#include <span>

namespace hopscope
{

/// Takes the next bytes of what is written. False when it cannot: then nothing more is wanted.
using ByteSink = std::function<bool(const QByteArray &)>;

/// A way to write a trace. One row of formats(): Export menu, --format and convert all iterate that table.
struct Format {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("formats", ...)
    QLatin1StringView extension;
    QByteArray (*write)(const Trace &trace);
    /// Several traces as one file; nullptr where each trace needs a file of its own.
    QByteArray (*writeAll)(const QList<Trace> &traces) = nullptr;
    /// The same as the two above, hop by hop, for formats whose output can be long; nullptr where it cannot.
    bool (*stream)(const QList<Trace> &traces, const ByteSink &sink) = nullptr;
};

std::span<const Format> formats();
/// Whether it has bytes that are no text: a terminal could take them for commands, or cannot show them.
bool isBinary(const Format &format);
/// nullptr for an unknown id.
const Format *findFormat(QStringView id);
/// One file of all the traces; more than one need a format with writeAll. False when the sink said so.
bool writeTraces(const Format &format, const QList<Trace> &traces, const ByteSink &sink);

/// A copy whose secrets are replaced by marks: values of Authorization, Proxy-Authorization, Cookie, Set-Cookie and
/// user:password in URLs, and query parameters, fields of forms and JSON and header fields whose names look
/// like a secret (redaction.h says more), in requests, responses, ledgers and wire bytes. Equal secrets get equal
/// marks, "[redacted 1]". The scheme of credentials, names of cookies and attributes of Set-Cookie stay. Where a secret
/// of kMinEchoedSecret bytes or more occurs literally in a body, another field or a message it is marked there too (not
/// inside compressed or encoded content); size and hash of a body remain those of the real one.
Trace redacted(const Trace &trace);

} // namespace hopscope
