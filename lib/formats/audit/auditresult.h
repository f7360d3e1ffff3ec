// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditverdict.h"
#include "formats/audit/shownchain.h"
#include "formats/redaction/redaction.h"

namespace hopscope
{

/// A row and what came of it, as it may be shown: without secrets, and without its trace.
struct AuditResult {
    QByteArray id;    ///< of method and source as listed: the row has the same in every audit, also of another host
    QByteArray asked; ///< of all that was asked for, and as which client
    ListPlace place;
    QString source;
    QString target;
    QList<int> statuses;
    QString method;
    QString note;
    QString variant;
    AuditJudgement judgement;

    bool operator==(const AuditResult &) const = default;
};

/// Hashes, so that a secret in a URL is not in them.
QByteArray rowId(const AuditRow &row);
QByteArray rowAsked(const AuditRow &row, const QString &client);

/// A result and the trace that belongs to it: secrets replaced, unless `redaction` is nullptr, and without the bytes on
/// the wire.
struct ShownResult {
    AuditResult result;
    Trace trace;
};
ShownResult shownResult(const AuditRow &row, const AuditJudgement &judgement, const Trace &trace,
                        const RedactionOptions *redaction);
/// The result alone, where nobody wants the trace: that takes half of the time.
AuditResult shownRow(const AuditRow &row, const AuditJudgement &judgement, const Trace &trace,
                     const RedactionOptions *redaction);

/// A line of JSON with its end: the members of the result, and "trace" with those of a trace file.
QByteArray auditLine(const ShownResult &shown);
/// The result in a line. The error says what is wrong with it.
Result<AuditResult> readAuditLine(const QByteArray &line, int number);
/// The result in a line, and what a table shows of its chain: nothing if the trace is not as it should be.
struct ResultAndChain {
    AuditResult result;
    ShownChain chain;
};
Result<ResultAndChain> readChainLine(const QByteArray &line, int number);
/// All of it: the reverse of auditLine().
Result<ShownResult> readShownLine(const QByteArray &line, int number);

} // namespace hopscope
