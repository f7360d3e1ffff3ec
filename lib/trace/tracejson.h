// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace hopscope
{

/// The trace file, version 1: UTF-8, indented. Everything in `trace` comes back from readTrace().
QByteArray writeTrace(const Trace &trace);

/// Reads a trace file. The error names the place ("hops[2].response.status") and the reason; nothing is half read.
Result<Trace> readTrace(const QByteArray &json);

/// Pieces that the command line prints by themselves. A byte string that is valid UTF-8 is written as text; any other as
/// text in Latin-1 with the exact bytes beside it in "base64".
QJsonArray headersToJson(const Headers &headers);
QJsonArray ledgerToJson(const QList<LedgerRow> &ledger);

} // namespace hopscope
