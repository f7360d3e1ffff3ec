// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
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
/// field's `value`). `finding.hop` is -1 for the whole trace; a time that is not known is null.
QByteArray writeTrace(const Trace &trace);

/// Reads a trace file. The error names the place ("hops[2].response.status") and the reason; nothing is half read.
Result<Trace> readTrace(const QByteArray &json);

/// Pieces that the command line prints by themselves. A byte string that is valid UTF-8 is written as text; any other
/// as text in Latin-1 with the exact bytes beside it in "base64".
QJsonArray headersToJson(const Headers &headers);
QJsonArray ledgerToJson(const QList<LedgerRow> &ledger);
/// A hop, and the trace without its hops: together the trace file, and what a HAR carries beside its own fields.
QJsonObject hopToJson(const Hop &hop, qsizetype index);
QJsonObject traceHeadToJson(const Trace &trace);
/// The reverse of an element of headersToJson(); the first error stays in `error`.
Header headerFromJson(const QJsonValue &value, const QString &place, QString &error);
/// The reverse of the two. `place` stands before the place in an error ("log._hopscope").
Result<Hop> hopFromJson(const QJsonValue &value, qsizetype index, const QString &place);
/// Empty, or why the size of a body in the hop contradicts what is kept of it: "request.body.size: ...". Marks that
/// stand for secrets change the length, so that a body with some contradicts nothing.
QString bodyContradiction(const Hop &hop);
Result<Trace> traceHeadFromJson(const QJsonValue &value, const QString &place);
/// Indented. QJsonDocument loses a byte order mark at the start of a text when it reads it back, so it is escaped.
QByteArray jsonText(const QJsonObject &object);

} // namespace hopscope
