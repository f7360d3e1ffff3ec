// SPDX-License-Identifier: MIT
#include "formats/write/mermaid.h"

#include "http/url.h"
#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxLabel = 120; ///< characters

QString escaped(const QString &shown)
{
    QString out;
    for (const char32_t c : shown.toUcs4()) {
        const bool ascii = c < 0x80;
        const bool plain = ascii ? QChar(char16_t(c)).isLetterOrNumber() || u" /.,-_=()?"_s.contains(QChar(char16_t(c)))
                                 : QChar::isLetterOrNumber(c);
        if (plain)
            out += QChar::fromUcs4(c);
        else
            out += u"#%1;"_s.arg(uint(c));
    }
    return out;
}

QString label(const QByteArray &bytes)
{
    return escaped(terminalText(bytes, kMaxLabel));
}

QString label(const QString &text)
{
    return escaped(terminalText(text, kMaxLabel));
}

QByteArray placeOf(const QByteArray &url)
{
    const auto origin = originOf(url);
    return origin ? serializeOrigin(*origin) : QByteArray("unknown place");
}

QString changes(const Hop &hop)
{
    QStringList parts;
    if (!hop.redirect)
        return {};
    for (const LedgerRow &row : hop.redirect->ledger) {
        if (row.verdict == PartVerdict::Dropped || (row.verdict == PartVerdict::Changed && row.part != u"url"))
            parts.append(u"%1 %2"_s.arg(row.part, QString(idOf(row.verdict))));
    }
    return parts.join(u", "_s);
}

QStringList hopLines(const Hop &hop, const QString &server)
{
    const QByteArray target = originOf(hop.request.url) ? requestTarget(hop.request.url) : hop.request.url;
    QStringList lines{u"c->>%1: %2 %3"_s.arg(server, label(hop.request.method), label(target))};
    if (hop.response)
        lines.append(u"%1-->>c: %2 %3"_s.arg(server, QString::number(hop.response->status), label(hop.response->reason))
                         .trimmed());
    else
        lines.append(u"%1--xc: %2"_s.arg(server, hop.error.isEmpty() ? u"no response"_s : label(hop.error)));
    if (isUnverified(hop))
        lines.append(u"Note over %1: certificate not verified"_s.arg(server));
    if (const QString changed = changes(hop); !changed.isEmpty())
        lines.append(u"Note over c: %1"_s.arg(label(changed)));
    return lines;
}

} // namespace

QByteArray writeMermaid(const Trace &trace)
{
    QList<QByteArray> places;
    QStringList lines;
    for (const Hop &hop : trace.hops) {
        const QByteArray place = placeOf(hop.request.url);
        if (!places.contains(place))
            places.append(place);
        lines += hopLines(hop, u"s%1"_s.arg(places.indexOf(place) + 1));
    }
    lines.append(u"Note over c: %1"_s.arg(label(QString(idOf(trace.outcome.kind)))));
    QStringList head{u"participant c as %1"_s.arg(label(u"Client "_s + trace.client))};
    for (qsizetype i = 0; i < places.size(); ++i)
        head.append(u"participant s%1 as %2"_s.arg(QString::number(i + 1), label(places[i])));
    return (u"sequenceDiagram\n    "_s + (head + lines).join(u"\n    "_s) + u'\n').toUtf8();
}

} // namespace hopscope
