// SPDX-License-Identifier: MIT
#include "paint/htmlhop.h"

#include "formats/write/hoptext.h"
#include "paint/htmltext.h"
#include "paint/labels.h"
#include "redirect/forecast.h"
#include "trace/http2text.h"
#include "trace/prediction.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxValue = 8192;   ///< characters of a field's value, a reason or a URL
constexpr qsizetype kMaxBlock = 65'536; ///< bytes of a body, and of the wire in each direction

/// Bytes of several lines: line ends stay, all else is as htmlText() has it.
QString block(const QByteArray &bytes)
{
    QStringList lines;
    for (QByteArray &line : bytes.left(kMaxBlock).split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        lines.append(htmlText(line.replace('\t', "    ")));
    }
    if (bytes.size() > kMaxBlock)
        lines.append(u"... (%1 bytes)"_s.arg(bytes.size()));
    return lines.join(u'\n');
}

QString pre(const QString &title, const QString &html)
{
    return u"<h3>%1</h3>\n<pre>%2</pre>\n"_s.arg(title, html);
}

QString code(const QString &html)
{
    return html.isEmpty() ? QString() : u"<code>%1</code>"_s.arg(html);
}

QString styleOf(PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return u"good"_s;
    case PartVerdict::Changed:
        return u"warn"_s;
    case PartVerdict::Dropped:
        return u"bad"_s;
    case PartVerdict::Added:
        break;
    }
    return u"info"_s;
}

QString ledgerTable(const QList<LedgerRow> &ledger)
{
    if (ledger.isEmpty())
        return {};
    const bool isPredicted = hasPredictions(ledger);
    QString rows;
    for (const LedgerRow &row : ledger) {
        const QString tag = verdictSign(row.verdict) + u' ' + idOf(row.verdict);
        const QString predicted = !row.predicted       ? u"no prediction"_s
                                  : isUnpredicted(row) ? code(htmlText(*row.predicted, kMaxValue))
                                                       : u"as predicted"_s;
        const QString differs = isUnpredicted(row) ? htmlTag(u"differs"_s, u"bad"_s) + u' ' : QString();
        rows += u"<tr><td>%1</td><td>%2</td><td>%3</td>%4<td>%5</td><td>%6</td></tr>\n"_s.arg(
            code(htmlText(row.part, kMaxValue)), htmlTag(tag, styleOf(row.verdict)),
            code(htmlText(row.before, kMaxValue)), isPredicted ? u"<td>%1</td>"_s.arg(predicted) : QString(),
            differs + code(htmlText(row.after, kMaxValue)), htmlBecause(row.reason, row.source));
    }
    const QString after = isPredicted ? u"<th>Predicted</th><th>Did</th>"_s : u"<th>After</th>"_s;
    return u"<h3>What happened to the request</h3>\n<table><thead><tr><th>Part</th><th>Verdict</th><th>Before</th>"
           "%1<th>Why</th></tr></thead>\n<tbody>%2</tbody></table>\n"_s.arg(after, rows);
}

QString head(const QByteArray &startLine, const Headers &headers)
{
    QStringList lines{htmlText(startLine, kMaxValue)};
    for (const Header &field : headers.fields)
        lines.append(u"<b>%1</b>: %2"_s.arg(htmlText(field.name, kMaxValue), htmlText(field.value, kMaxValue)));
    return lines.join(u'\n');
}

QString content(const QString &title, const Body &body)
{
    if (body.size == 0 && body.bytes.isEmpty())
        return {};
    const QString cut = body.truncated ? u", cut"_s : QString();
    return pre(u"%1, %2%3"_s.arg(title, bodyText(body.size), cut), block(body.bytes));
}

QString responseParts(const Response &response)
{
    QString html;
    for (const InterimResponse &interim : response.interim)
        html += pre(
            u"Interim response"_s,
            head(interim.version + ' ' + QByteArray::number(interim.status) + ' ' + interim.reason, interim.headers));
    html +=
        pre(u"Response"_s, head(response.version + ' ' + QByteArray::number(response.status) + ' ' + response.reason,
                                response.headers));
    return html + content(u"Response body"_s, response.body);
}

QString timeText(const Hop &hop)
{
    const Timing &timing = hop.timing;
    const std::optional<qint64> sum = elapsed(timing);
    const std::optional<qint64> start = startOf(hop);
    if (!sum || !start)
        return u"times not known"_s;
    const std::pair<QString, qint64> phases[] = {{u"DNS"_s, timing.dns},   {u"connect"_s, timing.connect},
                                                 {u"TLS"_s, timing.tls},   {u"send"_s, timing.send},
                                                 {u"wait"_s, timing.wait}, {u"receive"_s, timing.receive}};
    QStringList parts;
    for (const auto &[name, time] : phases) {
        if (time != 0)
            parts.append(name + u' ' + elapsedText(time));
    }
    const QString total = u"%1 from %2 on"_s.arg(elapsedText(*sum), elapsedText(*start));
    const QString times = parts.isEmpty() ? total : u"%1 (%2)"_s.arg(total, parts.join(u", "_s));
    const QString attempts = attemptsText(hop.connection.attempts);
    return attempts.isEmpty() ? times : times + u"; "_s + htmlText(attempts, kMaxValue);
}

