// SPDX-License-Identifier: MIT
#include "formats/audit/auditresult.h"

#include "text/jsonreader.h"
#include "trace/tracejson.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kLineFormat = "hopscope-audit"_L1;
constexpr int kLineVersion = 1;
constexpr qsizetype kIdLength = 32; ///< hex digits

QByteArray hashOf(const QByteArrayList &parts)
{
    return QCryptographicHash::hash(parts.join('\n'), QCryptographicHash::Sha256).toHex().first(kIdLength);
}

/// What else than the trace has secrets in it, as a trace: the redaction knows those.
Trace textsOf(const AuditRow &row, const AuditJudgement &judgement)
{
    Trace texts;
    for (const QByteArray &url : {row.source, row.target})
        texts.hops.append(Hop{.request = {.method = row.method, .url = url}});
    texts.outcome.message = judgement.reason;
    return texts;
}

Trace withoutWire(Trace trace)
{
    for (Hop &hop : trace.hops)
        hop.wire.reset();
    return trace;
}

/// The result of `row` with its texts as they may be shown.
AuditResult resultOf(const AuditRow &row, const AuditJudgement &judgement, const Trace &texts, const QString &client)
{
    return {.id = rowId(row),
            .asked = rowAsked(row, client),
            .place = row.place,
            .source = QString::fromUtf8(texts.hops.first().request.url),
            .target = QString::fromUtf8(texts.hops.last().request.url),
            .statuses = row.statuses,
            .method = row.method == "GET" ? u"GET"_s : QString::fromUtf8(row.method),
            .note = row.note,
            .variant = row.variant,
            .judgement = {judgement.verdict, judgement.cause, texts.outcome.message}};
}

QJsonObject resultToJson(const AuditResult &result)
{
    QJsonArray statuses;
    for (const int status : result.statuses)
        statuses.append(status);
    return {{u"format"_s, kLineFormat},
            {u"version"_s, kLineVersion},
            {u"id"_s, QString::fromLatin1(result.id)},
            {u"asked"_s, QString::fromLatin1(result.asked)},
            {u"file"_s, result.place.file},
            {u"line"_s, result.place.line},
            {u"source"_s, result.source},
            {u"target"_s, result.target},
            {u"statuses"_s, statuses},
            {u"method"_s, result.method},
            {u"note"_s, result.note},
            {u"variant"_s, result.variant},
            {u"verdict"_s, idOf(result.judgement.verdict)},
            {u"cause"_s, result.judgement.cause},
            {u"reason"_s, result.judgement.reason}};
}

int statusFromJson(const JsonValue &value)
{
    const int status = value.node().raw.toInt();
    if (value.type() != JsonType::Number || status < 100 || status > 599)
        value.fail(u"expected a status"_s);
    return status;
}

/// With what `readTrace` makes of the trace.
template <typename Read>
ShownResult shownFromJson(const JsonValue &value, Read readTrace)
{
    JsonObjectReader in(value);
    in.format(kLineFormat, "version"_L1, kLineVersion);
    AuditResult result;
    result.id = in.utf8("id"_L1);
    result.asked = in.utf8("asked"_L1);
    result.place = {in.text("file"_L1), in.integer("line"_L1, 0)};
    result.source = in.text("source"_L1);
    result.target = in.text("target"_L1);
    result.statuses = in.list<int>("statuses"_L1, statusFromJson);
    result.method = in.text("method"_L1);
    result.note = in.text("note"_L1);
    result.variant = in.text("variant"_L1);
    result.judgement = {in.named<AuditVerdict>("verdict"_L1, auditVerdict, auditVerdictIds), in.text("cause"_L1),
                        in.text("reason"_L1)};
    ShownResult shown{result, readTrace(in.object("trace"_L1))};
    in.finish();
    return shown;
}

/// A trace takes longer to read than all the rest of its line.
AuditResult resultFromJson(const JsonValue &value)
{
    return shownFromJson(value, [](const JsonValue &) { return Trace(); }).result;
}

ResultAndChain chainFromJson(const JsonValue &value)
{
    const ShownResult shown = shownFromJson(value, [](const JsonValue &trace) {
        // Its faults are no faults of the line: the result counts without it.
        JsonFault fault(trace.node().raw, trace.node());
        const Trace read = traceFromJson(JsonValue(trace.node(), fault));
        return fault.isSet() ? Trace() : read;
    });
    ResultAndChain row{shown.result, shownChain(shown.trace)};
    // One text in memory.
    for (const QString &known : {row.result.source, row.result.target}) {
        if (row.chain.end == known)
            row.chain.end = known;
    }
    return row;
}

} // namespace

QByteArray rowId(const AuditRow &row)
{
    return hashOf({row.method, row.listed, row.variant.toUtf8()});
}

QByteArray rowAsked(const AuditRow &row, const QString &client)
{
    QByteArrayList parts{row.method, row.source, row.target, client.toUtf8()};
    for (const int status : row.statuses)
        parts.append(QByteArray::number(status));
    return hashOf(parts);
}

ShownResult shownResult(const AuditRow &row, const AuditJudgement &judgement, const Trace &trace,
                        const RedactionOptions *redaction)
{
    Trace texts = textsOf(row, judgement);
    Trace shown = withoutWire(trace);
    if (redaction) {
        const QList<Redaction> redactions = redacted({shown, texts}, *redaction);
        shown = redactions.first().trace;
        texts = redactions.last().trace;
    }
    return {resultOf(row, judgement, texts, trace.client), shown};
}

AuditResult shownRow(const AuditRow &row, const AuditJudgement &judgement, const Trace &trace,
                     const RedactionOptions *redaction)
{
    const Trace texts = textsOf(row, judgement);
    return resultOf(row, judgement, redaction ? redactedBeside(texts, withoutWire(trace), *redaction) : texts,
                    trace.client);
}

QByteArray auditLine(const ShownResult &shown)
{
    QJsonObject line = resultToJson(shown.result);
    line.insert(u"trace"_s, traceToJson(shown.trace));
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

Result<AuditResult> readAuditLine(const QByteArray &line, int number)
{
    return readJsonFile<AuditResult>(line, resultFromJson, number);
}

Result<ResultAndChain> readChainLine(const QByteArray &line, int number)
{
    return readJsonFile<ResultAndChain>(line, chainFromJson, number);
}

Result<ShownResult> readShownLine(const QByteArray &line, int number)
{
    return readJsonFile<ShownResult>(
        line, [](const JsonValue &value) { return shownFromJson(value, traceFromJson); }, number);
}

} // namespace hopscope
