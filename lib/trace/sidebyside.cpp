// SPDX-License-Identifier: MIT
#include "trace/sidebyside.h"

#include "trace/sentfields.h"
#include "trace/tracealign.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A chain, what is known of its fields, and what its client is called.
struct Side {
    const Trace &trace;
    ChainFields fields;
    QString name;
};

QString answerOf(const Hop &hop)
{
    return hop.response ? QString::number(hop.response->status) : u"no response"_s;
}

QString verdictOf(const Hop &hop)
{
    if (!hop.redirect)
        return u"gets no further"_s;
    switch (hop.redirect->verdict) {
    case RedirectVerdict::Follow:
        return u"goes on"_s;
    case RedirectVerdict::Deliver:
        return u"takes this response as the result"_s;
    case RedirectVerdict::Refuse:
        break;
    }
    return u"reports an error"_s;
}

/// Who answers what this hop asks.
QString askingOf(HopKind kind)
{
    switch (kind) {
    case HopKind::Hsts:
        return u"goes on with https by itself (HSTS)"_s;
    case HopKind::Cache:
        return u"takes the redirect from its cache"_s;
    default:
        break;
    }
    return u"asks the server"_s;
}

QString contentOf(const Body &body)
{
    return body.size > 0 ? u"a body of %1 B"_s.arg(body.size) : u"no body"_s;
}

QString differenceOf(const Side &side, const Hop &hop, const Side &reference, const Hop &other)
{
    QStringList parts;
    const auto instead = [&](QLatin1StringView verb, const QString &is, const QString &was) {
        if (is != was)
            parts.append(u"%1 %2 instead of %3"_s.arg(QString(verb), is, was));
    };
    const auto unlike = [&](const QString &does, const QString &did) {
        if (does != did)
            parts.append(u"%1, %2 %3"_s.arg(does, reference.name, did));
    };
    unlike(askingOf(hop.kind), askingOf(other.kind));
    instead("sends"_L1, QString::fromUtf8(hop.request.method), QString::fromUtf8(other.request.method));
    instead("goes to"_L1, QString::fromUtf8(hop.request.url), QString::fromUtf8(other.request.url));
    if (reachesServer(hop.kind) && reachesServer(other.kind)) {
        const Body &body = hop.request.body;
        instead("sends"_L1, contentOf(body), contentOf(other.request.body));
        if (body.size == other.request.body.size && body.sha256 != other.request.body.sha256)
            parts.append(u"sends another body of the same size"_s);
        parts += fieldDifferences(side.fields, hop.request, reference.fields, other.request, reference.name);
        instead("gets"_L1, answerOf(hop), answerOf(other));
    }
    unlike(verdictOf(hop), verdictOf(other));
    return parts.join(u"; "_s);
}

QString oneMore(const Hop &hop)
{
    if (hop.kind == HopKind::Preflight)
        return u"first asks with OPTIONS"_s;
    return reachesServer(hop.kind) ? u"sends one more request"_s : askingOf(hop.kind);
}

QString oneLess(const Hop &other, const QString &name)
{
    switch (other.kind) {
    case HopKind::Preflight:
        return u"does not first ask with OPTIONS, %1 does"_s.arg(name);
    case HopKind::Hsts:
        return u"does not go on with https by itself (HSTS), %1 does"_s.arg(name);
    case HopKind::Cache:
        return u"does not take this redirect from a cache, %1 does"_s.arg(name);
    default:
        break;
    }
    return u"does not send this request"_s;
}

SideCell cellOf(const Side &side, int hop, const Side &reference, int referenceHop)
{
    SideCell cell{.hop = hop};
    if (hop >= 0 && referenceHop >= 0)
        cell.why = differenceOf(side, side.trace.hops[hop], reference, reference.trace.hops[referenceHop]);
    else if (hop >= 0)
        cell.why = oneMore(side.trace.hops[hop]);
    else if (referenceHop >= 0)
        cell.why = oneLess(reference.trace.hops[referenceHop], reference.name);
    cell.differs = !cell.why.isEmpty();
    return cell;
}

} // namespace

SideBySide sideBySide(const QList<Trace> &traces, const QStringList &names)
{
    if (traces.isEmpty())
        return {};
    QList<QList<Hop>> chains;
    std::vector<Side> sides;
    for (qsizetype i = 0; i < traces.size(); ++i) {
        chains.append(traces[i].hops);
        sides.push_back({traces[i], chainFields(traces[i]), names[i]});
    }
    const Side &reference = sides.front();
    SideBySide result;
    QStringList found(traces.size());
    const QList<QList<int>> aligned = alignChains(chains);
    for (const QList<int> &hops : aligned) {
        QList<SideCell> row{SideCell{.hop = hops.first()}};
        for (qsizetype i = 1; i < traces.size(); ++i) {
            const Side &side = sides[size_t(i)];
            SideCell cell = cellOf(side, hops[i], reference, hops.first());
            cell.first = cell.differs && found[i].isEmpty();
            if (cell.first)
                found[i] = u"Request %1: %2 %3"_s.arg(QString::number(result.rows.size() + 1), side.name, cell.why);
            row.append(cell);
        }
        result.rows.append(row);
    }
    for (qsizetype i = 1; i < traces.size(); ++i)
        result.firstDifferences.append(
            found[i].isEmpty()
                ? u"%1 sends the same as %2, but for fields that each client writes in its own way"_s.arg(
                      names[i], reference.name)
                : found[i]);
    return result;
}

} // namespace hopscope
