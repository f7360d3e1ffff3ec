// SPDX-License-Identifier: MIT
#include "net/browser/chromiumcookies.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kCookieSource = u"Chromium, DevTools protocol"_s;

QString reasonsIn(const ProtocolValue &reasons)
{
    QStringList texts;
    for (const ProtocolValue &each : reasons.items())
        texts.append(each.text());
    return texts.join(u", "_s);
}

} // namespace

QList<CookieVerdict> sentCookies(const ProtocolValue &extra)
{
    QList<CookieVerdict> verdicts;
    for (const ProtocolValue &each : extra["associatedCookies"].items()) {
        const QString reasons = reasonsIn(each["blockedReasons"]);
        verdicts.append(
            {.name = each["cookie"]["name"].bytes(),
             .fate = reasons.isEmpty() ? CookieFate::Sent : CookieFate::Withheld,
             .reason = reasons.isEmpty() ? u"Chromium sent it."_s : u"Chromium withheld it: %1."_s.arg(reasons),
             .source = kCookieSource});
    }
    return verdicts;
}

void noteRefusedCookies(BrowserHop &hop, const ProtocolValue &extra)
{
    hop.tellsSetCookies = true;
    for (const ProtocolValue &each : extra["blockedCookies"].items()) {
        hop.refused.append(each["cookieLine"].bytes());
        hop.refusedReasons.append(u"Chromium refused it: %1."_s.arg(reasonsIn(each["blockedReasons"])));
    }
}

} // namespace hopscope
