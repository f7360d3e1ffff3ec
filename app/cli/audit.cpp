// SPDX-License-Identifier: MIT
#include "app/cli/auditfiles.h"
#include "app/cli/auditrun.h"
#include "app/cli/common.h"
#include "app/cli/format.h"
#include "app/cli/requestoptions.h"

#include "paint/auditformats.h"
#include "text/terminaltext.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// Of a body more is not kept, unless --body-limit says so: it is looked at for pages that ask for another one.
constexpr qint64 kAuditBodyLimit = 16 * 1024;
constexpr int kMostAtOnce = 1000;
constexpr int kMostRefusals = 1'000'000;
constexpr double kMostSeconds = 86'400;
constexpr int kMsOfSecond = 1000;

QString auditFormatIds()
{
    return idsOf(auditFormats()).join(u", "_s);
}

Result<int> millisecondsOf(const QCommandLineParser &parser, const QString &option)
{
    bool isNumber = false;
    const QString text = parser.value(option);
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= kMostSeconds)
        return qRound(seconds * kMsOfSecond);
    return Result<int>::failure(u"--%1 takes seconds from 0 to %2, such as 0.5, not \"%3\""_s.arg(
        option, QString::number(int(kMostSeconds)), text));
}

Result<AuditPace> paceOf(const QCommandLineParser &parser)
{
    AuditPace pace;
    const struct {
        QString option;
        int most;
        int AuditPace::*member;
    } numbers[] = {{u"parallel"_s, kMostAtOnce, &AuditPace::total},
                   {u"per-host"_s, kMostAtOnce, &AuditPace::perHost},
                   {u"give-up"_s, kMostRefusals, &AuditPace::refusals}};
    for (const auto &[option, most, member] : numbers) {
        const Result<qint64> number = numberOf(parser, option, 1, most);
        if (!number)
            return Result<AuditPace>::failure(number.error);
        pace.*member = int(*number);
    }
    const Result<int> delay = millisecondsOf(parser, u"delay"_s);
    const Result<int> wait = millisecondsOf(parser, u"longest-wait"_s);
    if (!delay || !wait)
        return Result<AuditPace>::failure(delay ? wait.error : delay.error);
    pace.delayMs = *delay;
    pace.longestWaitMs = *wait;
    pace.robots = parser.isSet(u"robots"_s)      ? RobotsUse::Enforced
                  : parser.isSet(u"no-robots"_s) ? RobotsUse::Ignored
                                                 : RobotsUse::Shown;
    return pace;
}

/// What is sent for each URL; that of the first row stands for all.
Result<ReadyRequest> requestOf(const QCommandLineParser &parser, const Clients &clients, const QByteArray &url)
{
    using Ready = Result<ReadyRequest>;
    TraceRequest request{
        .client = parser.value(u"client"_s), .url = QString::fromLatin1(url), .bodyLimit = kAuditBodyLimit};
    const Result<Headers> headers = headersOf(parser);
    if (!headers)
        return Ready::failure(headers.error);
    request.headers = *headers;
    if (const QString error = readOptions(parser, request); !error.isEmpty())
        return Ready::failure(error);
    const Result<ClientPointer> client = clients.named(request.client);
    if (!client)
        return Ready::failure(client.error);
    request.ownClient = *client;
    return prepare(request);
}

/// nullopt when no baseline was asked for.
Result<std::optional<AuditBaseline>> baselineOf(const QCommandLineParser &parser)
{
    using Baseline = Result<std::optional<AuditBaseline>>;
    if (!parser.isSet(u"baseline"_s))
        return Baseline(std::nullopt);
    AuditBaseline baseline;
    const Result<qint64> read =
        readAuditLog(parser.value(u"baseline"_s), [&](const AuditResult &result, const QByteArray &) {
            baseline.insert(result.id, result.judgement);
        });
    return read ? Baseline(std::optional(baseline)) : Baseline::failure(read.error);
}

int printPlan(const AuditTask &task, const std::optional<RedactionOptions> &redaction)
{
    QString text;
    for (const AuditRow &row : task.list.rows) {
        const AuditResult shown = shownRow(row, {}, {}, redaction ? &*redaction : nullptr);
        text += u"%1: %2 %3"_s.arg(terminalText(rowText(shown)), shown.method, terminalText(shown.source));
        if (!shown.target.isEmpty())
            text += u" -> "_s + terminalText(shown.target);
        if (!shown.statuses.isEmpty())
            text += u" with "_s + askedStatusesText(shown.statuses);
        text += u'\n';
    }
    const int code = print(text.toUtf8());
    return code == kExitOk && !task.list.faults.isEmpty() ? kExitUsage : code;
}

