// SPDX-License-Identifier: MIT
#include "paint/htmlpage.h"

#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "paint/htmlchain.h"
#include "paint/htmlhop.h"
#include "paint/htmltext.h"

#include <QCryptographicHash>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxHeading = 200; ///< characters

QString firstRequest(const Trace &trace)
{
    return trace.hops.isEmpty() ? u"no request"_s
                                : htmlText(trace.hops.first().request.method, kMaxCell) + u' ' +
                                      htmlText(trace.hops.first().request.url, kMaxHeading);
}

QString styleOf(Severity severity)
{
    return severity == Severity::Error ? u"bad"_s : severity == Severity::Warning ? u"warn"_s : u"info"_s;
}

QString findings(const Trace &trace)
{
    if (trace.findings.isEmpty())
        return {};
    QString html;
    for (const Finding &finding : trace.findings) {
        html += u"<p>%1 <b>%2</b> (%3). %4</p>\n"_s.arg(
            htmlTag(QString(idOf(finding.severity)), styleOf(finding.severity)), htmlText(finding.title),
            placeText(finding), htmlBecause(finding.detail, finding.source));
    }
    return u"<section>\n<h2>Findings</h2>\n"_s + html + u"</section>\n"_s;
}

/// `number` counts the traces of the page from 1.
QString article(const Trace &trace, qsizetype number)
{
    const QString started = trace.started.isValid() ? u", started "_s + startedText(trace) : QString();
    QString html = u"<article>\n<h1>%1</h1>\n"_s.arg(firstRequest(trace));
    html += u"<p class=\"muted\">Client %1%2</p>\n"_s.arg(htmlText(trace.client, kMaxHeading), started);
    html += u"<p>Outcome: <b>%1</b>. %2</p>\n"_s.arg(QString(idOf(trace.outcome.kind)),
                                                     htmlText(outcomeText(trace.outcome)));
    html += u"<figure>"_s + htmlChain(trace) + u"</figure>\n"_s + findings(trace);
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        html += htmlHop(trace, i, u"t%1h%2"_s.arg(QString::number(number), QString::number(i + 1)));
    return html + u"</article>\n"_s;
}

} // namespace

QByteArray htmlPage(const QString &title, const QString &body, const QString &rules)
{
    const QByteArray style = (htmlStyle() + rules).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
           hash +
           "'; base-uri 'none'; form-action 'none'\"/>\n"
           "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
           "<meta name=\"generator\" content=\"Hopscope " HOPSCOPE_VERSION "\"/>\n<title>" +
           title.toUtf8() + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n" + body.toUtf8() +
           "</main>\n</body>\n</html>\n";
}

QByteArray writeHtml(const Trace &trace)
{
    return htmlPage(u"Redirects of %1"_s.arg(firstRequest(trace)), article(trace, 1));
}

QByteArray writeHtmlOfAll(const QList<Trace> &traces)
{
    QString articles;
    for (qsizetype i = 0; i < traces.size(); ++i)
        articles += article(traces[i], i + 1);
    return htmlPage(u"Redirects, %1 traces"_s.arg(traces.size()), articles);
}

} // namespace hopscope
