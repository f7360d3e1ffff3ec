// SPDX-License-Identifier: MIT
#include "app/cli/auditlists.h"

#include "app/cli/common.h"

#include <QFileInfo>

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostChainsTold = 20;

void sayChains(const AuditTask &task)
{
    const QStringList texts = chainTexts(task);
    for (const QString &text : texts.first(std::min(texts.size(), kMostChainsTold)))
        printError(text);
    if (texts.size() > kMostChainsTold)
        printError(
            u"%1 more targets are sources of the list; the report names them"_s.arg(texts.size() - kMostChainsTold));
}

} // namespace

void describeLists(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"FILE"_s,
        u"List of URLs, CSV, sitemap (gzip, too) or page with links; - is standard input. The rules of one file count "
        "for the URLs of all."_s);
}

QString readAuditOption(const QCommandLineParser &parser, const AuditOption &option, AuditChoices &choices)
{
    const QString name = option.name;
    if (!parser.isSet(name))
        return {};
    // Of an option that stands twice the last one counts.
    const QStringList values = option.kind == OptionKind::Switch  ? QStringList(QString())
                               : option.kind == OptionKind::Lines ? parser.values(name)
                                                                  : QStringList(parser.value(name));
    for (const QString &value : values) {
        if (const QString error = option.read(u"--"_s + name, value, choices); !error.isEmpty())
            return error;
    }
    return {};
}

Result<QList<HostRewrite>> hostRewrites(const QCommandLineParser &parser)
{
    AuditChoices choices;
    const std::span<const AuditOption> options = auditOptions();
    const auto rewrite = std::ranges::find(options, "rewrite"_L1, &AuditOption::name);
    const QString error = readAuditOption(parser, *rewrite, choices);
    return error.isEmpty() ? Result(choices.list.rewrites) : Result<QList<HostRewrite>>::failure(error);
}

Result<AuditTask> readLists(const QCommandLineParser &parser, const AuditChoices &choices)
{
    using Task = Result<AuditTask>;
    const QStringList paths = parser.positionalArguments();
    if (paths.isEmpty())
        return Task::failure(u"a list is missing; write: hopscope-cli audit FILE"_s);
    AuditListOptions options = choices.list;
    options.readPart = partsIn(paths.constFirst() == u"-" ? u"."_s : QFileInfo(paths.constFirst()).absolutePath());
    const Result<QList<ListInput>> inputs = readListFiles(paths, [] { return inputOf(u"-"_s, kMaxListBytes); });
    if (!inputs)
        return Task::failure(inputs.error);
    const Result<AuditTask> task = readAuditTask(*inputs, options);
    if (!task)
        return task;
    for (const ListFault &fault : task->list.faults)
        printError(placeText(fault.place) + u": "_s + fault.reason);
    for (const QString &note : task->list.notes)
        printError(note);
    if (choices.isStrict && !task->list.faults.isEmpty())
        return Task::failure(u"nothing was sent: mend these lines, or leave out --strict"_s);
    sayChains(*task);
    return task;
}

} // namespace hopscope::cli
