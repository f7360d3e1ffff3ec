// SPDX-License-Identifier: MIT
#include "findings/corschecks.h"

#include "findings/words.h"
#include "redirect/cors.h"
#include "text/listtext.h"
#include "trace/recording.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kCorsCheck("Fetch, CORS check");
constexpr qsizetype kMaxNamedFields = 10;

QString fieldOf(const Request &request, QByteArrayView name)
{
    return QString::fromUtf8(request.headers.first(name).value_or(QByteArray()));
}

/// The fields that an answer to `preflight` needs, each with its value.
QStringList neededFields(const Request &preflight)
{
    QList<Header> needed{{"Access-Control-Allow-Origin", preflight.headers.first("Origin").value_or("null")},
                         {"Access-Control-Allow-Credentials", "true"}};
    if (const auto names = preflight.headers.first("Access-Control-Request-Headers"))
        needed.append({"Access-Control-Allow-Headers", *names});
    // Whether the method needs a word of its own is for the check to say.
    if (preflightRefusal(preflight, Response{.status = 204, .headers = {needed}}))
        needed.append({"Access-Control-Allow-Methods",
                       preflight.headers.first("Access-Control-Request-Method").value_or(QByteArray())});
    QStringList texts;
    for (const Header &field : needed)
        texts.append(QString::fromUtf8(field.name + ": " + field.value));
    return texts;
}

/// "POST with content-type, x-a".
QString askedFor(const Request &preflight)
{
    const QString method = fieldOf(preflight, "Access-Control-Request-Method");
    const QString fields = fieldOf(preflight, "Access-Control-Request-Headers");
    return fields.isEmpty() ? method : u"%1 with %2"_s.arg(method, listText(fields.split(u','), kMaxNamedFields));
}

/// What a browser would have asked and refused in a chain for which the client did neither.
struct LeftOut {
    qsizetype asks = -1; ///< the first request that a preflight would have come before
    QString question;    ///< "POST with content-type"
    int more = 0;        ///< other requests like that
    qsizetype refuses = -1;
    std::optional<CorsRefusal> refusal;
};

/// Whether a link, a typed address or a form makes such a request: then a whole tab goes there, and CORS has no say.
bool isLikeTabs(const ClientProfile &profile, const Request &first)
{
    if (!corsUnsafeFields(profile, first.headers).isEmpty())
        return false;
    // No tab names an origin with these; a form does.
    if (first.method == "GET" || first.method == "HEAD")
        return !first.headers.contains("Origin");
    const QByteArray type = first.headers.first("Content-Type").value_or("").toLower();
    return first.method == "POST" &&
           (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data"));
}

LeftOut leftOut(const Trace &trace)
{
    LeftOut left;
    const ClientProfile *profile = findClient(trace.client);
    if (!profile || profile->cors.mode != CorsMode::LeftOut || isRecorded(trace))
        return left;
    EarlierRequests earlier;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        // The URL alone changes before anything is asked or sent.
        if (hop.kind == HopKind::Hsts)
            continue;
        // A page that asks for another one is a tab's.
        if (isAskedByPage(hop.kind) || (earlier.isEmpty() && isLikeTabs(*profile, hop.request)))
            return left;
        if (const auto preflight = preflightFor(*profile, earlier, hop.request)) {
            left.more += left.asks < 0 ? 0 : 1;
            if (left.asks < 0) {
                left.asks = i;
                left.question = askedFor(preflight->request);
            }
        }
        left.refusal = hop.response ? corsRefusal(*profile, earlier, hop.request, *hop.response) : std::nullopt;
        if (left.refusal) {
            left.refuses = i;
            return left;
        }
        earlier.append(hop.request);
    }
    return left;
}

/// Where the same chain shows what a browser does.
QString chooseText()
{
    return u" Choose %1 to see it."_s.arg(QString::fromUtf8(findClient(u"chromium-fetch")->title));
}

} // namespace

QList<Found> preflightRefused(const Trace &trace)
{
    QList<Found> found;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (hop.kind != HopKind::Preflight || !hop.response || !hop.redirect ||
            hop.redirect->verdict != RedirectVerdict::Refuse)
            continue;
        QString detail = u"%1 The answer to OPTIONS, here %2, has to be 200 to 299 with %3."_s.arg(
            hop.redirect->reason, QString::number(hop.response->status),
            listText(neededFields(hop.request), kMaxNamedFields));
        if (fieldOf(hop.request, "Origin") == u"null"_s)
            detail += u" To allow null is to allow many pages; better the script asks %1 directly."_s.arg(
                originText(hop.request.url));
        found.append({.hop = int(i), .detail = detail, .source = hop.redirect->source});
    }
    return found;
}

QList<Found> corsRefused(const Trace &trace)
{
    QList<Found> found;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (hop.kind == HopKind::Preflight || !hop.redirect || hop.redirect->verdict != RedirectVerdict::Refuse ||
            hop.redirect->source != kCorsCheck)
            continue;
        const QString what = hop.redirect->location.isEmpty() ? u" The server got the request all the same."_s
                                                              : u" The redirect is not followed."_s;
        found.append({.hop = int(i), .detail = hop.redirect->reason + what});
    }
    return found;
}

QList<Found> preflightLeftOut(const Trace &trace)
{
    const LeftOut left = leftOut(trace);
    if (left.asks < 0)
        return {};
    const QString more =
        left.more == 0 ? QString() : u" So it would before %1 more of these requests."_s.arg(left.more);
    return {{.hop = int(left.asks),
             .detail = u"A browser's script would first ask %1 with OPTIONS whether it allows %2; this client leaves "
                       "that out.%3%4"_s.arg(originText(trace.hops[left.asks].request.url), left.question, more,
                                             chooseText())}};
}

QList<Found> corsLeftOut(const Trace &trace)
{
    const LeftOut left = leftOut(trace);
    if (!left.refusal)
        return {};
    return {{.hop = int(left.refuses),
             .detail = u"A browser's script would get an error instead of this response: %1 This client leaves that "
                       "check out.%2"_s.arg(left.refusal->reason, chooseText())}};
}

} // namespace hopscope
