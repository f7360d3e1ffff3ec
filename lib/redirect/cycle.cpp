// SPDX-License-Identifier: MIT
#include "redirect/cycle.h"

#include "redirect/earlier.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What the last redirect would have led to, as far as the trace says: with the same method and body, or as a GET.
QList<Request> wouldBeNext(const Hop &last)
{
    if (!last.redirect || last.redirect->target.isEmpty())
        return {};
    Request kept = last.request;
    kept.url = last.redirect->target;
    Request changed = kept;
    changed.method = "GET";
    changed.body = {};
    return {kept, changed};
}

} // namespace

Cycle cycleOf(const QList<QByteArray> &keys)
{
    const qsizetype end = keys.size() - 1;
    qsizetype start = end < 1 ? -1 : keys.lastIndexOf(keys.constLast(), end - 1);
    if (start < 0)
        return {};
    const qsizetype length = end - start;
    while (start > 0 && keys[start - 1] == keys[start - 1 + length])
        --start;
    return {.start = int(start), .length = int(length)};
}

Cycle cycleOf(const Trace &trace)
{
    if (trace.hops.isEmpty())
        return {};
    QList<QByteArray> keys;
    keys.reserve(trace.hops.size() + 1);
    for (const Hop &hop : trace.hops)
        keys.append(requestKey(hop.request));
    if (const Cycle cycle = cycleOf(keys))
        return cycle;
    for (const Request &next : wouldBeNext(trace.hops.constLast())) {
        if (const Cycle cycle = cycleOf(keys + QList<QByteArray>{requestKey(next)}))
            return cycle;
    }
    return {};
}

QString cycleText(const Cycle &cycle)
{
    return cycle.length == 1 ? u"1 redirect leads back to request %1"_s.arg(cycle.start + 1)
                             : u"%1 redirects lead back to request %2"_s.arg(QString::number(cycle.length),
                                                                             QString::number(cycle.start + 1));
}

} // namespace hopscope
