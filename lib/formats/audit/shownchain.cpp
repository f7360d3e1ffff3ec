// SPDX-License-Identifier: MIT
#include "formats/audit/shownchain.h"

#include "findings/steps.h"
#include "text/jsontree.h"
#include "trace/tracejson.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

ShownChain shownChain(const Trace &trace)
{
    ShownChain chain;
    for (const Hop &hop : trace.hops)
        chain.statuses.append(hop.response ? hop.response->status : 0);
    chain.redirects = int(stepsOf(trace.hops).size());
    if (!trace.hops.isEmpty())
        chain.end = QString::fromUtf8(trace.hops.last().request.url);
    return chain;
}

QString statusesText(const ShownChain &chain)
{
    QStringList texts;
    for (const int status : chain.statuses)
        texts.append(status > 0 ? QString::number(status) : u"–"_s);
    return texts.join(u" → "_s);
}

Result<Trace> auditTrace(const QByteArray &line)
{
    const Result<JsonNode> tree = readJson(line);
    if (!tree)
        return Result<Trace>::failure(tree.error);
    const auto found = std::find_if(tree->children.begin(), tree->children.end(),
                                    [](const JsonNode &member) { return member.name == "trace"; });
    if (found == tree->children.end())
        return Result<Trace>::failure(u"the line has no trace"_s);
    return readTrace(found->raw.toByteArray());
}

} // namespace hopscope
