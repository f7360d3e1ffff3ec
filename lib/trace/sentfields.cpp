// SPDX-License-Identifier: MIT
#include "trace/sentfields.h"

#include "http/url.h"
#include "text/listtext.h"
#include "text/terminaltext.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using FieldValues = QHash<QByteArray, QList<QByteArray>>;

constexpr qsizetype kMostNamed = 5;  ///< fields or cookies that one sentence names
constexpr qsizetype kMaxName = 40;   ///< characters of a name
constexpr qsizetype kMaxValue = 100; ///< characters of a value or of a URL without an origin
constexpr QByteArrayView kAboutContent("content-");
constexpr QByteArrayView kDigest("digest ");

/// A field that the rules about redirects name.
struct RuleField {
    QByteArrayView key; ///< as in FieldValues
    QLatin1StringView name;
    bool countsAtOnce; ///< also where it differs just as in the first requests
    bool isShown;      ///< its value is no secret
};

constexpr QByteArrayView kCookie("cookie");
constexpr RuleField kRuleFields[] = {
    {"authorization", "Authorization"_L1, true, false},
    {"proxy-authorization", "Proxy-Authorization"_L1, true, false},
    {kCookie, "Cookie"_L1, true, false},
    {"origin", "Origin"_L1, false, true},
    {"referer", "Referer"_L1, false, false},
    {"content-type", "Content-Type"_L1, false, true},
};

/// What does not count, in lower case; "*" stands for any rest.
constexpr QByteArrayView kOwnFields[] = {
    // Each client says who it is and what it can read (RFC 9110 10.1.5, 12.5).
    "user-agent",
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    // They are about the connection, not about what is asked for (RFC 9110 7.6.1, 10.1.4).
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    // They follow from URL and body, which are compared themselves (RFC 9110 7.2, 8.6, 10.1.1).
    "host",
    "content-length",
    "expect",
    // Browsers add them by themselves: fetch metadata, client hints, urgency (RFC 9218), reload (Fetch, HTTP-network-
    // or-cache fetch, step 8), and the wish for https (Upgrade Insecure Requests).
    "sec-*",
    "priority",
    "upgrade-insecure-requests",
    "cache-control",
    "pragma",
};

bool isOwnField(QByteArrayView key)
{
    return std::ranges::any_of(kOwnFields, [&](QByteArrayView own) {
        return own.endsWith('*') ? key.startsWith(own.chopped(1)) : key == own;
    });
}

bool isRuleField(QByteArrayView key)
{
    return std::ranges::any_of(kRuleFields, [&](const RuleField &field) { return field.key == key; });
}

FieldValues valuesOf(const Request &request)
{
    FieldValues values;
    for (const Header &field : request.headers.fields)
        values[field.name.toLower()].append(field.value);
    return values;
}

QString placeOf(const Request &request)
{
    const std::optional<Origin> origin = originOf(request.url);
    return origin ? QString::fromUtf8(serializeOrigin(*origin)) : terminalText(request.url, kMaxValue);
}

QString quoted(const QList<QByteArray> &values)
{
    return u"\"%1\""_s.arg(terminalText(values.join(", "), kMaxValue));
}

/// What both sides have of one field, and how it is called.
struct FieldPair {
    QString label;
    QList<QByteArray> values;
    QList<QByteArray> others;
};

struct Found {
    QStringList sent;
    QStringList missing;
    QStringList other; ///< with another value
    QList<FieldPair> shown;
};

/// What a client draws for each answer is left out of credentials.
QList<QByteArray> lastingPart(QList<QByteArray> values)
{
    for (QByteArray &value : values) {
        if (value.size() >= kDigest.size() && equalsIgnoringCase(value.first(kDigest.size()), kDigest))
            value = kDigest.toByteArray();
    }
    return values;
}

void addPair(Found &found, const FieldPair &pair, bool isShown)
{
    if (pair.values == pair.others)
        return;
    if (pair.others.isEmpty())
        found.sent.append(pair.label);
    else if (pair.values.isEmpty())
        found.missing.append(pair.label);
    else if (isShown)
        found.shown.append(pair);
    else
        found.other.append(pair.label);
}

/// "name=value" of each cookie, by name.
FieldValues cookiesIn(const QList<QByteArray> &lines)
{
    FieldValues cookies;
    for (const QByteArray &line : lines) {
        // Without "=" it is a value without a name, or a name that is a secret: it is not told.
        for (const QByteArray &pair : cookiePairs(line))
            cookies[pair.first(std::max<qsizetype>(pair.indexOf('='), 0))].append(pair);
    }
    return cookies;
}

/// Whether all of `pairs` were set for `chain` only, so that another run would have got others.
bool areOfThisRun(const QList<QByteArray> &pairs, const ChainFields &chain, const ChainFields &otherChain)
{
    return std::ranges::all_of(pairs, [&](const QByteArray &pair) {
        return chain.received.contains(pair) && !otherChain.received.contains(pair);
    });
}

