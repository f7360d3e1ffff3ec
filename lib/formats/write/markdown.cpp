// SPDX-License-Identifier: MIT
#include "formats/write/markdown.h"

#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "redirect/forecast.h"
#include "text/terminaltext.h"
#include "trace/prediction.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxText = 500;     ///< characters of a reason or a field's value
constexpr qsizetype kMaxContent = 1000; ///< characters of a body
constexpr qsizetype kLeastFence = 3;
constexpr char16_t kLastAscii = 0x7f;

qsizetype longestRun(const QString &text, QChar c)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar each : text) {
        run = each == c ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// CommonMark 6.1: no run of as many backticks as the delimiter has may be inside.
QString code(const QString &shown)
{
    if (shown.isEmpty())
        return {};
    const QString delimiter(longestRun(shown, u'`') + 1, u'`');
    const bool padded = shown.startsWith(u'`') || shown.endsWith(u'`') || shown.trimmed() != shown;
    const QString pad = padded ? u" "_s : QString();
    return delimiter + pad + shown + pad + delimiter;
}

QString code(const QByteArray &bytes, qsizetype limit)
{
    return code(terminalText(bytes, limit));
}

/// Whether `shown` is prose that no Markdown reads as markup, link, mention, reference or emoji.
bool isProse(const QString &shown)
{
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QChar c = shown[i];
        const bool ends = i + 1 == shown.size() || shown[i + 1] == u' ';
        const bool harmless = c.isLetterOrNumber() || (c.unicode() > kLastAscii && (c.isSymbol() || c == u'·'));
        if (!(harmless || u" ,;()/'%?+-="_s.contains(c) || (ends && u".:"_s.contains(c)) ||
              (c == u'.' && shown[i + 1].isDigit())))
            return false;
    }
    return !shown.contains(u"--"_s);
}

QString prose(const QString &text)
{
    const QString shown = terminalText(text, kMaxText);
    return isProse(shown) ? shown : code(shown);
}

QString because(const QString &reason, const QString &source)
{
    const QString cited = source.isEmpty() ? QString() : u"(%1)"_s.arg(prose(source));
    return (prose(reason) + u' ' + cited).trimmed();
}

QString tableRow(QStringList cells)
{
    for (QString &cell : cells)
        cell.replace(u'|', u"\\x7c"_s);
    return u"| "_s + cells.join(u" | "_s) + u" |"_s;
}

QStringList chainTable(const Trace &trace)
{
    QStringList lines{u"| # | Method | URL | Status | Time | Body sent |"_s, u"|--:|---|---|---|--:|---|"_s};
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const QString seen = hop.kind == HopKind::Http ? QString() : u" (%1)"_s.arg(QString(idOf(hop.kind)));
        lines.append(
            tableRow({QString::number(i + 1) + seen, code(hop.request.method, kMaxCell), code(hop.request.url, kMaxUrl),
                      prose(statusText(hop)), totalTimeText(hop), bodyText(hop.request.body.size)}));
    }
    return lines;
}

QStringList ledgerTable(const QList<LedgerRow> &ledger)
{
    if (ledger.isEmpty())
        return {};
    const bool isPredicted = hasPredictions(ledger);
    QStringList lines{QString(), u"| Part | Verdict | Before | After | Why |"_s, u"|---|---|---|---|---|"_s};
    if (isPredicted)
        lines = {QString(), u"| Part | Verdict | Before | Predicted | Did | Why |"_s, u"|---|---|---|---|---|---|"_s};
    for (const LedgerRow &row : ledger) {
        const QString verdict = row.verdict == PartVerdict::Kept ? u"kept"_s : u"**%1**"_s.arg(idOf(row.verdict));
        QStringList cells{code(terminalText(row.part, kMaxCell)), verdict, code(terminalText(row.before, kMaxText))};
        if (isPredicted)
            cells.append(!row.predicted       ? u"no prediction"_s
                         : isUnpredicted(row) ? code(terminalText(*row.predicted, kMaxText))
                                              : u"as predicted"_s);
        const QString mark = isUnpredicted(row) ? u"**differs:** "_s : QString();
        cells << mark + code(terminalText(row.after, kMaxText)) << because(row.reason, row.source);
        lines.append(tableRow(cells));
    }
    return lines;
}

QStringList headLines(const QByteArray &startLine, const Headers &headers, const Body &body)
{
    QStringList lines{terminalText(startLine, kMaxUrl)};
    for (const Header &field : headers.fields)
        lines.append(terminalText(field.name, kMaxCell) + u": "_s + terminalText(field.value, kMaxText));
    if (body.size > 0)
        lines << QString() << terminalText(body.bytes, kMaxContent);
    return lines;
}

