// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"
#include "text/jsontree.h"

namespace hopscope
{

// Postman's JSON is read leniently: members that nobody knows are no fault, and a number is as good as its text.

/// The last member of that name, which counts for Postman; nullptr if there is none or it is null.
const JsonNode *memberOf(const JsonNode *object, QLatin1StringView name);
/// The text of a member, a number or boolean as it is written; empty for everything else.
QString textIn(const JsonNode *object, QLatin1StringView name);
/// {"key", "value", "disabled"}, and the name that v2.0 and environments use.
struct PostmanPair {
    QString key;
    QString value;
    bool enabled = true;
};
PostmanPair pairOf(const JsonNode &node);

/// Puts the request's body ("mode": raw, urlencoded, formdata, file, graphql) into it, with its Content-Type; `off`
/// gets the names that are switched off.
void readPostmanBody(PastedRequest &request, const JsonNode &body, QStringList &off);

} // namespace hopscope
