// SPDX-License-Identifier: MIT
#include "app/cli/auditlists.h"

#include "app/cli/common.h"
#include "formats/audit/auditchains.h"
#include "formats/audit/auditvariants.h"
#include "formats/audit/listkinds.h"
#include "http/url.h"
#include "net/auditinput.h"

#include <QFileInfo>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

using OptionsResult = Result<AuditListOptions>;

constexpr qsizetype kMostChainsTold = 20;

QString kindIds()
{
    return idsOf(listKinds()).join(u", "_s);
}

QString variantIds()
{
    return idsOf(auditVariants()).join(u", "_s);
}

OptionsResult listOptions(const QCommandLineParser &parser)
{
    AuditListOptions options{.kind = parser.value(u"list"_s)};
    if (!options.kind.isEmpty() && !listKind(options.kind))
        return OptionsResult::failure(
            u"there is no kind of list \"%1\"; choose one of: %2"_s.arg(options.kind, kindIds()));
    if (parser.isSet(u"base"_s)) {
        const Result<QByteArray> base = parseRequestUrl(parser.value(u"base"_s));
        if (!base)
            return OptionsResult::failure(u"--base: "_s + base.error);
        options.base = *base;
    }
    const Result<QList<HostRewrite>> rewrites = hostRewrites(parser);
    if (!rewrites)
        return OptionsResult::failure(rewrites.error);
    options.rewrites = *rewrites;
    for (const QString &id : parser.value(u"variants"_s).split(u',', Qt::SkipEmptyParts)) {
        if (!auditVariant(id.trimmed()))
            return OptionsResult::failure(
                u"there is no variant \"%1\"; choose some of: %2"_s.arg(id.trimmed(), variantIds()));
        options.variants.append(id.trimmed());
    }
    return options;
}

/// All files of the command line, unpacked. A sitemap index finds its parts next to the first one.
Result<QList<ListInput>> listInputs(const QCommandLineParser &parser)
{
    using Inputs = Result<QList<ListInput>>;
    const QStringList paths = parser.positionalArguments();
    QList<ListInput> inputs;
    for (const QString &path : paths) {
        const bool isStandardInput = path == u"-";
        const Result<QByteArray> packed = isStandardInput ? inputOf(path, kMaxListBytes) : readListFile(path);
        const Result<QByteArray> bytes =
            packed && isStandardInput ? unpackedList(*packed, u"standard input"_s) : packed;
        if (!bytes)
            return Inputs::failure(bytes.error);
        inputs.append({paths.size() == 1 ? QString() : isStandardInput ? path : QFileInfo(path).fileName(), *bytes});
    }
    return inputs;
}

void findChains(AuditTask &task)
{
    const QList<MapChain> chains = chainsWithin(task.list.rows);
    for (const MapChain &chain : chains) {
        const QString sentence = chainSentence(chain, task.list.rows);
        task.chains.insert(chain.row, sentence);
        if (task.chains.size() <= kMostChainsTold)
            printError(sentence);
    }
    if (chains.size() > kMostChainsTold)
        printError(
            u"%1 more targets are sources of the list; the report names them"_s.arg(chains.size() - kMostChainsTold));
}

} // namespace

void describeLists(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"FILE"_s,
        u"List of URLs, CSV, sitemap (gzip, too) or page with links; - is standard input. The rules of one file count "
        "for the URLs of all."_s);
    parser.addOptions({
        {u"list"_s, u"Kind of the lists: %1. Default: they tell by themselves."_s.arg(kindIds()), u"KIND"_s},
        {u"base"_s, u"What begins with \"/\" belongs to this URL."_s, u"URL"_s},
        {u"rewrite"_s,
         u"Ask host B where the list has host A, as in www.example.com=http://127.0.0.1:8080; may be "
         "repeated."_s,
         u"A=B"_s},
        {u"variants"_s, u"Ask for other notations of each URL, too: %1."_s.arg(variantIds()), u"LIST"_s},
        {u"strict"_s, u"Ask for nothing when a line cannot be used."_s},
        {u"dry-run"_s, u"Only say what would be asked for."_s},
    });
}

Result<QList<HostRewrite>> hostRewrites(const QCommandLineParser &parser)
{
    QList<HostRewrite> rewrites;
    for (const QString &text : parser.values(u"rewrite"_s)) {
        const Result<HostRewrite> rewrite = parseHostRewrite(text);
        if (!rewrite)
            return Result<QList<HostRewrite>>::failure(u"--rewrite: "_s + rewrite.error);
        rewrites.append(*rewrite);
    }
    return rewrites;
}

Result<AuditTask> readLists(const QCommandLineParser &parser)
{
    using Task = Result<AuditTask>;
    if (parser.positionalArguments().isEmpty())
        return Task::failure(u"a list is missing; write: hopscope-cli audit FILE"_s);
    OptionsResult options = listOptions(parser);
    if (!options)
        return Task::failure(options.error);
    const QString first = parser.positionalArguments().constFirst();
    (*options).readPart = partsIn(first == u"-" ? u"."_s : QFileInfo(first).absolutePath());
    const Result<QList<ListInput>> inputs = listInputs(parser);
    if (!inputs)
        return Task::failure(inputs.error);
    const Result<AuditList> list = readAuditList(*inputs, *options);
    if (!list)
        return Task::failure(list.error);
    AuditTask task{.list = *list, .chains = {}};
    for (const ListFault &fault : task.list.faults)
        printError(placeText(fault.place) + u": "_s + fault.reason);
    for (const QString &note : task.list.notes)
        printError(note);
    if (parser.isSet(u"strict"_s) && !task.list.faults.isEmpty())
        return Task::failure(u"nothing was sent: mend these lines, or leave out --strict"_s);
    findChains(task);
    return task;
}

} // namespace hopscope::cli