int auditExitCode(const AuditReport &report, const AuditOutcome &outcome)
{
    const qsizetype failed =
        report.comparison ? report.comparison->broken.size() : countOf(report.results, AuditVerdict::Fail);
    if (outcome.isInterrupted)
        return kExitNetwork;
    if (failed > 0)
        return kExitExpectation;
    if (countOf(report.results, AuditVerdict::NotAsked) > 0)
        return kExitNetwork;
    return report.faults.isEmpty() ? kExitOk : kExitUsage;
}

} // namespace

void describeAudit(CommandParser &parser)
{
    describeLists(parser);
    parser.addOptions({
        {u"client"_s,
         u"Client to imitate; \"hopscope-cli clients\" lists them. Default: browser, which calls itself "
         "Hopscope."_s,
         u"ID"_s, u"browser"_s},
        {{u"H"_s, u"header"_s}, u"Header field to send; may be repeated."_s, u"Name: value"_s},
        {u"parallel"_s, u"URLs under way at the same time, at most. Default: 50."_s, u"N"_s, u"50"_s},
        {u"per-host"_s, u"The same for those of one host. Default: 4."_s, u"N"_s, u"4"_s},
        {u"delay"_s, u"Time between two requests to a host. Default: 0."_s, u"SECONDS"_s, u"0"_s},
        {u"longest-wait"_s, u"The longest time that a Retry-After is waited for. Default: 120."_s, u"SECONDS"_s,
         u"120"_s},
        {u"give-up"_s,
         u"Leave a host alone that has refused N requests, or given no response to N in a row. Default: "
         "10."_s,
         u"N"_s, u"10"_s},
        {u"robots"_s, u"Leave out what the robots.txt of a host disallows; without it that is only said."_s},
        {u"no-robots"_s, u"Do not ask for robots.txt."_s},
        {u"resume"_s, u"Keep each result in FILE as soon as it is there, and ask for nothing that is in it already."_s,
         u"FILE"_s},
        {u"baseline"_s,
         u"Compare with the JSON lines of an earlier audit: only what fails now and did not then counts "
         "for the exit code."_s,
         u"FILE"_s},
    });
    parser.addOption({u"format"_s, u"Format of the report: %1 (text if none is given)."_s.arg(auditFormatIds()),
                      u"ID"_s, u"text"_s});
    parser.setChoices(idsOf(auditFormats()));
    describeAuditFiles(parser);
    describeOutput(parser);
    describeOptions(parser);
}

int runAudit(const QCommandLineParser &parser, const Clients &clients)
{
    if (asksForAuditFiles(parser))
        return runAuditFiles(parser);
    const AuditFormat *format = auditFormat(parser.value(u"format"_s));
    if (!format)
        return usageError(u"there is no format \"%1\" of an audit; choose one of: %2"_s.arg(parser.value(u"format"_s),
                                                                                            auditFormatIds()));
    if (parser.isSet(u"robots"_s) && parser.isSet(u"no-robots"_s))
        return usageError(u"use either --robots or --no-robots"_s);
    const Result<AuditPace> pace = paceOf(parser);
    if (!pace)
        return usageError(pace.error);
    const Result<std::optional<AuditBaseline>> baseline = baselineOf(parser);
    if (!baseline)
        return usageError(baseline.error);
    const Result<AuditTask> task = readLists(parser);
    if (!task)
        return usageError(task.error);
    std::optional<RedactionOptions> redaction;
    if (!parser.isSet(u"no-redact"_s))
        redaction = RedactionOptions{.names = parser.values(u"redact"_s)};
    if (parser.isSet(u"dry-run"_s))
        return printPlan(*task, redaction);
    const QByteArray first = task->list.rows.isEmpty() ? "http://127.0.0.1/" : task->list.rows.first().source;
    const Result<ReadyRequest> ready = requestOf(parser, clients, first);
    if (!ready)
        return usageError(ready.error);
    const AuditOrder order{
        .task = *task, .ready = *ready, .pace = *pace, .redaction = redaction, .log = parser.value(u"resume"_s)};
    Output output(parser.value(u"output"_s));
    AuditRun run(order);
    for (const QString &error : {output.open(), run.open()}) {
        if (!error.isEmpty())
            return usageError(error);
    }
    AuditReport report{.faults = task->list.faults, .notes = task->list.notes};
    AuditOutcome outcome;
    const int written = output.write([&](const ByteSink &sink) {
        outcome = run.run(format->write ? nullptr : &sink);
        report.results = outcome.results;
        report.robots = outcome.robots;
        if (*baseline)
            report.comparison = compared(report.results, **baseline);
        return format->write ? format->write(report, sink) : outcome.error.isEmpty();
    });
    if (!outcome.error.isEmpty())
        printError(outcome.error);
    if (written != kExitOk || !outcome.error.isEmpty())
        return kExitUsage;
    if (outcome.isInterrupted)
        printError(
            u"interrupted: %1 of %2 URLs were not asked for"_s.arg(countOf(report.results, AuditVerdict::NotAsked))
                .arg(report.results.size()));
    return auditExitCode(report, outcome);
}

} // namespace hopscope::cli
