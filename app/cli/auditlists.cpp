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

/// In the order of the rows.
void sayChains(const AuditTask &task)
{
    QList<qsizetype> rows = task.chains.keys();
    std::sort(rows.begin(), rows.end());
    for (const qsizetype row : std::as_const(rows).first(std::min(rows.size(), kMostChainsTold)))
        printError(task.chains.value(row));
    if (rows.size() > kMostChainsTold)
        printError(
            u"%1 more targets are sources of the list; the report names them"_s.arg(rows.size() - kMostChainsTold));
}

} // namespace

void describeLists(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"FILE"_s,
        u"List of URLs, CSV, sitemap (gzip, too) or page with links; - is standard input. The rules of one file count "
        "for the URLs of all."_s);
}

QString readAuditOption(const QCommandLineParser &parser, QLatin1StringView name, AuditChoices &choices)
{
    for (const AuditOption &option : auditOptions()) {
        if (option.name != name || !parser.isSet(option.name))
            continue;
        // Of an option that stands twice the last one counts.
        const QStringList values = option.kind == OptionKind::Switch  ? QStringList(QString())
                                   : option.kind == OptionKind::Lines ? parser.values(option.name)
                                                                      : QStringList(parser.value(option.name));
        for (const QString &value : values) {
            if (const QString error = option.read(u"--"_s + option.name, value, choices); !error.isEmpty())
                return error;
        }
    }
    return {};
}

Result<QList<HostRewrite>> hostRewrites(const QCommandLineParser &parser)
{
    AuditChoices choices;
    if (const QString error = readAuditOption(parser, "rewrite"_L1, choices); !error.isEmpty())
        return Result<QList<HostRewrite>>::failure(error);
    return choices.list.rewrites;
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
