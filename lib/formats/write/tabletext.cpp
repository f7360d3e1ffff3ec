// SPDX-License-Identifier: MIT
#include "formats/write/tabletext.h"

#include "formats/write/hoptext.h"
#include "redirect/forecast.h"
#include "text/terminaltext.h"
#include "trace/prediction.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kIndent = u"      "_s;

QStringList summaryCells(const Hop &hop, qsizetype index)
{
    return {QString::number(index + 1),
            terminalText(hop.request.method, kMaxCell),
            statusText(hop),
            totalTimeText(hop),
            connectionText(hop),
            bodyText(hop.request.body.size),
            terminalText(hop.request.url, kMaxUrl)};
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

/// What a profile predicts beside what was sent; nothing where there is no prediction.
QString predictionText(const LedgerRow &row)
{
    if (!row.predicted)
        return {};
    if (!isUnpredicted(row))
        return u"as predicted"_s;
    return u"DIFFERS, predicted: "_s + (row.predicted->isEmpty() ? u"none"_s : terminalText(*row.predicted, kMaxCell));
}

QStringList ledgerLines(const QList<LedgerRow> &ledger)
{
    const bool isPredicted = hasPredictions(ledger);
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
            if (isPredicted)
                rows.last().append(predictionText(row));
        }
    }
    const QStringList columns = alignedColumns(rows);
    QStringList lines;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        lines.append(kIndent + columns[i]);
        const QString because = becauseText(inOrder[i]->reason, inOrder[i]->source);
        if ((inOrder[i]->verdict != PartVerdict::Kept || isUnpredicted(*inOrder[i])) && !because.isEmpty())
            lines.append(kIndent + u"           "_s + because);
    }
    return lines;
}

QChar signOf(RedirectVerdict verdict)
{
    return verdict == RedirectVerdict::Follow ? u'>' : verdict == RedirectVerdict::Refuse ? u'!' : u'.';
}

QStringList detailLines(const Trace &trace, qsizetype index)
{
    const Hop &hop = trace.hops[index];
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
    for (const CookieVerdict &verdict : lostCookies(hop))
        lines.append(
            u"%1 %2 %3: %4"_s.arg(QChar(verdict.fate == CookieFate::Refused ? u'!' : u'i'))
                .arg(cookieText(verdict), QString(idOf(verdict.fate)), becauseText(verdict.reason, verdict.source)));
    if (hop.connection.tls) {
        for (const QString &problem : hop.connection.tls->errors)
            lines.append(isTlsAccepted(hop) ? u"! ignored on request: %1"_s.arg(terminalText(problem))
                                            : u"! not accepted: %1"_s.arg(terminalText(problem)));
    }
    if (!hop.error.isEmpty())
        lines.append(isCanceled(hop) ? u"! canceled"_s : u"! error: %1"_s.arg(terminalText(hop.error)));
    if (hop.redirect)
        lines.append(signOf(hop.redirect->verdict) + u' ' +
                     verdictSentence(*hop.redirect, ledTo(trace.hops, index) >= 0));
    if (const std::optional<Forecast> forecast = forecastOf(hop, trace.started))
        lines.append(u"i next visit: %1"_s.arg(becauseText(forecast->text, forecast->source)));
    for (QString &line : lines)
        line.prepend(kIndent);
    return hop.redirect ? lines + ledgerLines(hop.redirect->ledger) : lines;
}

QStringList findingRows(const Trace &trace)
{
    QStringList lines;
    for (const Finding &finding : trace.findings) {
        lines.append(
            u"%1 (%2): %3"_s.arg(QString(idOf(finding.severity)), placeText(finding), terminalText(finding.title)));
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

QByteArray writeTable(const Trace &trace)
{
    QList<QStringList> rows{{u"#"_s, u"METHOD"_s, u"STATUS"_s, u"TIME"_s, u"CONNECTION"_s, u"BODY SENT"_s, u"URL"_s}};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        rows.append(summaryCells(trace.hops[i], i));
    const QStringList summary = alignedColumns(
        rows, {Qt::AlignRight, Qt::AlignLeft, Qt::AlignLeft, Qt::AlignRight, Qt::AlignLeft, Qt::AlignRight});
    QStringList lines{u"Client %1, started %2"_s.arg(terminalText(trace.client, kMaxCell), startedText(trace)),
                      QString(), summary.first()};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        lines += QStringList(summary[i + 1]) + detailLines(trace, i);
    lines.append(QString());
    lines += findingRows(trace);
    lines.append(u"Outcome: %1: %2"_s.arg(QString(idOf(trace.outcome.kind)), terminalText(outcomeText(trace.outcome))));
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace hopscope
