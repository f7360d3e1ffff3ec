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

/// What a line is about: a terminal with colors shows it, beside the words and signs that say it.
enum class Tone { Plain, Head, Muted, Good, Changed, Added, Bad };

struct Line {
    QString text;
    Tone tone = Tone::Plain;
};

/// SGR parameters (ECMA-48 8.3.117), of the eight colors that every terminal has a legible shade for.
QLatin1StringView sgrOf(Tone tone)
{
    switch (tone) {
    case Tone::Head:
        return "1"_L1;
    case Tone::Muted:
        return "2"_L1;
    case Tone::Good:
        return "32"_L1;
    case Tone::Changed:
        return "33"_L1;
    case Tone::Added:
        return "36"_L1;
    case Tone::Bad:
        return "31"_L1;
    case Tone::Plain:
        break;
    }
    return {};
}

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

Tone toneOf(PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return Tone::Good;
    case PartVerdict::Changed:
        return Tone::Changed;
    case PartVerdict::Dropped:
        return Tone::Bad;
    case PartVerdict::Added:
        break;
    }
    return Tone::Added;
}

QList<Line> ledgerLines(const QList<LedgerRow> &ledger)
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
    QList<Line> lines;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        lines.append({kIndent + columns[i], isUnpredicted(*inOrder[i]) ? Tone::Bad : toneOf(inOrder[i]->verdict)});
        const QString because = becauseText(inOrder[i]->reason, inOrder[i]->source);
        if ((inOrder[i]->verdict != PartVerdict::Kept || isUnpredicted(*inOrder[i])) && !because.isEmpty())
            lines.append({kIndent + u"           "_s + because});
    }
    return lines;
}

QChar signOf(RedirectVerdict verdict)
{
    return verdict == RedirectVerdict::Follow ? u'>' : verdict == RedirectVerdict::Refuse ? u'!' : u'.';
}

QList<Line> detailLines(const Trace &trace, qsizetype index)
{
    const Hop &hop = trace.hops[index];
    QList<Line> lines;
    const auto add = [&lines](const QString &text, Tone tone) { lines.append({kIndent + text, tone}); };
    if (hop.response) {
        for (const InterimResponse &interim : hop.response->interim)
            add(u"i interim response: %1 %2"_s
                    .arg(QString::number(interim.status), terminalText(interim.reason, kMaxCell))
                    .trimmed(),
                Tone::Muted);
        for (const QByteArray &location : hop.response->headers.all("Location"))
            add(u"  Location: %1"_s.arg(terminalText(location, kMaxUrl)), Tone::Plain);
    }
    for (const QString &note : hop.notes)
        add(u"i note: %1"_s.arg(terminalText(note)), Tone::Muted);
    for (const CookieVerdict &verdict : lostCookies(hop))
        add(u"%1 %2 %3: %4"_s.arg(QChar(verdict.fate == CookieFate::Refused ? u'!' : u'i'))
                .arg(cookieText(verdict), QString(idOf(verdict.fate)), becauseText(verdict.reason, verdict.source)),
            verdict.fate == CookieFate::Refused ? Tone::Bad : Tone::Plain);
    if (hop.connection.tls) {
        for (const QString &problem : hop.connection.tls->errors)
            add(isTlsAccepted(hop) ? u"! ignored on request: %1"_s.arg(terminalText(problem))
                                   : u"! not accepted: %1"_s.arg(terminalText(problem)),
                Tone::Bad);
    }
    if (!hop.error.isEmpty())
        add(isCanceled(hop) ? u"! canceled"_s : u"! error: %1"_s.arg(terminalText(hop.error)), Tone::Bad);
    if (hop.redirect)
        add(signOf(hop.redirect->verdict) + u' ' + verdictSentence(*hop.redirect, ledTo(trace.hops, index) >= 0),
            hop.redirect->verdict == RedirectVerdict::Refuse ? Tone::Bad : Tone::Plain);
    if (const std::optional<Forecast> forecast = forecastOf(hop, trace.started))
        add(u"i next visit: %1"_s.arg(becauseText(forecast->text, forecast->source)), Tone::Muted);
    return hop.redirect ? lines + ledgerLines(hop.redirect->ledger) : lines;
}

Tone toneOf(Severity severity)
{
    return severity == Severity::Error ? Tone::Bad : severity == Severity::Warning ? Tone::Changed : Tone::Plain;
}

QList<Line> findingRows(const Trace &trace)
{
    QList<Line> lines;
    for (const Finding &finding : trace.findings) {
        lines.append(
            {u"%1 (%2): %3"_s.arg(QString(idOf(finding.severity)), placeText(finding), terminalText(finding.title)),
             toneOf(finding.severity)});
        lines.append({kIndent + becauseText(finding.detail, finding.source)});
    }
    return lines;
}

/// One behind the other, with an empty line between.
template <typename Write>
QByteArray joinedTables(const QList<Trace> &traces, Write write)
{
    QByteArray all;
    for (const Trace &trace : traces)
        all += (all.isEmpty() ? QByteArray() : QByteArray("\n")) + write(trace);
    return all;
}

QList<Line> tableLines(const Trace &trace)
{
    QList<QStringList> rows{{u"#"_s, u"METHOD"_s, u"STATUS"_s, u"TIME"_s, u"CONNECTION"_s, u"BODY SENT"_s, u"URL"_s}};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        rows.append(summaryCells(trace.hops[i], i));
    const QStringList summary = alignedColumns(
        rows, {Qt::AlignRight, Qt::AlignLeft, Qt::AlignLeft, Qt::AlignRight, Qt::AlignLeft, Qt::AlignRight});
    QList<Line> lines{{u"Client %1, started %2"_s.arg(terminalText(trace.client, kMaxCell), startedText(trace))},
                      {},
                      {summary.first(), Tone::Muted}};
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        lines += QList<Line>{{summary[i + 1], Tone::Head}} + detailLines(trace, i);
    lines.append(Line());
    lines += findingRows(trace);
    const OutcomeKind end = trace.outcome.kind;
    lines.append({u"Outcome: %1: %2"_s.arg(QString(idOf(end)), terminalText(outcomeText(trace.outcome))),
                  end == OutcomeKind::Final || end == OutcomeKind::NotFollowed ? Tone::Good : Tone::Bad});
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
    QString text;
    for (const Line &line : tableLines(trace))
        text += line.text + u'\n';
    return text.toUtf8();
}

QByteArray writeTables(const QList<Trace> &traces)
{
    return joinedTables(traces, writeTable);
}

QByteArray writeColoredTables(const QList<Trace> &traces)
{
    return joinedTables(traces, [](const Trace &trace) {
        QString text;
        for (const Line &line : tableLines(trace)) {
            const QLatin1StringView sgr = sgrOf(line.tone);
            text += sgr.isEmpty() ? line.text : u"\x1b[%1m%2\x1b[0m"_s.arg(sgr, line.text);
            text += u'\n';
        }
        return text.toUtf8();
    });
}

} // namespace hopscope
