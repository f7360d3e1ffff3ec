// SPDX-License-Identifier: MIT
#include "redirect/chaincookies.h"
#include "redirect/fieldrules.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kCookieOptionSource = "curl 7.88.1, measured";

/// What the jar holds for the next request.
CookieSelection storedFor(const Draft &draft)
{
    const Chain &chain = draft.chain;
    if (!chain.jar || chain.jar->cookies.isEmpty())
        return {};
    const CookieRequest request = cookieRequest(draft.profile, chain.earlier, draft.next, draft.to, chain.now,
                                                chain.isPublicSuffix, &chain.request);
    return selectCookies(*chain.jar, request, draft.profile.cookies);
}

/// RFC 6265 5.2: a pair without "=" has an empty name.
QByteArray nameOf(const QByteArray &pair)
{
    return pair.contains('=') ? pair.left(pair.indexOf('=')).trimmed() : QByteArray();
}

QList<QByteArray> pairsOf(const QByteArray &line)
{
    QList<QByteArray> pairs;
    for (const QByteArray &pair : line.split(';'))
        pairs.append(pair.trimmed());
    return pairs;
}

QList<QByteArray> pairsOf(const Headers &headers)
{
    QList<QByteArray> pairs;
    for (const QByteArray &line : headers.all("Cookie"))
        pairs += pairsOf(line);
    return pairs;
}

/// The pairs that the user gave: those that the jar does not manage. With two lines only the jar's exact pairs count.
QList<QByteArray> givenPairs(const Draft &draft)
{
    const bool comesBack =
        draft.profile.cookie.place != Place::SameOrigin && draft.profile.cookie.place != Place::SameHostAndScheme;
    QList<QByteArray> pairs = pairsOf(comesBack ? draft.first().headers : draft.chain.request.headers);
    if (draft.chain.givenCookies) {
        const QList<QByteArray> list = pairsOf(*draft.chain.givenCookies);
        const QSet<QByteArray> given(list.begin(), list.end());
        pairs.removeIf([&](const QByteArray &pair) { return !given.contains(pair); });
    }
    if (draft.profile.cookieMerge == CookieMerge::Doubled)
        pairs = QList<QByteArray>(pairs.begin(), std::unique(pairs.begin(), pairs.end()));
    if (!draft.chain.jar)
        return pairs;
    QSet<QByteArray> managed;
    const bool byName = draft.profile.cookieMerge == CookieMerge::Merge;
    for (const Cookie &cookie : draft.chain.jar->cookies)
        managed.insert(byName ? cookie.name : cookie.name + '=' + cookie.value);
    for (const QByteArray &line : draft.chain.response.headers.all("Set-Cookie"))
        managed.insert(nameOf(line));
    pairs.removeIf([&](const QByteArray &pair) { return managed.contains(byName ? nameOf(pair) : pair); });
    return pairs;
}

/// The Cookie lines of the next request.
QList<QByteArray> cookieLines(CookieMerge merge, const QByteArray &given, const QByteArray &stored)
{
    if (merge == CookieMerge::Doubled && stored.isEmpty() && !given.isEmpty())
        return {given, given};
    if (given.isEmpty() || stored.isEmpty())
        return given.isEmpty() && stored.isEmpty() ? QList<QByteArray>() : QList{given + stored};
    switch (merge) {
    case CookieMerge::Merge:
        return {given + "; " + stored};
    case CookieMerge::TwoLines:
    case CookieMerge::Doubled:
        return {stored, given};
    case CookieMerge::Given:
        return {given};
    case CookieMerge::Replace:
        break;
    }
    return {stored};
}

void setLines(Headers &headers, const QList<QByteArray> &lines)
{
    if (lines.isEmpty()) {
        headers.remove("Cookie");
        return;
    }
    headers.set("Cookie", lines.first());
    for (qsizetype i = 1; i < lines.size(); ++i)
        headers.append("Cookie", lines.at(i));
}

} // namespace

void applyCookieRule(Draft &draft)
{
    const PlaceRule &rule = draft.profile.cookie;
    CookieSelection selection = storedFor(draft);
    const QByteArray option =
        draft.chain.cookieByOption ? draft.chain.givenCookies.value_or(QByteArray()) : QByteArray();
    if (!option.isEmpty())
        selection.field = selection.field.isEmpty() ? option : selection.field + "; " + option;
    const QByteArray &stored = selection.field;
    const QByteArray given = option.isEmpty() ? givenPairs(draft).join("; ") : QByteArray();
    const bool goes = mayReceive(rule.place, draft);
    const QList<QByteArray> lines = cookieLines(draft.profile.cookieMerge, goes ? given : QByteArray(), stored);
    const bool unchanged = lines == draft.chain.request.headers.all("Cookie");
    if (!unchanged)
        setLines(draft.next.headers, lines);
    if (!option.isEmpty())
        draft.note("Cookie",
                   {"{client} sends the cookies of -b with every request, to any host, behind the stored ones.",
                    kCookieOptionSource});
    else if (!stored.isEmpty())
        draft.note("Cookie", draft.profile.storedCookies);
    else if (!given.isEmpty())
        draft.note("Cookie", {goes ? rule.kept : rule.dropped, rule.source});
    else
        draft.note("Cookie", {"No stored cookie matches the target.", draft.profile.cookies.retrieval});
    draft.cookies = std::move(selection.verdicts);
}

} // namespace hopscope
