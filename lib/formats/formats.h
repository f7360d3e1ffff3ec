// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// A way to write a trace. One row of formats(): Export menu, --format and convert all iterate that table.
struct Format {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("formats", ...)
    QLatin1StringView extension;
    QByteArray (*write)(const Trace &trace);
};

std::span<const Format> formats();
/// nullptr for an unknown id.
const Format *findFormat(QStringView id);

/// A copy whose secrets are replaced by marks: values of Authorization, Proxy-Authorization, Cookie, Set-Cookie and
/// user:password in URLs, in requests, responses, ledgers and wire bytes. Equal secrets get equal marks.
Trace redacted(const Trace &trace);

} // namespace hopscope
