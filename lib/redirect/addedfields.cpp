// SPDX-License-Identifier: MIT
#include "redirect/addedfields.h"

#include <algorithm>

namespace hopscope
{

QList<QByteArray> addedFields(const FirstRequest &wish, const Request &first)
{
    QList<QByteArray> added;
    for (const Header &field : first.headers.fields) {
        if ((!wish.headers.contains(field.name) || isOneOf(wish.addedFields, field.name)) &&
            !isOneOf(added, field.name))
            added.append(field.name);
    }
    return added;
}

QList<QByteArray> addedFields(const ClientProfile &profile, std::span<const Hop> hops)
{
    const auto withBody =
        std::find_if(hops.begin(), hops.end(), [](const Hop &hop) { return hop.request.body.size > 0; });
    if (withBody == hops.end())
        return {};
    const auto without = std::find_if(withBody, hops.end(), [](const Hop &hop) {
        return hop.kind == HopKind::Http && hop.request.body.size == 0 && !hop.request.headers.fields.isEmpty();
    });
    QList<DefaultField> own{{"Content-Type", profile.defaultContentType}};
    for (const DefaultField &field : profile.defaultFields) {
        if (field.requests == DefaultFor::LargeContent)
            own.append(field);
    }
    QList<QByteArray> added;
    for (const DefaultField &field : std::as_const(own)) {
        const auto value = withBody->request.headers.first(field.name);
        if (!value)
            continue;
        const bool isClients =
            without == hops.end() ? *value == field.value : !without->request.headers.contains(field.name);
        if (isClients)
            added.append(field.name.toByteArray());
    }
    return added;
}

} // namespace hopscope
