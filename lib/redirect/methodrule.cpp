// SPDX-License-Identifier: MIT
#include "redirect/methodrule.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool turnsIntoGet(MethodRule rule, QByteArrayView method)
{
    switch (rule) {
    case MethodRule::Keep:
        return false;
    case MethodRule::PostToGet:
        return method == "POST";
    case MethodRule::GetUnlessHead:
        return method != "GET" && method != "HEAD";
    }
    return false;
}

/// RFC 9110 9.2.1
bool isSafe(QByteArrayView method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

/// A method that the client would not choose by itself for this request (curl -X).
bool isForced(const ClientProfile &profile, const Request &request)
{
    const auto &own = profile.ownMethods;
    if (own.empty())
        return false;
    const bool known =
        std::any_of(own.begin(), own.end(), [&](QByteArrayView method) { return request.method == method; });
    const bool bodiless = request.method == "GET" || request.method == "HEAD";
    return !known || (bodiless && request.body.size > 0);
}

void dropContentFields(Draft &draft)
{
    const ClientProfile &profile = draft.profile;
    for (const QByteArrayView name : profile.contentFields)
        draft.drop(name, profile.contentDropped);
    const auto type = draft.next.headers.first("Content-Type");
    if (profile.defaultContentTypeFalls && type && *type == profile.defaultContentType)
        draft.drop("Content-Type", profile.contentDropped);
    if (!profile.contentKept.reason)
        return;
    for (const Header &field : std::as_const(draft.next.headers.fields)) {
        if (isContentField(field.name))
            draft.note(field.name, profile.contentKept);
    }
}

void dropBody(Draft &draft, const QString &reason, const char *source)
{
    draft.next.body = {};
    draft.note("body", reason, source);
    dropContentFields(draft);
}

} // namespace

void applyMethodRule(Draft &draft)
{
    const Chain &chain = draft.chain;
    const StatusRule &rule = draft.rule;
    const Request &request = chain.request;
    if (isForced(draft.profile, request)) {
        draft.note("method", draft.profile.forcedMethod);
        if (request.body.size > 0 && turnsIntoGet(rule.method, "POST"))
            dropBody(draft, filledIn(draft.profile.forcedBody.reason, chain), draft.profile.forcedBody.source);
    } else if (turnsIntoGet(rule.method, request.method)) {
        draft.next.method = "GET";
        draft.note("method", filledIn(rule.changed, chain), rule.source);
        dropBody(draft, u"The method became GET, and the new request has no body."_s, rule.source);
    } else {
        const bool warns = draft.profile.unsafeKept && !isSafe(request.method);
        draft.note("method",
                   filledIn(rule.kept, chain) + (warns ? filledIn(draft.profile.unsafeKept, chain) : QString()),
                   rule.source);
    }
    if (draft.next.body.size > 0)
        draft.note("body", u"The method stays, so the same body is sent again."_s, rule.source);
}

} // namespace hopscope
