// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/cachefields.h"
#include "redirect/client/cookiefields.h"
#include "redirect/client/hstsfields.h"
#include "redirect/profile.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

// What a file of an own client may say, once for its reader and its writer: visit(name, member) for each member.

template <typename Visitor>
void visitFields(Visitor &visit, Why &why)
{
    visit("reason"_L1, why.reason);
    visit("source"_L1, why.source);
}

template <typename Visitor>
void visitFields(Visitor &visit, StatusRule &rule)
{
    visit.status("status"_L1, rule.status);
    visit("method"_L1, rule.method);
    visit("changed"_L1, rule.changed);
    visit("kept"_L1, rule.kept);
    visit("source"_L1, rule.source);
    visit("body"_L1, rule.body);
    visit("keepsContentFields"_L1, rule.keepsContentFields);
    visit("only"_L1, rule.only);
}

template <typename Visitor>
void visitFields(Visitor &visit, NotFollowed &row)
{
    visit.status("status"_L1, row.status);
    visit("reason"_L1, row.reason);
    visit("source"_L1, row.source);
}

template <typename Visitor>
void visitFields(Visitor &visit, PlaceRule &rule)
{
    visit("place"_L1, rule.place);
    visit("kept"_L1, rule.kept);
    visit("dropped"_L1, rule.dropped);
    visit("source"_L1, rule.source);
}

template <typename Visitor>
void visitFields(Visitor &visit, FieldRule &rule)
{
    visit.fieldName("name"_L1, rule.name);
    visit("otherOriginOnly"_L1, rule.otherOriginOnly);
    visit("why"_L1, rule.why);
}

template <typename Visitor>
void visitFields(Visitor &visit, CorsRules &rules)
{
    visit("mode"_L1, rules.mode);
    visit("asksByFirst"_L1, rules.asksByFirst);
    visit("originStays"_L1, rules.originStays);
    visit("joinsLines"_L1, rules.joinsLines);
    visit("repeatsNames"_L1, rules.repeatsNames);
    visit("alsoSafe"_L1, rules.alsoSafe);
    visit("longestSafe"_L1, rules.longestSafe);
    visit("keepsNull"_L1, rules.keepsNull);
    visit("keepsBadAge"_L1, rules.keepsBadAge);
    visit("longestAge"_L1, rules.longestAge);
    visit("headIsNamed"_L1, rules.headIsNamed);
    visit("refusalForgets"_L1, rules.refusalForgets);
}

template <typename Visitor>
void visitFields(Visitor &visit, DefaultField &field)
{
    visit.fieldName("name"_L1, field.name);
    visit.fieldValue("value"_L1, field.value);
    visit("requests"_L1, field.requests);
}

template <typename Visitor>
void visitStatuses(Visitor &visit, ClientProfile &row)
{
    visit("sends"_L1, row.sends);
    visit("statuses"_L1, row.statuses);
    visit("notFollowed"_L1, row.notFollowed);
    visit("ownMethods"_L1, row.ownMethods);
    visit("unfollowedMethods"_L1, row.unfollowedMethods);
    visit("unfollowed"_L1, row.unfollowed);
    visit("unsafeKept"_L1, row.unsafeKept);
    visit("forcedMethod"_L1, row.forcedMethod);
    visit("forcedBody"_L1, row.forcedBody);
    visit("forcedBodyMakesPost"_L1, row.forcedBodyMakesPost);
    visit("keptFrom"_L1, row.keptFrom);
    visit("keptFromWhy"_L1, row.keptFromWhy);
    visit("onceBody"_L1, row.onceBody);
    visit("onceBodyWhy"_L1, row.onceBodyWhy);
    visit("interim"_L1, row.interim);
    visit("interimWhy"_L1, row.interimWhy);
    visit("contentFields"_L1, row.contentFields);
    visit("contentDropped"_L1, row.contentDropped);
    visit("defaultContentTypeFalls"_L1, row.addedContentTypeFalls);
    visit("contentKept"_L1, row.contentKept);
}

