// SPDX-License-Identifier: MIT
#include "formats/audit/auditchain.h"

#include "findings/steps.h"
#include "text/jsontree.h"
#include "trace/tracejson.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

AuditChain shownChainOf(const Trace &trace)
{
    AuditChain way;
    for (const Hop &hop : trace.hops)
        way.statuses.append(hop.response ? hop.response->status : 0);
    way.redirects = int(stepsOf(trace.hops).size());
    if (!trace.hops.isEmpty())
        way.end = QString::fromUtf8(trace.hops.last().request.url);
    return way;
}

QString statusesText(const AuditChain &way)
{
    QStringList texts;
    for (const int status : way.statuses)
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
