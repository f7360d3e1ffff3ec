// SPDX-License-Identifier: MIT
#include "formats/tabletext.h"

#include "formats/terminaltext.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxCell = 100; ///< characters of a field's value
constexpr qsizetype kMaxUrl = 2000; ///< characters of a URL
const QString kIndent = u"      "_s;

QString statusText(const Hop &hop)
{
    if (!hop.response)
        return hop.error.isEmpty() ? u"no response"_s : u"failed"_s;
    return u"%1 %2"_s.arg(QString::number(hop.response->status), terminalText(hop.response->reason, kMaxCell))
        .trimmed();
}

QString connectionText(const Hop &hop)
{
    if (hop.kind != HopKind::Http)
        return u"(%1)"_s.arg(QString(idOf(hop.kind)));
    const Connection &c = hop.connection;
    if (c.address.isEmpty())
        return u"-"_s;
    const QString address = terminalText(c.address, kMaxCell);
    const QString host = address.contains(u':') ? u'[' + address + u']' : address;
    const QString secure = c.tls ? u" "_s + terminalText(c.tls->protocol, kMaxCell) : QString();
    return host + u':' + QString::number(c.port) + secure + (c.reused ? u" reused"_s : u" new"_s);
}

qint64 totalTime(const Timing &t)
{
    return t.dns + t.connect + t.tls + t.send + t.wait + t.receive;
}

QStringList summaryCells(const Hop &hop, qsizetype index)
{
    return {QString::number(index + 1),
            terminalText(hop.request.method, kMaxCell),
            statusText(hop),
            durationText(totalTime(hop.timing)),
            connectionText(hop),
            bodyText(hop.request.body.size),
            terminalText(hop.request.url, kMaxUrl)};
}

QString becauseText(const QString &reason, const QString &source)
{
    const QString why = terminalText(reason);
    if (source.isEmpty())
        return why;
    return why.isEmpty() ? u"[%1]"_s.arg(terminalText(source)) : u"%1 [%2]"_s.arg(why, terminalText(source));
}

QString changeText(const LedgerRow &row)
{
    const QString before = terminalText(row.before, kMaxCell);
    const QString after = terminalText(row.after, kMaxCell);
    switch (row.verdict) {
    case PartVerdict::Changed:
        return before + u" -> "_s + after;
    case PartVerdict::Dropped:
        return before;
    case PartVerdict::Kept:
    case PartVerdict::Added:
        break;
    }
    return after;
}

QChar markOf(PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return u'=';
    case PartVerdict::Changed:
        return u'~';
    case PartVerdict::Dropped:
        return u'-';
    case PartVerdict::Added:
        break;
    }
    return u'+';
}

QStringList ledgerLines(const QList<LedgerRow> &ledger)
{
    QList<QStringList> rows;
    QList<const LedgerRow *> inOrder;
    for (const PartVerdict verdict :
         {PartVerdict::Changed, PartVerdict::Dropped, PartVerdict::Added, PartVerdict::Kept}) {
        for (const LedgerRow &row : ledger) {
            if (row.verdict != verdict)
                continue;
            inOrder.append(&row);
            rows.append(
                {QString(markOf(verdict)) + u' ' + idOf(verdict), terminalText(row.part, kMaxCell), changeText(row)});
        }
    }
    const QStringList columns = alignedColumns(rows);
    QStringList lines;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        lines.append(kIndent + columns[i]);
        const QString because = becauseText(inOrder[i]->reason, inOrder[i]->source);
        if (inOrder[i]->verdict != PartVerdict::Kept && !because.isEmpty())
            lines.append(kIndent + u"           "_s + because);
    }
    return lines;
}

