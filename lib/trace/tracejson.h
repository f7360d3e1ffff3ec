// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "text/jsonreader.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace hopscope
{

inline constexpr int kTraceFileVersion = 1;

/// The trace file, version 1: UTF-8, indented. Everything in `trace` comes back from readTrace().
/// Beyond the contract's members: `redirect.source`, `redirect.outcome`, `hops[].notes`, `connection.attempts`, and for
/// a byte string that is not UTF-8 the exact bytes in a member called like it with "Base64" behind (`base64` beside a
/// field's `value`); `tool.commit`, `clock`, and in `wire` the SHA-256 of the bytes there (`sentSha256`,
/// `receivedSha256`), of those before secrets were replaced (`sentOriginalSha256`, ...), and what frames say (`http2`).
/// `finding.hop` is -1 for the whole trace; a time that is not known is null.
QByteArray writeTrace(const Trace &trace);
/// The same as an object.
QJsonObject traceToJson(const Trace &trace);

/// Reads a trace file. The error names line, place ("hops[2].response.status") and reason; nothing is half read.
Result<Trace> readTrace(const QByteArray &json);

/// Pieces that the command line prints by themselves. A byte string that is valid UTF-8 is written as text; any other
/// as text in Latin-1 with the exact bytes beside it in "base64".
QJsonArray headersToJson(const Headers &headers);
QJsonArray ledgerToJson(const QList<LedgerRow> &ledger);
/// A hop, and the trace without its hops: together the trace file, and what a HAR carries beside its own fields.
QJsonObject hopToJson(const Hop &hop, qsizetype index);
QJsonObject traceHeadToJson(const Trace &trace);
/// The reverse of an element of headersToJson().
Header headerFromJson(const JsonValue &value);
/// The reverse of the two. A hop may leave out its fields and the bytes of its bodies if `otherwise` has them. That the
/// size of a body contradicts what is kept of it is a fault, unless marks for secrets in it change its length.
Hop hopFromJson(const JsonValue &value, qsizetype index, const Hop *otherwise = nullptr);
Trace traceHeadFromJson(const JsonValue &value);
/// The reverse of traceToJson(), where a trace is a part of a file.
Trace traceFromJson(const JsonValue &value);
/// Indented. QJsonDocument loses a byte order mark at the start of a text when it reads it back, so it is escaped.
QByteArray jsonText(const QJsonObject &object);

} // namespace hopscope
