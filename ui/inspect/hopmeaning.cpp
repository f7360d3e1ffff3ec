// SPDX-License-Identifier: MIT
#include "ui/inspect/hopmeaning.h"

#include "paint/hopcard.h"
#include "redirect/edits.h"
#include "redirect/forecast.h"
#include "redirect/sources.h"
#include "redirect/statuses.h"
#include "redirect/statustext.h"
#include "ui/look/links.h"
#include "ui/request/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestWord = 44; ///< characters; what a narrow window has room for

QString followTitle(const Redirect &redirect)
{
    for (const LedgerRow &row : redirect.ledger) {
        if (row.part == "method"_L1)
            return row.verdict == PartVerdict::Kept
                       ? QCoreApplication::translate("ui", "%1 stays %1").arg(row.after)
                       : QCoreApplication::translate("ui", "%1 becomes %2").arg(row.before, row.after);
    }
    return QCoreApplication::translate("ui", "followed");
}

QString plainHtml(const QString &text)
{
    return shortWords(text).toHtmlEscaped();
}

QString paragraph(const QString &html)
{
    return html.isEmpty() ? QString() : u"<p style=\"margin:0 0 5px 0\">%1</p>"_s.arg(html);
}

QString reasonParagraph(const Redirect &redirect)
{
    const QString link =
        redirect.source.isEmpty() ? QString() : u' ' + linkHtml(sourceLink(redirect.source), redirect.source);
    return paragraph(plainHtml(redirect.reason) + link);
}

/// The rule behind the reason that stands on the card.
QString ruleParagraph(const Redirect &redirect)
{
    return redirect.source.isEmpty() ? QString()
                                     : paragraph(QCoreApplication::translate("ui", "The card says why. The rule: %1")
                                                     .toHtmlEscaped()
                                                     .arg(linkHtml(sourceLink(redirect.source), redirect.source)));
}

/// The error, unless the card of the request has it whole; then what else is known of the failure.
QString failureOf(const Trace &trace, qsizetype row)
{
    const Hop &hop = trace.hops.at(row);
    if (hopCard(trace.hops, row).remark != hop.error)
        return hop.error;
    if (hop.response)
        return {};
    if (!hop.wire)
        return QCoreApplication::translate("ui", "No response came back.");
    return hop.wire->sent.isEmpty()
               ? QCoreApplication::translate("ui", "Nothing of the request was sent.")
               : QCoreApplication::translate("ui", "The request was sent, and no response came back.");
}

} // namespace

QString shortWords(const QString &text)
{
    QStringList words = text.split(u' ');
    for (QString &word : words) {
        if (word.size() > kLongestWord)
            word = word.left(kLongestWord / 2) + u'…' + word.right(kLongestWord / 2);
    }
    return words.join(u' ');
}

QString meaningOf(const Trace &trace, qsizetype row, const Outcome *outcome)
{
    const Hop &hop = trace.hops.at(row);
    QString html;
    if (!hop.error.isEmpty())
        html += paragraph(plainHtml(failureOf(trace, row)));
    if (hop.response) {
        if (const StatusFacts *facts = findStatus(hop.response->status))
            html += paragraph(StatusText::tr(facts->summary).toHtmlEscaped());
    }
    const QString onCard = remarkOf(hop);
    // Why a client follows is in the ledger.
    if (hop.redirect && std::ranges::any_of(hop.redirect->ledger, isEdited)) {
        html += paragraph(
            QCoreApplication::translate("ui", "You changed the next request before it was sent.").toHtmlEscaped());
    } else if (hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow) {
        // What went on without a redirect of a server has a reason of its own.
        if (!isServersRequest(hop.kind) || (hop.response && hop.response->status / 100 != 3))
            html += reasonParagraph(*hop.redirect);
        html += paragraph(plainHtml(nextRequestText(clientTitle(trace.client), *hop.redirect)));
    } else if (hop.redirect && !hop.redirect->reason.isEmpty()) {
        html += hop.redirect->reason == onCard ? ruleParagraph(*hop.redirect) : reasonParagraph(*hop.redirect);
    }
    if (outcome && !outcome->message.isEmpty() && outcome->message != onCard && outcome->message != hop.error &&
        (!hop.redirect || outcome->message != hop.redirect->reason))
        html += paragraph(plainHtml(outcome->message));
    for (const QString &note : hop.notes)
        html += paragraph(plainHtml(QCoreApplication::translate("ui", "Note: %1").arg(note)));
    if (const std::optional<Forecast> forecast = forecastOf(hop, trace.started))
        html += paragraph(plainHtml(QCoreApplication::translate("ui", "Next visit: %1").arg(forecast->text)) + u' ' +
                          linkHtml(sourceLink(forecast->source), forecast->source));
    return html;
}

bool isRedirecting(const Hop &hop)
{
    return isServersRequest(hop.kind) && hop.response && hop.redirect &&
           (hop.redirect->verdict != RedirectVerdict::Deliver || hop.redirect->outcome != OutcomeKind::Final ||
            (findStatus(hop.response->status) && hop.response->headers.contains("Location")));
}

QString hopTitle(const Hop &hop)
{
    if (!hop.response)
        return isCanceled(hop) ? QCoreApplication::translate("ui", "The request was canceled")
                               : QCoreApplication::translate("ui", "The request failed");
    const QString status = statusLabel(*hop.response);
    if (!hop.redirect)
        return status;
    switch (hop.redirect->verdict) {
    case RedirectVerdict::Follow:
        return u"%1: %2"_s.arg(status, followTitle(*hop.redirect));
    case RedirectVerdict::Deliver:
        return QCoreApplication::translate("ui", "%1: the chain ends here").arg(status);
    case RedirectVerdict::Refuse:
        return QCoreApplication::translate("ui", "%1: the client stops with an error").arg(status);
    }
    return status;
}

} // namespace hopscope