QString verdictLine(const Redirect &redirect)
{
    const QString because = becauseText(redirect.reason, redirect.source);
    switch (redirect.verdict) {
    case RedirectVerdict::Follow:
        return u"> followed to %1: %2"_s.arg(terminalText(redirect.target, kMaxUrl), because);
    case RedirectVerdict::Refuse:
        return u"! refused: %1"_s.arg(because);
    case RedirectVerdict::Deliver:
        break;
    }
    return u". delivered: %1"_s.arg(because);
}

QStringList detailLines(const Hop &hop)
{
    QStringList lines;
    if (hop.response) {
        for (const InterimResponse &interim : hop.response->interim)
            lines.append(u"i interim response: %1 %2"_s
                             .arg(QString::number(interim.status), terminalText(interim.reason, kMaxCell))
                             .trimmed());
        for (const QByteArray &location : hop.response->headers.all("Location"))
            lines.append(u"  Location: %1"_s.arg(terminalText(location, kMaxUrl)));
    }
    for (const QString &note : hop.notes)
        lines.append(u"i note: %1"_s.arg(terminalText(note)));
    if (hop.connection.tls) {
        for (const QString &problem : hop.connection.tls->errors)
            lines.append(u"! ignored on request: %1"_s.arg(terminalText(problem)));
    }
    if (!hop.error.isEmpty())
        lines.append(u"! error: %1"_s.arg(terminalText(hop.error)));
    if (hop.redirect)
        lines.append(verdictLine(*hop.redirect));
    for (QString &line : lines)
        line.prepend(kIndent);
    return hop.redirect ? lines + ledgerLines(hop.redirect->ledger) : lines;
}

QStringList findingLines(const Trace &trace)
{
    QStringList lines;
    for (const Finding &finding : trace.findings) {
        const QString where = finding.hop < 0 ? u"whole chain"_s : u"hop %1"_s.arg(finding.hop + 1);
        lines.append(u"%1 (%2): %3"_s.arg(QString(idOf(finding.severity)), where, terminalText(finding.title)));
        lines.append(kIndent + becauseText(finding.detail, finding.source));
    }
    return lines;
}

} // namespace

QStringList alignedColumns(const QList<QStringList> &rows, const QList<Qt::Alignment> &alignments)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool right = alignments.value(i, Qt::AlignLeft) == Qt::AlignRight;
            cells.append(right ? row[i].rightJustified(widths[i]) : row[i].leftJustified(widths[i]));
        }
        QString line = cells.join(u"  "_s);
        while (line.endsWith(u' '))
            line.chop(1);
        lines.append(line);
    }
    return lines;
}

QString durationText(qint64 microseconds)
{
    if (microseconds < 1000)
        return u"%1 us"_s.arg(microseconds);
    if (microseconds < 1'000'000)
        return u"%1 ms"_s.arg(double(microseconds) / 1000.0, 0, 'f', 1);
    return u"%1 s"_s.arg(double(microseconds) / 1e6, 0, 'f', 2);
}

QString bodyText(qint64 size)
{
    return size == 0 ? u"no body"_s : size == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(size);
}

QByteArray writeTable(const Trace &trace)
{
    QList<QStringList> rows{{u"#"_s, u"METHOD"_s, u"STATUS"_s, u"TIME"_s, u"CONNECTION"_s, u"BODY SENT"_s, u"URL"_s}};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        rows.append(summaryCells(trace.hops[i], i));
    const QStringList summary = alignedColumns(
        rows, {Qt::AlignRight, Qt::AlignLeft, Qt::AlignLeft, Qt::AlignRight, Qt::AlignLeft, Qt::AlignRight});
    QStringList lines{u"Client %1, started %2"_s.arg(terminalText(trace.client, kMaxCell),
                                                     trace.started.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s)),
                      QString(), summary.first()};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        lines += QStringList(summary[i + 1]) + detailLines(trace.hops[i]);
    lines.append(QString());
    lines += findingLines(trace);
    lines.append(u"Outcome: %1: %2"_s.arg(QString(idOf(trace.outcome.kind)), terminalText(outcomeText(trace.outcome))));
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace hopscope
