// SPDX-License-Identifier: MIT
#include "trace/sidebyside.h"

#include "trace/tracealign.h"

#include <QStringList>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString answerOf(const Hop &hop)
{
    return hop.response ? QString::number(hop.response->status) : u"no response"_s;
}

QString verdictOf(const Hop &hop)
{
    if (!hop.redirect)
        return u"ended"_s;
    switch (hop.redirect->verdict) {
    case RedirectVerdict::Follow:
        return u"followed"_s;
    case RedirectVerdict::Deliver:
        return u"not followed"_s;
    case RedirectVerdict::Refuse:
        break;
    }
    return u"refused"_s;
}

QString differenceOf(const Hop &hop, const Hop &reference)
{
    QStringList parts;
    const auto add = [&](const QString &what, const QString &is, const QString &other) {
        if (is != other)
            parts.append(u"%1%2 instead of %3"_s.arg(what, is, other));
    };
    add(u"method "_s, QString::fromUtf8(hop.request.method), QString::fromUtf8(reference.request.method));
    add(u"URL "_s, QString::fromUtf8(hop.request.url), QString::fromUtf8(reference.request.url));
    const Body &body = hop.request.body;
    const Body &other = reference.request.body;
    add(u"body of "_s, u"%1 B"_s.arg(body.size), u"%1 B"_s.arg(other.size));
    if (body.size == other.size && body.sha256 != other.sha256)
        parts.append(u"a different body"_s);
    add(u"status "_s, answerOf(hop), answerOf(reference));
    add(QString(), verdictOf(hop), verdictOf(reference));
    return parts.join(u", "_s);
}

SideCell cellOf(const Trace &trace, int hop, const Trace &reference, int referenceHop)
{
    SideCell cell{.hop = hop};
    if (hop >= 0 && referenceHop >= 0)
        cell.why = differenceOf(trace.hops[hop], reference.hops[referenceHop]);
    else if (hop >= 0)
        cell.why = u"one more request"_s;
    else if (referenceHop >= 0)
        cell.why = u"no request here"_s;
    cell.differs = !cell.why.isEmpty();
    return cell;
}

} // namespace

QList<QList<SideCell>> sideBySide(const QList<Trace> &traces)
{
    QList<QList<Hop>> chains;
    for (const Trace &trace : traces)
        chains.append(trace.hops);
    QList<QList<SideCell>> rows;
    QList<bool> hasDiffered(traces.size(), false);
    const QList<QList<int>> aligned = alignChains(chains);
    for (const QList<int> &hops : aligned) {
        QList<SideCell> row;
        for (qsizetype i = 0; i < traces.size(); ++i) {
            SideCell cell = cellOf(traces[i], hops[i], traces.first(), hops.first());
            cell.first = cell.differs && !hasDiffered[i];
            hasDiffered[i] = hasDiffered[i] || cell.differs;
            row.append(cell);
        }
        rows.append(row);
    }
    return rows;
}

} // namespace hopscope
