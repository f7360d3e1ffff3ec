// SPDX-License-Identifier: MIT
#include "formats/paste/browsercommand.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray fieldNamed(const PastedRequest &pasted, QByteArrayView name)
{
    return pasted.headers.first(name).value_or(QByteArray());
}

/// A link, a form or a typed address, and no script.
bool asksForPage(const PastedRequest &pasted)
{
    const QByteArray mode = fieldNamed(pasted, "Sec-Fetch-Mode").trimmed();
    if (!mode.isEmpty())
        return mode == "navigate";
    return !fieldNamed(pasted, "Upgrade-Insecure-Requests").isEmpty() ||
           fieldNamed(pasted, "Accept").startsWith("text/html");
}

} // namespace

QString browserOf(const PastedRequest &pasted)
{
    const QByteArray agent = fieldNamed(pasted, "User-Agent");
    if (!agent.startsWith("Mozilla/"))
        return {};
    const bool isPage = asksForPage(pasted);
    // Firefox on iOS and the like have other engines and other words.
    if (agent.contains("Gecko/") && agent.contains(" Firefox/"))
        return isPage ? u"firefox-nav"_s : u"firefox-fetch"_s;
    if (agent.contains(" Chrome/") || agent.contains(" HeadlessChrome/") || agent.contains(" Chromium/"))
        return isPage ? u"chromium-nav"_s : u"chromium-fetch"_s;
    return {};
}

QList<QByteArray> ownFields(const Headers &fields, const ClientProfile &profile)
{
    QList<QByteArray> own;
    const auto isNamed = [](QByteArrayView name) {
        return [name](const QByteArray &other) { return equalsIgnoringCase(name, other); };
    };
    for (const Header &field : fields.fields) {
        const bool isOwn = std::ranges::any_of(
            profile.defaultFields, [&](const DefaultField &each) { return equalsIgnoringCase(each.name, field.name); });
        if (isOwn && std::none_of(own.begin(), own.end(), isNamed(field.name)))
            own.append(field.name);
    }
    return own;
}

} // namespace hopscope
