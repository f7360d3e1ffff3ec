// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QStringList>

namespace hopscope::test
{

/// "GET http://a.example/a 302 > GET http://a.example/b 200 | GET http://a.example/c 0": requests of each trace, traces
/// between bars; 0 is no response.
inline QString chainsOf(const QList<Trace> &traces)
{
    QStringList chains;
    for (const Trace &trace : traces) {
        QStringList hops;
        for (const Hop &hop : trace.hops) {
            hops.append(QString::fromUtf8(hop.request.method + ' ' + hop.request.url + ' ' +
                                          QByteArray::number(hop.response ? hop.response->status : 0)));
        }
        chains.append(hops.join(QStringLiteral(" > ")));
    }
    return chains.join(QStringLiteral(" | "));
}

} // namespace hopscope::test