template <typename Visitor>
void visitLocation(Visitor &visit, ClientProfile &row)
{
    visit("syntax"_L1, row.syntax);
    visit("text"_L1, row.text);
    visit("queryFromFolder"_L1, row.queryFromFolder);
    visit("fragmentFromFolder"_L1, row.fragmentFromFolder);
    visit("emptyFromFolder"_L1, row.emptyFromFolder);
    visit("slashesMakeScheme"_L1, row.slashesMakeScheme);
    visit("needsSlash"_L1, row.needsSlash);
    visit("noSlash"_L1, row.noSlash);
    visit("inheritsFragment"_L1, row.inheritsFragment);
    visit("fragment"_L1, row.fragment);
    visit("severalLocations"_L1, row.severalLocations);
    visit("several"_L1, row.several);
    visit("emptyLocation"_L1, row.emptyLocation);
    visit("empty"_L1, row.empty);
    visit("missingIsError"_L1, row.missingIsError);
    visit("missing"_L1, row.missing);
    visit("otherSchemes"_L1, row.otherSchemes);
    visit("scheme"_L1, row.scheme);
    visit("httpsToHttp"_L1, row.httpsToHttp);
    visit("httpToHttps"_L1, row.httpToHttps);
    visit("sameOriginOnly"_L1, row.sameOriginOnly);
    visit("downgrade"_L1, row.downgrade);
    visit("userinfo"_L1, row.userinfo);
    visit("userinfoWhy"_L1, row.userinfoWhy);
    visit.limit("hopLimit"_L1, row.hopLimit);
    visit("limit"_L1, row.limit);
    visit("detectsLoops"_L1, row.detectsLoops);
    visit("loop"_L1, row.loop);
}

template <typename Visitor>
void visitRequestFields(Visitor &visit, ClientProfile &row)
{
    visit("authorization"_L1, row.authorization);
    visit("cookie"_L1, row.cookie);
    visit("cookieMerge"_L1, row.cookieMerge);
    visit("storedCookies"_L1, row.storedCookies);
    visit("referer"_L1, row.referer);
    visit("refererWhy"_L1, row.refererWhy);
    visit("origin"_L1, row.origin);
    visit("originWhy"_L1, row.originWhy);
    visit("host"_L1, row.host);
    visit("hostNamesPort"_L1, row.hostNamesPort);
    visit("hostKept"_L1, row.hostKept);
    visit("droppedFields"_L1, row.droppedFields);
    visit("givenDropped"_L1, row.givenDropped);
    visit("otherFields"_L1, row.otherFields);
    visit("defaultFields"_L1, row.defaultFields);
    visit.fieldValue("defaultContentType"_L1, row.defaultContentType);
    visit("contentTypeFor"_L1, row.contentTypeFor);
    visit("zeroLengthMethods"_L1, row.zeroLengthMethods);
    visit("redirectLengthMethods"_L1, row.redirectLengthMethods);
    visit("sendsUrlCredentials"_L1, row.sendsUrlCredentials);
    visit("urlCredentialsWin"_L1, row.urlCredentialsWin);
    visit("urlCredentialsStay"_L1, row.urlCredentialsStay);
    visit("inheritsUserinfo"_L1, row.inheritsUserinfo);
    visit("sendsUserAtOnce"_L1, row.sendsUserAtOnce);
    visit("keepsCookies"_L1, row.keepsCookies);
    visit("cookies"_L1, row.cookies);
    visit("hsts"_L1, row.hsts);
    visit("ports"_L1, row.ports);
    visit("referrers"_L1, row.referrers);
    visit("initiator"_L1, row.initiator);
    visit("cors"_L1, row.cors);
    visit("refreshes"_L1, row.refreshes);
    visit("cache"_L1, row.cache);
}

/// All members but the group and whether the client was measured, which are not for a file to say.
template <typename Visitor>
void visitFields(Visitor &visit, ClientProfile &row)
{
    visit.word("id"_L1, row.id);
    visit("title"_L1, row.title);
    visit("description"_L1, row.description);
    visit.word("version"_L1, row.version);
    visit.word("source"_L1, row.source);
    visit("otherVersions"_L1, row.otherVersions);
    visitStatuses(visit, row);
    visitLocation(visit, row);
    visitRequestFields(visit, row);
}

} // namespace hopscope
