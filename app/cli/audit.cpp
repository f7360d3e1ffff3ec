// SPDX-License-Identifier: MIT
#include "app/cli/auditfiles.h"
#include "app/cli/auditlists.h"
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

QString auditFormatIds()
{
    return idsOf(auditFormats()).join(u", "_s);
}

Result<AuditChoices> choicesOf(const QCommandLineParser &parser)
{
    AuditChoices choices;
    for (const AuditOption &option : auditOptions()) {
        if (const QString error = readAuditOption(parser, option, choices); !error.isEmpty())
            return Result<AuditChoices>::failure(error);
    }
    return choices;
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
Result<std::optional<AuditBaseline>> baselineOf(const AuditChoices &choices)
{
    using Baseline = Result<std::optional<AuditBaseline>>;
    if (choices.baseline.isEmpty())
        return Baseline(std::nullopt);
    const Result<AuditBaseline> baseline = readAuditBaseline(choices.baseline);
    return baseline ? Baseline(std::optional(*baseline)) : Baseline::failure(baseline.error);
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
        {u"dry-run"_s, u"Only say what would be asked for."_s},
    });
    for (const AuditOption &option : auditOptions()) {
        const QStringList ids = option.choices ? option.choices() : QStringList();
        const QString help = QString::fromUtf8(option.help);
        parser.addOption(
            {QString(option.name), ids.isEmpty() ? help : help.arg(ids.join(u", "_s)), option.placeholder});
        if (!ids.isEmpty())
            parser.setChoices(ids);
    }
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
    const Result<AuditChoices> choices = choicesOf(parser);
    if (!choices)
        return usageError(choices.error);
    const Result<std::optional<AuditBaseline>> baseline = baselineOf(*choices);
    if (!baseline)
        return usageError(baseline.error);
    const Result<AuditTask> task = readLists(parser, *choices);
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
    const AuditOrder order{.task = *task,
                           .ready = *ready,
                           .pace = choices->pace,
                           .redaction = redaction,
                           .log = choices->resume,
                           .wantsLines = !format->write};
    const AuditManner manner{.isQuiet = parser.isSet(u"quiet"_s), .keepsIds = baseline->has_value()};
    Output output(parser.value(u"output"_s), manner.isQuiet);
    AuditRunOnTerminal run(order, manner);
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
