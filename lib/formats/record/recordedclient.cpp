// SPDX-License-Identifier: MIT
#include "formats/record/recordedclient.h"

#include "redirect/decide.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Agent {
    QByteArrayView text;        ///< in the User-Agent
    QLatin1StringView profiles; ///< the first one, unless another agrees better with the record; empty: not known
};

constexpr QLatin1StringView kJavaClients = "java-normal java-always java-normal-17.0.15 java-always-17.0.15"_L1;

/// In the order in which they are looked for: Googlebot calls itself Mozilla too, and Apache-HttpClient "(Java/17)".
/// Insomnia, R and git send with libcurl, whose redirects they take; hurl does its own, and resty those of Go.
constexpr Agent kAgents[] = {{"Googlebot", "googlebot"_L1},
                             {"hurl/", ""_L1},
                             {"okhttp/3.", "okhttp"_L1},
                             {"okhttp/", "okhttp-4.6 okhttp"_L1},
                             {"Dart/", "dart"_L1},
                             {"Apache-HttpClient/4", "apache-httpclient4"_L1},
                             {"Apache-HttpClient/5", "apache-httpclient5"_L1},
                             {"Apache-HttpClient/", ""_L1},
                             {"Apache-HttpAsyncClient/", ""_L1},
                             {"Jakarta Commons-HttpClient/", ""_L1},
                             {"Jersey/", ""_L1},
                             {"ReactorNetty/", ""_L1},
                             {"Jetty/", ""_L1},
                             {"AHC/", ""_L1},
                             {"PostmanRuntime/", "postman"_L1},
                             {"Needle/", "needle"_L1},
                             {"rest-client/", "ruby-restclient"_L1},
                             {"excon/", "ruby-excon"_L1},
                             {"Tornado/", "py-tornado"_L1},
                             {"Symfony HttpClient/Curl", "symfony"_L1},
                             {"Mojolicious (Perl)", "perl-mojo"_L1},
                             {"w3m/", "w3m"_L1},
                             {"Lynx/", "lynx"_L1},
                             {"WindowsPowerShell/", ""_L1},
                             {"PowerShell/", "powershell"_L1},
                             {"ktor-client", "ktor"_L1},
                             {"reqwest/", ""_L1},
                             {"ureq/", ""_L1},
                             {"xh/", ""_L1},
                             {"Deno/", ""_L1},
                             {"Bun/", ""_L1},
                             {"CFNetwork/", ""_L1},
                             {"Dalvik/", ""_L1},
                             {"RestSharp/", ""_L1},
                             {"k6/", ""_L1},
                             {"python-urllib3/", "py-urllib3"_L1},
                             {"httptap/", ""_L1},
                             {"httplib2/", ""_L1},
                             {"Python-httplib2/", ""_L1},
                             {"http.rb/", "ruby-http"_L1},
                             {"Typhoeus", "ruby-typhoeus"_L1},
                             {"r-curl/", "curl curl-X"_L1},
                             {"R (", "curl curl-X"_L1},
                             {"PycURL/", "py-pycurl curl-X"_L1},
                             {"libcurl", "curl curl-X"_L1},
                             {"git/", "curl curl-X"_L1},
                             {"go-resty/", "go"_L1},
                             {"undici", "node-fetch-builtin"_L1},
                             {"curl/", "curl curl-X curl-post30x curl-trusted"_L1},
                             {"insomnia/", "curl curl-X"_L1},
                             {"Wget/", "wget wget-method"_L1},
                             {"Wget2/", "wget2"_L1},
                             {"HTTPie/", "httpie"_L1},
                             {"aria2/", "aria2"_L1},
                             {"python-requests/", "py-requests"_L1},
                             {"python-httpx/", "py-httpx"_L1},
                             {"aiohttp/", "py-aiohttp"_L1},
                             {"Python-urllib/", "py-urllib"_L1},
                             {"node-fetch", "node-fetch"_L1},
                             {"axios/", "axios"_L1},
                             {"got (", "got"_L1},
                             {"node-superagent/", "superagent"_L1},
                             {"Java-http-client/", kJavaClients},
                             {"Java/", "java-huc"_L1},
                             {"Go-http-client/", "go"_L1},
                             {"GuzzleHttp/", "guzzle"_L1},
                             {"HTTP-Tiny/", "perl-http-tiny"_L1},
                             {"libwww-perl/", "perl-lwp"_L1},
                             {"lwp-request/", "perl-lwp"_L1},
                             {"Faraday ", "ruby-faraday"_L1},
                             {"Ruby", "ruby-openuri"_L1},
                             {"Firefox/", "browser firefox-nav firefox-fetch"_L1},
                             {"Chrome/", "browser chromium-nav chromium-fetch"_L1},
                             {"Mozilla/", "browser"_L1}};