QString cookieLabel(QList<QByteArray> names)
{
    std::ranges::sort(names); // clients send them in different orders
    QStringList texts;
    for (const QByteArray &name : names)
        texts.append(name.isEmpty() ? u"one without a name"_s : terminalText(name, kMaxName));
    return u"Cookie (%1)"_s.arg(listText(texts, kMostNamed));
}

void addCookies(Found &found, const ChainFields &chain, const FieldValues &cookies, const ChainFields &otherChain,
                const FieldValues &others)
{
    QList<QByteArray> sent;
    QList<QByteArray> changed;
    QList<QByteArray> missing;
    for (auto cookie = cookies.begin(); cookie != cookies.end(); ++cookie) {
        const auto other = others.constFind(cookie.key());
        if (other == others.end())
            sent.append(cookie.key());
        else if (*other != *cookie &&
                 !(areOfThisRun(*cookie, chain, otherChain) && areOfThisRun(*other, otherChain, chain)))
            changed.append(cookie.key());
    }
    for (auto other = others.begin(); other != others.end(); ++other) {
        if (!cookies.contains(other.key()))
            missing.append(other.key());
    }
    if (!sent.isEmpty())
        found.sent.append(cookieLabel(sent));
    if (!missing.isEmpty())
        found.missing.append(cookieLabel(missing));
    if (!changed.isEmpty())
        found.other.append(cookieLabel(changed));
}

/// Whether a field about content is where a body is, and is not where none is: then the bodies tell it.
bool goesWithBody(QByteArrayView key, const FieldPair &pair, bool hasBody, bool otherHasBody)
{
    return key.startsWith(kAboutContent) && hasBody != otherHasBody && pair.values.isEmpty() != hasBody &&
           pair.others.isEmpty() != otherHasBody;
}

QStringList sentences(const Found &found, const Request &request, const Request &other, const QString &name)
{
    QString told;
    // A place is told once.
    const auto to = [&told](const Request &sent) {
        const QString place = placeOf(sent);
        return std::exchange(told, place) == place ? QString() : u" to %1"_s.arg(place);
    };
    QStringList texts;
    if (!found.sent.isEmpty())
        texts.append(u"sends %1%2, %3 does not"_s.arg(listText(found.sent, kMostNamed), to(request), name));
    if (!found.missing.isEmpty())
        texts.append(
            u"does not send %1%2, %3 does"_s.arg(listText(found.missing, kMostNamed, u"or"_s), to(other), name));
    if (!found.other.isEmpty()) {
        const QString value = found.other.size() == 1 ? u"another value"_s : u"other values"_s;
        texts.append(u"sends %1 of %2%3 than %4"_s.arg(value, listText(found.other, kMostNamed), to(request), name));
    }
    for (const FieldPair &pair : found.shown)
        texts.append(
            u"sends %1 %2%3 instead of %4"_s.arg(pair.label, quoted(pair.values), to(request), quoted(pair.others)));
    return texts;
}

} // namespace

ChainFields chainFields(const Trace &trace)
{
    ChainFields fields;
    const auto first = std::ranges::find_if(trace.hops, [](const Hop &hop) { return hop.kind != HopKind::Preflight; });
    if (first != trace.hops.end()) {
        for (const Header &field : first->request.headers.fields) {
            QList<QByteArray> &values = fields.first[field.name.toLower()];
            if (values.isEmpty())
                fields.names.append(field.name);
            values.append(field.value);
        }
    }
    for (const Hop &hop : trace.hops) {
        for (const Header &field : hop.response ? hop.response->headers.fields : QList<Header>()) {
            if (equalsIgnoringCase(field.name, "Set-Cookie"))
                fields.received.insert(field.value.split(';').constFirst().trimmed());
        }
    }
    return fields;
}

QStringList fieldDifferences(const ChainFields &chain, const Request &request, const ChainFields &otherChain,
                             const Request &other, const QString &name)
{
    const FieldValues values = valuesOf(request);
    const FieldValues others = valuesOf(other);
    const bool hasBody = request.body.size > 0;
    const bool otherHasBody = other.body.size > 0;
    Found found;
    for (const RuleField &field : kRuleFields) {
        const QByteArray key = field.key.toByteArray();
        const FieldPair pair{field.name, values.value(key), others.value(key)};
        const bool isAsBefore = pair.values == chain.first.value(key) && pair.others == otherChain.first.value(key);
        if ((isAsBefore && !field.countsAtOnce) || goesWithBody(key, pair, hasBody, otherHasBody))
            continue;
        if (field.key == kCookie)
            addCookies(found, chain, cookiesIn(pair.values), otherChain, cookiesIn(pair.others));
        else
            addPair(found, {pair.label, lastingPart(pair.values), lastingPart(pair.others)}, field.isShown);
    }
    for (const QByteArray &given : otherChain.names) {
        const QByteArray key = given.toLower();
        const FieldPair pair{terminalText(given, kMaxName), values.value(key), others.value(key)};
        if (!isOwnField(key) && !isRuleField(key) && chain.first.value(key) == otherChain.first.value(key) &&
            !goesWithBody(key, pair, hasBody, otherHasBody))
            addPair(found, pair, false);
    }
    return sentences(found, request, other, name);
}

} // namespace hopscope