/// `accepted`: what is wrong with the certificate did not end the hop.
QString tlsText(const Tls &tls, bool accepted)
{
    QString html = u"<p>%1, %2"_s.arg(htmlText(tls.protocol, kMaxValue), htmlText(tls.cipher, kMaxValue));
    if (!tls.chain.isEmpty())
        html += u"; certificate of %1, issued by %2"_s.arg(htmlText(tls.chain.first().subject, kMaxValue),
                                                           htmlText(tls.chain.first().issuer, kMaxValue));
    html += u"</p>\n"_s;
    for (const QString &error : tls.errors)
        html += u"<p>%1 %2</p>\n"_s.arg(htmlTag(accepted ? u"ignored on request"_s : u"not accepted"_s, u"bad"_s),
                                        htmlText(error, kMaxValue));
    return html;
}

QString wireParts(const Wire &wire)
{
    const QString cut = wire.truncated ? u", cut"_s : QString();
    const auto part = [&](const QString &title, const QByteArray &bytes, bool isSent) {
        const QString size = title.arg(QString::number(bytes.size()), cut);
        return pre(size, block(wire.http2 ? http2Text(*wire.http2, isSent).toUtf8() : bytes));
    };
    const QString note =
        wire.http2 ? u"<p>%1</p>\n"_s.arg(QString::fromLatin1(http2TextNote()).toHtmlEscaped()) : QString();
    return note + part(u"Sent on the wire, %1 bytes%2"_s, wire.sent, true) +
           part(u"Received on the wire, %1 bytes%2"_s, wire.received, false);
}

QString redirectLine(const Redirect &redirect, bool isSent)
{
    const QString to = code(htmlText(redirect.target, kMaxValue));
    const QString followed = isSent ? u"Followed to %1:"_s : u"Would be followed to %1:"_s;
    const QString verdict = redirect.verdict == RedirectVerdict::Follow   ? followed.arg(to)
                            : redirect.verdict == RedirectVerdict::Refuse ? u"Refused:"_s
                                                                          : u"Delivered:"_s;
    return u"<p>"_s + verdict + u' ' + htmlBecause(redirect.reason, redirect.source) + u"</p>\n"_s;
}

} // namespace

QString htmlTag(const QString &text, const QString &style)
{
    return u"<span class=\"%1\">%2</span>"_s.arg(style, text.toHtmlEscaped());
}

QString htmlBecause(const QString &reason, const QString &source)
{
    const QString cited =
        source.isEmpty() ? QString() : u" <span class=\"muted\">[%1]</span>"_s.arg(htmlText(source, kMaxValue));
    return htmlText(reason, kMaxValue) + cited;
}

QString htmlHop(const Trace &trace, qsizetype index, const QString &id)
{
    const Hop &hop = trace.hops[index];
    QString html = u"<section aria-labelledby=\"%1\">\n<h2 id=\"%1\">%2. %3 %4: %5</h2>\n"_s.arg(
        id, QString::number(index + 1), htmlText(hop.request.method, kMaxCell),
        code(htmlText(hop.request.url, kMaxValue)), statusText(hop).toHtmlEscaped());
    html += u"<p class=\"muted\">%1; %2</p>\n"_s.arg(connectionText(hop).toHtmlEscaped(), timeText(hop));
    for (const QString &note : hop.notes)
        html += u"<p>%1 %2</p>\n"_s.arg(htmlTag(u"note"_s, u"plain"_s), htmlText(note, kMaxValue));
    for (const CookieVerdict &verdict : lostCookies(hop))
        html +=
            u"<p>%1 %2: %3</p>\n"_s.arg(htmlTag(idOf(verdict.fate), u"plain"_s), cookieText(verdict).toHtmlEscaped(),
                                        htmlBecause(verdict.reason, verdict.source));
    if (isCanceled(hop))
        html += u"<p>%1</p>\n"_s.arg(htmlTag(u"canceled"_s, u"muted"_s));
    else if (!hop.error.isEmpty())
        html += u"<p>%1 %2</p>\n"_s.arg(htmlTag(u"error"_s, u"bad"_s), htmlText(hop.error, kMaxValue));
    if (hop.redirect)
        html += redirectLine(*hop.redirect, ledTo(trace.hops, index) >= 0) + ledgerTable(hop.redirect->ledger);
    if (const std::optional<Forecast> forecast = forecastOf(hop, trace.started))
        html += u"<p>%1 %2</p>\n"_s.arg(htmlTag(u"next visit"_s, u"plain"_s),
                                        htmlBecause(forecast->text, forecast->source));
    const Request &request = hop.request;
    html += pre(u"Request"_s, head(request.method + ' ' + request.url + ' ' + request.version, request.headers)) +
            content(u"Request body"_s, request.body);
    if (hop.response)
        html += responseParts(*hop.response);
    if (hop.connection.tls)
        html += tlsText(*hop.connection.tls, isTlsAccepted(hop));
    if (hop.wire)
        html += wireParts(*hop.wire);
    return html + u"</section>\n"_s;
}

} // namespace hopscope
