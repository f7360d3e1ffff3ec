// SPDX-License-Identifier: MIT
#include "paint/hopcard.h"

#include "paint/painttext.h"
#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxMethod = 24;  ///< characters
constexpr qsizetype kMaxFact = 60;    ///< characters
constexpr qsizetype kMaxRemark = 600; ///< characters

QString kindText(HopKind kind)
{
    switch (kind) {
    case HopKind::Http:
        return {};
    case HopKind::Hsts:
        return PaintText::tr("upgraded inside the client (HSTS)");
    case HopKind::Cache:
        return PaintText::tr("answered from the client's cache");
    case HopKind::Refresh:
        return PaintText::tr("requested by a Refresh field");
    case HopKind::MetaRefresh:
        return PaintText::tr("requested by a meta refresh");
    case HopKind::Preflight:
        return PaintText::tr("asks first (CORS preflight)");
    }
    return {};
}

QString factsOf(const Hop &hop)
{
    QStringList facts;
    if (hop.kind != HopKind::Http)
        facts.append(kindText(hop.kind));
    // What was not measured takes no time that could be told.
    if (const qint64 time = totalTime(hop.timing); time > 0)
        facts.append(durationText(time));
    if (!hop.connection.address.isEmpty())
        facts.append(terminalText(hop.connection.address, kMaxFact));
    if (hop.response && !hop.response->version.isEmpty())
        facts.append(terminalText(hop.response->version, kMaxFact));
    if (!hop.connection.address.isEmpty())
        facts.append(hop.connection.reused ? PaintText::tr("connection reused") : PaintText::tr("new connection"));
    return facts.join(u" · "_s);
}

/// What the request was doing when the user ended it.
QString whereItEnded(const Hop &hop)
{
    const HopPhase phase = lastPhase(hop.timing);
    return phase == HopPhase::Starting ? QString() : PaintText::tr("It was %1.").arg(phaseText(phase));
}

} // namespace

QString remarkOf(const Hop &hop)
{
    if (!hop.error.isEmpty())
        return isCanceled(hop) ? whereItEnded(hop) : hop.error;
    if (!hop.redirect || !hop.response || hop.response->status / 100 != 3)
        return {};
    return hop.redirect->verdict == RedirectVerdict::Follow ? QString() : hop.redirect->reason;
}

bool isOnLastCard(const Trace &trace)
{
    const QString &said = trace.outcome.message;
    return !trace.hops.isEmpty() && !said.isEmpty() && remarkOf(trace.hops.constLast()) == said;
}

HopCard hopCard(const QList<Hop> &hops, qsizetype index)
{
    const Hop &hop = hops.at(index);
    HopCard card{.number = int(index) + 1,
                 .method = terminalText(QString::fromLatin1(hop.request.method), kMaxMethod).toLatin1(),
                 .url = terminalText(hop.request.url)};
    if (index > 0)
        card.changed = changedParts(terminalText(hops.at(index - 1).request.url), card.url);
    card.status = hop.response ? hop.response->status : 0;
    card.statusText =
        hop.response ? terminalText(statusLabel(*hop.response), kMaxFact) : PaintText::tr(noResponseWord(hop));
    card.facts = factsOf(hop);
    if (isUnverified(hop))
        card.warning = PaintText::tr("certificate not verified");
    card.remark = terminalText(remarkOf(hop), kMaxRemark);
    card.failed = (!hop.error.isEmpty() && !isCanceled(hop)) ||
                  (hop.redirect && hop.redirect->verdict == RedirectVerdict::Refuse);
    if (hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow)
        card.chips = chipsOf(*hop.redirect);
    return card;
}

QString cardText(const HopCard &card)
{
    QString text = u"%1. %2 %3 → %4 (%5)"_s.arg(QString::number(card.number), QString::fromLatin1(card.method),
                                                card.url, card.statusText, card.facts);
    if (!card.warning.isEmpty())
        text += u". "_s + card.warning;
    if (!card.remark.isEmpty())
        text += u". "_s + card.remark;
    QStringList chips;
    for (const Chip &chip : card.chips)
        chips.append(chip.text);
    if (!chips.isEmpty())
        text += u". "_s + chips.join(u", "_s);
    return text;
}

} // namespace hopscope
