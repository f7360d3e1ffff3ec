// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

#include <span>

namespace hopscope
{

// Each sends the requests of a trace again, one by one, and follows no redirect. What it cannot carry is named in a
// comment. Bodies that are not plain ASCII stand in base64.

/// Names of fields that fetch() of Node.js, and requests, cannot be given: they write these themselves.
std::span<const QByteArrayView> fieldsLeftByFetch();
std::span<const QByteArrayView> fieldsLeftByPython();

/// JavaScript with fetch(), for Node.js 18 or later (a module) and for the console of a page.
QByteArray writeFetch(const Trace &trace);
/// Python 3 with requests.
QByteArray writePython(const Trace &trace);
/// PowerShell 7.4 or later with Invoke-WebRequest.
QByteArray writePowerShell(const Trace &trace);
/// Hurl (https://hurl.dev/docs/grammar.html), with the status of each response and its Location as expected.
QByteArray writeHurl(const Trace &trace);
/// A URL or the value of a field as Hurl reads it.
QByteArray hurlValue(const QByteArray &value);

} // namespace hopscope
