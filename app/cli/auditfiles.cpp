// SPDX-License-Identifier: MIT
#include "app/cli/auditfiles.h"

#include "app/cli/auditlists.h"
#include "app/cli/common.h"
#include "formats/audit/auditdiff.h"
#include "formats/audit/auditrepair.h"
#include "net/auditlog.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// What has a meaning with --diff or --repair.
const QStringList kDiffOptions{u"diff"_s, u"format"_s, u"o"_s, u"output"_s, u"redact"_s, u"no-redact"_s};
const QStringList kRepairOptions{u"repair"_s, u"resume"_s, u"rewrite"_s, u"o"_s, u"output"_s};

/// The first option that is given and has none; empty if there is no such.
QString optionTooMany(const QCommandLineParser &parser, const QStringList &known)
{
    for (const QString &name : parser.optionNames()) {
        if (!known.contains(name))
            return name;
    }
    return {};
}

Result<QList<AuditedRow>> auditIn(const QString &path)
{
    using Rows = Result<QList<AuditedRow>>;
    AuditedRows rows;
    const Result<qint64> read = readAuditTraces(path, [&](const ShownResult &shown) { rows.add(shown); });
    return read ? Rows(rows.rows()) : Rows::failure(read.error);
}

int runAuditDiff(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().size() != 1)
        return usageError(u"--diff needs two files; write: hopscope-cli audit --diff OLD.jsonl NEW.jsonl"_s);
    if (const QString option = optionTooMany(parser, kDiffOptions); !option.isEmpty())
        return usageError(u"--diff compares two audits and sends nothing; leave out --%1"_s.arg(option));
    const AuditDiffFormat *format = auditDiffFormat(parser.value(u"format"_s));
    if (!format)
        return usageError(u"there is no format \"%1\" of a comparison; choose one of: %2"_s.arg(
            parser.value(u"format"_s), idsOf(auditDiffFormats()).join(u", "_s)));
    const Result<QList<AuditedRow>> before = auditIn(parser.value(u"diff"_s));
    const Result<QList<AuditedRow>> now = before ? auditIn(parser.positionalArguments().constFirst()) : before;
    if (!now)
        return usageError(now.error);
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    AuditDiff diff = diffOf(*before, *now);
    const qsizetype broken = countOf(diff, AuditChange::Broken);
    if (!parser.isSet(u"no-redact"_s))
        diff = withoutSecrets(diff, {.names = parser.values(u"redact"_s)});
    const int code = output.write(format->write(diff));
    return code == kExitOk && broken > 0 ? kExitExpectation : code;
}

int runAuditRepair(const QCommandLineParser &parser)
{
    const RepairFormat *format = repairFormat(parser.value(u"repair"_s));
    if (!format)
        return usageError(u"there are no rules for \"%1\"; choose one of: %2"_s.arg(
            parser.value(u"repair"_s), idsOf(repairFormats()).join(u", "_s)));
    if (!parser.isSet(u"resume"_s) || !parser.positionalArguments().isEmpty())
        return usageError(u"--repair reads what an audit has kept; write: hopscope-cli audit --resume FILE.jsonl "
                          "--repair %1"_s.arg(format->id));
    if (const QString option = optionTooMany(parser, kRepairOptions); !option.isEmpty())
        return usageError(u"--repair reads what an audit has kept and sends nothing; leave out --%1"_s.arg(option));
    const Result<QList<HostRewrite>> rewrites = hostRewrites(parser);
    if (!rewrites)
        return usageError(rewrites.error);
    const Result<QList<AuditedRow>> rows = auditIn(parser.value(u"resume"_s));
    if (!rows)
        return usageError(rows.error);
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    const Repair repair = repairOf(*rows, *rewrites);
    const int code = output.write(format->write(repair));
    if (code == kExitOk)
        printError(u"%1 of %2 URLs redirect, %3 answer by themselves, and %4 cannot be repaired"_s.arg(
            QString::number(repair.rules.size()), QString::number(rows->size()), QString::number(repair.stays.size()),
            QString::number(repair.leftOut.size())));
    return code;
}

} // namespace

void describeAuditFiles(CommandParser &parser)
{
    parser.addOption(
        {u"diff"_s,
         u"Only compare two audits that were kept as JSON lines, OLD and the one that follows it, as text, "
         "markdown or json."_s,
         u"OLD"_s});
    parser.addOption({u"repair"_s,
                      u"Only write rules that lead straight to the last target of each chain in the file of --resume: "
                      "%1."_s.arg(idsOf(repairFormats()).join(u", "_s)),
                      u"FORMAT"_s});
    parser.setChoices(idsOf(repairFormats()));
}

bool asksForAuditFiles(const QCommandLineParser &parser)
{
    return parser.isSet(u"diff"_s) || parser.isSet(u"repair"_s);
}

int runAuditFiles(const QCommandLineParser &parser)
{
    return parser.isSet(u"diff"_s) ? runAuditDiff(parser) : runAuditRepair(parser);
}

} // namespace hopscope::cli
