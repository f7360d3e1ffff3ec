// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QString>

namespace hopscope
{

inline QByteArray asUtf8(const QByteArray &text)
{
    return text;
}
inline QByteArray asUtf8(const QString &text)
{
    return text.toUtf8();
}
inline void setUtf8(QByteArray &text, const QByteArray &utf8)
{
    text = utf8;
}
inline void setUtf8(QString &text, const QByteArray &utf8)
{
    text = QString::fromUtf8(utf8);
}

/// Calls `use` with every QByteArray and QString of `headers` that a server or a user may have written.
template <typename H, typename Use>
void forEachHeaderText(H &headers, const Use &use)
{
    for (auto &field : headers.fields) {
        use(field.name);
        use(field.value);
    }
}

/// The same for a hop: messages, ledger, cookies, wire, notes and error.
template <typename H, typename Use>
void forEachHopText(H &hop, const Use &use)
{
    use(hop.request.url);
    forEachHeaderText(hop.request.headers, use);
    use(hop.request.body.bytes);
    if (hop.response) {
        use(hop.response->reason);
        forEachHeaderText(hop.response->headers, use);
        for (auto &interim : hop.response->interim)
            forEachHeaderText(interim.headers, use);
        use(hop.response->body.bytes);
    }
    if (hop.redirect) {
        use(hop.redirect->location);
        use(hop.redirect->target);
        use(hop.redirect->reason);
        for (auto &row : hop.redirect->ledger) {
            use(row.before);
            use(row.after);
            use(row.reason);
        }
    }
    for (auto *verdicts : {&hop.cookies.set, &hop.cookies.sent}) {
        for (auto &verdict : *verdicts) {
            use(verdict.name);
            use(verdict.reason);
        }
    }
    if (hop.wire) {
        use(hop.wire->sent);
        use(hop.wire->received);
        if (hop.wire->http2) {
            for (auto &frame : hop.wire->http2->frames) {
                forEachHeaderText(frame.fields, use);
                use(frame.detail);
            }
        }
    }
    for (auto &note : hop.notes)
        use(note);
    use(hop.error);
}

/// The same for a trace: all hops, the outcome and the findings.
template <typename T, typename Use>
void forEachText(T &trace, const Use &use)
{
    for (auto &hop : trace.hops)
        forEachHopText(hop, use);
    use(trace.outcome.message);
    for (auto &finding : trace.findings) {
        use(finding.title);
        use(finding.detail);
    }
}

} // namespace hopscope
