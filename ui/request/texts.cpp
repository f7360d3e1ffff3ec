// SPDX-License-Identifier: MIT
#include "ui/request/texts.h"

#include "paint/hopcard.h"
#include "redirect/profiletext.h"
#include "ui/look/uitext.h"
#include "ui/request/clientstore.h"

#include <QGuiApplication>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

LedgerRow rowOf(const QList<LedgerRow> &ledger, QLatin1StringView part)
{
    const auto found =
        std::find_if(ledger.begin(), ledger.end(), [&](const LedgerRow &row) { return row.part == part; });
    return found == ledger.end() ? LedgerRow{} : *found;
}

} // namespace

QString leftToRight(const QString &text)
{
    constexpr QChar kIsolate(0x2066);
    constexpr QChar kEndIsolate(0x2069);
    return QGuiApplication::isRightToLeft() ? kIsolate + text + kEndIsolate : text;
}

QString endingText(const Trace &trace)
{
    if (trace.hops.isEmpty())
        return trace.outcome.message.isEmpty() ? UiText::tr("Nothing was traced.") : trace.outcome.message;
    const Hop &last = trace.hops.last();
    if (trace.outcome.kind == OutcomeKind::Final && last.response)
        return UiText::tr("Final: %1 at %2")
            .arg(statusLabel(*last.response), leftToRight(QString::fromUtf8(last.request.url)));
    if (trace.outcome.kind == OutcomeKind::Canceled)
        return UiText::tr("Canceled. What was traced is kept.");
    const QString message = trace.outcome.message.isEmpty() ? QString(idOf(trace.outcome.kind)) : trace.outcome.message;
    return UiText::tr("Ended at request %1: %2").arg(trace.hops.size()).arg(message);
}

QString endOf(const Trace &trace)
{
    const std::optional<Response> &response = trace.hops.constLast().response;
    return response ? QString::number(response->status) : QString(idOf(trace.outcome.kind)).replace(u'-', u' ');
}

QString endingBesideChain(const Trace &trace)
{
    return isOnLastCard(trace) ? UiText::tr("Ended at request %1.").arg(trace.hops.size()) : endingText(trace);
}

QString sentenceOf(QString error)
{
    const QString word = error.section(u' ', 0, 0);
    if (!word.isEmpty() && !word.contains(u'.') && !word.contains(u'/'))
        error[0] = error[0].toUpper();
    return error.endsWith(u'.') ? error : error + u'.';
}

QString chainText(const QList<Hop> &hops)
{
    QStringList lines;
    for (qsizetype i = 0; i < hops.size(); ++i)
        lines.append(cardText(hopCard(hops, i)));
    return lines.join(u'\n');
}

QString formatTitle(const Format &format)
{
    return QCoreApplication::translate("formats", format.title);
}

QString clientTitle(const QString &id)
{
    const ClientPointer profile = knownClients().find(id);
    return profile ? ProfileText::tr(profile->title) : id;
}

QString nextRequestText(const QString &client, const Redirect &redirect)
{
    const LedgerRow method = rowOf(redirect.ledger, "method"_L1);
    const LedgerRow body = rowOf(redirect.ledger, "body"_L1);
    const QString sends =
        UiText::tr("Next, %1 sends %2 %3").arg(client, method.after, leftToRight(QString::fromUtf8(redirect.target)));
    const auto size = [](const QString &text) { return text.section(u" · "_s, 0, 0).section(u',', 0, 0); };
    if (!body.after.isEmpty())
        return UiText::tr("%1, with the body of %2.").arg(sends, size(body.after));
    if (!body.before.isEmpty())
        return UiText::tr("%1, without the body of %2.").arg(sends, size(body.before));
    return UiText::tr("%1.").arg(sends);
}

QString aboutHtml()
{
    return u"<h3>Hopscope %1</h3><p>%2</p><p>%3</p>"_s.arg(
        QLatin1StringView(HOPSCOPE_VERSION),
        UiText::tr(
            "Sends an HTTP request, follows its redirects and shows what each one kept, changed and dropped, and why."),
        UiText::tr("MIT License. Made with Qt %1.").arg(QLatin1StringView(qVersion())));
}

} // namespace hopscope