QStringList fenced(const QStringList &lines)
{
    const QString fence(std::max(kLeastFence, longestRun(lines.join(u'\n'), u'`') + 1), u'`');
    return QStringList{QString(), fence + u"http"_s} + lines + QStringList{fence};
}

QStringList messages(const Hop &hop)
{
    const Request &request = hop.request;
    QStringList lines =
        fenced(headLines(request.method + ' ' + request.url + ' ' + request.version, request.headers, request.body));
    if (!hop.response)
        return lines;
    for (const InterimResponse &interim : hop.response->interim)
        lines += fenced(headLines(interim.version + ' ' + QByteArray::number(interim.status) + ' ' + interim.reason,
                                  interim.headers, {}));
    const Response &response = *hop.response;
    return lines +
           fenced(headLines(response.version + ' ' + QByteArray::number(response.status) + ' ' + response.reason,
                            response.headers, response.body));
}

QStringList hopLines(const Trace &trace, qsizetype index)
{
    const Hop &hop = trace.hops[index];
    QStringList lines{QString(), u"### Request %1: %2"_s.arg(index + 1).arg(prose(statusText(hop))), QString(),
                      u"Connection: %1"_s.arg(code(connectionText(hop)))};
    for (const QString &note : hop.notes)
        lines << QString() << u"Note: %1"_s.arg(prose(note));
    for (const CookieVerdict &verdict : lostCookies(hop)) {
        const QString name = verdict.name.isEmpty() ? u"without a name"_s : code(verdict.name, kMaxCell);
        lines << QString()
              << u"Cookie %1 %2: %3"_s.arg(name, QString(idOf(verdict.fate)), because(verdict.reason, verdict.source));
    }
    if (!hop.error.isEmpty())
        lines << QString() << (isCanceled(hop) ? u"Canceled."_s : u"Error: %1"_s.arg(prose(hop.error)));
    if (hop.redirect) {
        const Redirect &redirect = *hop.redirect;
        const QString to = redirect.verdict == RedirectVerdict::Follow
                               ? (ledTo(trace.hops, index) >= 0 ? u"Followed to %1:"_s : u"Would be followed to %1:"_s)
                                     .arg(code(redirect.target, kMaxUrl))
                           : redirect.verdict == RedirectVerdict::Refuse ? u"Refused:"_s
                                                                         : u"Delivered:"_s;
        lines << QString() << u"%1 %2"_s.arg(to, because(redirect.reason, redirect.source));
        lines += ledgerTable(redirect.ledger);
    }
    if (const std::optional<Forecast> forecast = forecastOf(hop, trace.started))
        lines << QString() << u"Next visit: %1"_s.arg(because(forecast->text, forecast->source));
    return lines + messages(hop);
}

QStringList findingLines(const Trace &trace)
{
    if (trace.findings.isEmpty())
        return {};
    QStringList lines{QString(), u"### Findings"_s, QString()};
    for (const Finding &finding : trace.findings) {
        lines.append(u"- **%1** (%2): %3 %4"_s.arg(idOf(finding.severity), placeText(finding), prose(finding.title),
                                                   because(finding.detail, finding.source)));
    }
    return lines;
}

QStringList chapter(const Trace &trace)
{
    const QString first = trace.hops.isEmpty() ? u"no request"_s
                                               : code(trace.hops.first().request.method, kMaxCell) + u' ' +
                                                     code(trace.hops.first().request.url, kMaxUrl);
    QStringList lines{
        u"## Redirects of %1"_s.arg(first),
        QString(),
        u"Client %1, started %2, made with Hopscope %3."_s.arg(code(terminalText(trace.client, kMaxCell)),
                                                               startedText(trace), QStringLiteral(HOPSCOPE_VERSION)),
        QString(),
        u"Outcome: **%1**. %2"_s.arg(QString(idOf(trace.outcome.kind)), prose(outcomeText(trace.outcome))),
        QString()};
    lines += chainTable(trace) + findingLines(trace);
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        lines += hopLines(trace, i);
    return lines;
}

} // namespace

QString markdownRow(const QStringList &texts)
{
    QStringList cells;
    for (const QString &text : texts)
        cells.append(prose(text));
    return tableRow(cells);
}

QByteArray writeMarkdown(const Trace &trace)
{
    return (chapter(trace).join(u'\n') + u'\n').toUtf8();
}

QByteArray writeMarkdownOfAll(const QList<Trace> &traces)
{
    QByteArray all;
    for (const Trace &trace : traces)
        all += (all.isEmpty() ? "" : "\n") + writeMarkdown(trace);
    return all;
}

} // namespace hopscope