constexpr qsizetype kMaxNameShown = 60;

const Agent *agentOf(const QByteArray &userAgent)
{
    const auto found =
        std::ranges::find_if(kAgents, [&](const Agent &agent) { return userAgent.contains(agent.text); });
    return found == std::end(kAgents) ? nullptr : found;
}

/// What a redirect counts whose next request has the method, body and Authorization that the rules give.
constexpr int kPerRedirect = 3;

/// How well the rules predict the recorded requests.
int agreement(const ClientProfile &profile, const QList<Hop> &hops)
{
    int equal = 0;
    Chain chain{.firstUrl = hops.constFirst().request.url};
    for (qsizetype i = 0; i + 1 < hops.size() && hops[i].response; ++i) {
        chain.request = hops[i].request;
        chain.response = *hops[i].response;
        chain.followed = int(i);
        const Decision decision = decide(profile, chain);
        const Request &next = hops[i + 1].request;
        if (decision.next && decision.next->method == next.method) {
            equal += 1 + (decision.next->body.size == next.body.size ? 1 : 0) +
                     (decision.next->headers.all("Authorization") == next.headers.all("Authorization") ? 1 : 0);
        }
        chain.earlier.append(hops[i].request);
    }
    return equal;
}

} // namespace

QStringList clientsNamed(const QByteArray &userAgent)
{
    if (userAgent == "node")
        return {u"node-fetch-builtin"_s};
    const Agent *agent = agentOf(userAgent);
    return agent ? QString(agent->profiles).split(u' ', Qt::SkipEmptyParts) : QStringList();
}

const ClientProfile &likelyClient(const QList<Hop> &hops, const ClientProfile &fallback, const QByteArray &agent)
{
    if (hops.isEmpty())
        return fallback;
    const Request &first = hops.constFirst().request;
    const ClientProfile *best = nullptr;
    int most = -1;
    const QByteArray said = first.headers.first("User-Agent").value_or(QByteArray());
    for (const QString &id : clientsNamed(agent.isEmpty() ? said : agent)) {
        const ClientProfile *profile = findClient(id);
        if (!profile || !unsupportedMethodReason(*profile, first.method).isEmpty())
            continue;
        const int equal = hops.size() > 1 ? agreement(*profile, hops) : 0;
        if (equal == kPerRedirect * int(hops.size() - 1))
            return *profile;
        if (equal > most) {
            best = profile;
            most = equal;
        }
    }
    return best ? *best : fallback;
}

QByteArray unknownClient(const Request &first, const QByteArray &agent)
{
    const QByteArray said = agent.isEmpty() ? first.headers.first("User-Agent").value_or(QByteArray()) : agent;
    if (said.isEmpty() || !clientsNamed(said).isEmpty())
        return {};
    const Agent *known = agentOf(said);
    // Of a long name the product that was recognised, "Mozilla/5.0 (...) WindowsPowerShell/5.1", else the first one.
    const qsizetype from = known ? said.lastIndexOf(' ', said.indexOf(known->text)) + 1 : 0;
    const qsizetype end = said.indexOf(' ', from);
    return said.mid(from, end < 0 ? -1 : end - from).left(kMaxNameShown);
}

} // namespace hopscope
