// SPDX-License-Identifier: MIT
#include "ui/request/linktexts.h"

#include "net/requestoption.h"
#include "paint/labels.h"
#include "redirect/profile.h"
#include "ui/look/uitext.h"
#include "ui/request/optionspanel.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString bodyText(const LinkFacts &facts)
{
    if (facts.draft.mode == BodyDraft::None)
        return UiText::tr("No body");
    const QString size = sizeText(sizeOf(facts.draft));
    const QString type = facts.typeInHeaders.isEmpty() ? typeOf(facts.draft) : facts.typeInHeaders;
    return type.isEmpty() ? UiText::tr("Body %1").arg(size)
                          : UiText::tr("Body %1 · %2").arg(size, type.section(u';', 0, 0));
}

QString signInText(const SignIn &signIn)
{
    switch (signIn.kind) {
    case SignIn::User:
        return signIn.user.isEmpty() ? UiText::tr("No sign-in") : UiText::tr("Sign-in %1").arg(signIn.user);
    case SignIn::Bearer:
        return signIn.token.isEmpty() ? UiText::tr("No sign-in") : UiText::tr("Sign-in by token");
    case SignIn::Session:
        return UiText::tr("Sign-in of the session");
    case SignIn::Field:
        return UiText::tr("Sign-in by field");
    case SignIn::None:
        break;
    }
    return UiText::tr("No sign-in");
}

QString limitText(const LinkFacts &facts)
{
    if (!facts.request.follows)
        return UiText::tr("Redirects not followed");
    const int wanted = facts.request.maxHops;
    if (!facts.client && wanted < 0)
        return UiText::tr("The client's redirect limit");
    const int limit = facts.client ? hopLimit(*facts.client, wanted) : wanted;
    return limit < 0 ? UiText::tr("No redirect limit") : UiText::tr("At most %1 redirects").arg(limit);
}

QString optionsText(const LinkFacts &facts)
{
    if (facts.hasWrongOption)
        return UiText::tr("⚠ Options");
    const int changed = changedOptions(facts.request);
    return changed > 0 ? UiText::tr("Options %1").arg(changed) : UiText::tr("Options");
}

QString expectationsText(const TraceRequest &request)
{
    const auto count = std::ranges::count_if(requestOptions(), [&request](const RequestOption &option) {
        return option.group == OptionGroup::Expectations && !option.write(request).isEmpty();
    });
    return count > 0 ? UiText::tr("Expectations %1").arg(count) : UiText::tr("No expectations");
}

} // namespace

QStringList linkTexts(const LinkFacts &facts)
{
    const TraceRequest &request = facts.request;
    return {UiText::tr("Headers %1").arg(std::count_if(facts.fields.begin(), facts.fields.end(), isSent)),
            bodyText(facts),
            signInText(facts.signIn),
            request.cookies ? UiText::tr("Cookies on") : UiText::tr("Cookies off"),
            limitText(facts),
            request.insecure ? UiText::tr("⚠ TLS not verified") : UiText::tr("TLS verified"),
            optionsText(facts),
            expectationsText(request)};
}

} // namespace hopscope
