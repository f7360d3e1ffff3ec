// SPDX-License-Identifier: MIT
#include "redirect/methodrule.h"

#include "http/methods.h"

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
    case MethodRule::GetUnlessHeadOrPost:
        return method != "GET" && method != "HEAD" && method != "POST";
    case MethodRule::GetUnlessHeadOrPut:
        return method != "GET" && method != "HEAD" && method != "PUT";
    case MethodRule::GetUnlessSafe:
        return method != "GET" && method != "HEAD" && method != "OPTIONS";
    case MethodRule::AlwaysGet:
        return method != "GET";
    }
    return false;
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

/// Whether the client added the field; where nobody knows, whether the value is `own`.
bool isAdded(const Draft &draft, QByteArrayView name, QByteArrayView own)
{
    if (const auto &added = draft.chain.addedFields)
        return isOneOf(*added, name);
    const auto value = draft.next.headers.first(name);
    return value && *value == own;
}

void dropContentFields(Draft &draft)
{
    const ClientProfile &profile = draft.profile;
    for (const QByteArrayView name : profile.contentFields) {
        if (!draft.rule.keepsContentFields || equalsIgnoringCase(name, "Content-Length"))
            draft.drop(name, profile.contentDropped);
    }
    const bool mayAsk = draft.chain.addedFields || draft.chain.request.body.size > kLargeContent;
    for (const DefaultField &field : profile.defaultFields) {
        if (mayAsk && field.requests == DefaultFor::LargeContent && isAdded(draft, field.name, field.value))
            draft.drop(field.name, profile.contentDropped);
    }
    if (profile.addedContentTypeFalls && isAdded(draft, "Content-Type", profile.defaultContentType))
        draft.drop("Content-Type", profile.contentDropped);
    if (!profile.contentKept.reason)
        return;
    for (const Header &field : draft.chain.request.headers.fields) {
        if (isContentField(field.name) && draft.next.headers.contains(field.name))
            draft.note(field.name, profile.contentKept);
    }
}

void dropBody(Draft &draft, const Why &why)
{
    draft.next.body = {};
    draft.note("body", why);
    if (draft.chain.bodyOnce)
        draft.drop("Transfer-Encoding", draft.profile.contentDropped);
    dropContentFields(draft);
}

void dropGivenFields(Draft &draft, const Why &why)
{
    const auto defaults = draft.profile.defaultFields;
    for (const Header &field : draft.chain.request.headers.fields) {
        const bool own = equalsIgnoringCase(field.name, "Host") ||
                         equalsIgnoringCase(field.name, "Content-Length") || // goes with the body
                         std::any_of(defaults.begin(), defaults.end(), [&](const DefaultField &each) {
                             return equalsIgnoringCase(each.name, field.name);
                         });
        if (!own)
            draft.drop(field.name, why);
    }
}

/// A status that keeps the method repeats the first request, not the last one. Whether that brings another body.
bool goBackToFirst(Draft &draft)
{
    const Request &first = draft.first();
    const KeptFrom from = draft.profile.keptFrom;
    if (from == KeptFrom::Last || draft.chain.earlier.isEmpty() || draft.chain.bodyOnce)
        return false;
    if (from == KeptFrom::First && draft.next.method != first.method) {
        draft.next.method = first.method;
        draft.note("method", draft.profile.keptFromWhy);
    }
    if (draft.next.body == first.body)
        return false;
    draft.next.body = first.body;
    draft.note("body", draft.profile.keptFromWhy);
    for (const QByteArrayView name : {QByteArrayView("Content-Type"), QByteArrayView("Content-Length")}) {
        const auto value = first.headers.first(name);
        const bool comes = value && (name == "Content-Length" || from == KeptFrom::First);
        if (comes && !draft.next.headers.contains(name)) {
            draft.next.headers.append(name.toByteArray(), *value);
            draft.note(name, draft.profile.keptFromWhy);
        }
    }
    return true;
}

/// Sends what is left of a body that was read already: nothing.
void emptyBody(Draft &draft)
{
    draft.next.body = {};
    draft.note("body", draft.profile.onceBodyWhy);
    if (draft.profile.onceBody == OnceBody::EmptyLength) {
        draft.drop("Transfer-Encoding", draft.profile.onceBodyWhy);
        draft.next.headers.set("Content-Length", "0");
        draft.note("Content-Length", draft.profile.onceBodyWhy);
    }
}

void stateLength(Draft &draft)
{
    const auto methods = draft.profile.redirectLengthMethods;
    if (draft.next.body.size > 0 || std::find(methods.begin(), methods.end(), draft.next.method) == methods.end())
        return;
    draft.next.headers.set("Content-Length", "0");
    draft.note("Content-Length", {"{client} states that the redirected request has no body.", nullptr});
}

} // namespace

void applyMethodRule(Draft &draft)
{
    const StatusRule &rule = draft.rule;
    const Request &request = draft.chain.request;
    bool back = false;
    if (draft.profile.givenDropped.reason)
        dropGivenFields(draft, draft.profile.givenDropped);
    if (isForced(draft.profile, request)) {
        const bool hasContent = request.body.size > 0 || request.headers.contains("Content-Length");
        const bool loses = hasContent && turnsIntoGet(rule.method, "POST");
        const bool obeys = loses && draft.profile.forcedBodyMakesPost;
        if (obeys)
            draft.next.method = "GET";
        draft.note("method", obeys ? draft.profile.forcedBody : draft.profile.forcedMethod);
        if (loses)
            dropBody(draft, draft.profile.forcedBody);
    } else if (turnsIntoGet(rule.method, request.method)) {
        draft.next.method = "GET";
        draft.note("method", {rule.changed, rule.source});
        if (rule.body == BodyRule::WithFields)
            dropGivenFields(draft,
                            {"{client} drops the fields it was given when it turns {method} into GET.", nullptr});
        if (rule.body != BodyRule::Kept || request.body.size == 0)
            dropBody(draft, {"The method became GET, and the new request has no body.", rule.source});
    } else {
        const bool warns = draft.profile.unsafeKept && !isSafeMethod(request.method);
        draft.note("method", {rule.kept, rule.source}, warns ? draft.profile.unsafeKept : nullptr);
        if (rule.body == BodyRule::Dropped)
            dropBody(draft, {"{client} keeps the method on {status} but loses the body.", rule.source});
        else if (rule.method == MethodRule::Keep)
            back = goBackToFirst(draft);
        else if (draft.profile.keptFrom == KeptFrom::FirstBody && request.method == "GET" && request.body.size > 0)
            dropBody(draft, {"{client} sends no body with GET on {status}.", rule.source});
    }
    const OnceBody once = draft.profile.onceBody;
    if (draft.chain.bodyOnce && draft.next.body.size > 0 &&
        (once == OnceBody::EmptyChunks || once == OnceBody::EmptyLength)) {
        emptyBody(draft);
        return;
    }
    if (draft.next.body.size > 0 && !back)
        draft.note("body",
                   {draft.next.method == request.method ? "The method stays, so the same body is sent again."
                                                        : "The method became GET, but the body is still sent again.",
                    rule.source});
    stateLength(draft);
}

} // namespace hopscope
