// SPDX-License-Identifier: MIT
#include "redirect/sources.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Known {
    QLatin1StringView prefix;
    QLatin1StringView address;
};

// The longest prefix that fits comes first.
constexpr Known kKnown[] = {
    {"Fetch, HTTP-redirect fetch"_L1, "https://fetch.spec.whatwg.org/#http-redirect-fetch"_L1},
    {"Fetch, HTTP cache partitions"_L1, "https://fetch.spec.whatwg.org/#http-cache-partitions"_L1},
    {"Fetch, HTTP-network-or-cache fetch"_L1, "https://fetch.spec.whatwg.org/#http-network-or-cache-fetch"_L1},
    {"Fetch, location URL"_L1, "https://fetch.spec.whatwg.org/#concept-response-location-url"_L1},
    {"Fetch, redirect status"_L1, "https://fetch.spec.whatwg.org/#redirect-status"_L1},
    {"Fetch, extracting header list values"_L1, "https://fetch.spec.whatwg.org/#extract-header-list-values"_L1},
    {"Fetch, append a request Origin header"_L1, "https://fetch.spec.whatwg.org/#append-a-request-origin-header"_L1},
    {"Fetch, port blocking"_L1, "https://fetch.spec.whatwg.org/#port-blocking"_L1},
    {"Fetch"_L1, "https://fetch.spec.whatwg.org/"_L1},
    {"Referrer Policy"_L1, "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer"_L1},
    {"URL, "_L1, "https://url.spec.whatwg.org/#concept-basic-url-parser"_L1},
    {"HTML, shared declarative refresh steps"_L1, "https://html.spec.whatwg.org/#shared-declarative-refresh-steps"_L1},
    {"HTML, origin"_L1, "https://html.spec.whatwg.org/#concept-origin"_L1},
    {"HTML, same site"_L1, "https://html.spec.whatwg.org/#same-site"_L1},
    {"HTML, navigate"_L1, "https://html.spec.whatwg.org/#navigate"_L1},
    {"HTML, Location"_L1, "https://html.spec.whatwg.org/#the-location-interface"_L1},
    {"Fetch Metadata"_L1, "https://www.w3.org/TR/fetch-metadata/"_L1},
    {"Clear Site Data"_L1, "https://www.w3.org/TR/clear-site-data/#clear"_L1},
    {"CHIPS"_L1, "https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies#section-2.1"_L1},
    {"MDN, State Partitioning"_L1, "https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/State_Partitioning"_L1},
    {"WCAG F40"_L1, "https://www.w3.org/WAI/WCAG22/Techniques/failures/F40"_L1},
    {"Google, Site Moves and Migrations"_L1,
     "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes"_L1},
    {"Google, HTTP status codes"_L1,
     "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"_L1},
    {"Google"_L1, "https://developers.google.com/search/docs/crawling-indexing/301-redirects"_L1},
    {"curl 7.88.1, --"_L1, "https://curl.se/docs/manpage.html#--"_L1},
    {"PowerShell 7.4, Invoke-WebRequest"_L1,
     "https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/"
     "invoke-webrequest?view=powershell-7.4"_L1},
    {"Dart, HttpClientRequest.followRedirects"_L1,
     "https://api.dart.dev/dart-io/HttpClientRequest/followRedirects.html"_L1},
    {"Microsoft, HttpWebRequest.AllowAutoRedirect"_L1,
     "https://learn.microsoft.com/en-us/dotnet/api/system.net.httpwebrequest.allowautoredirect"_L1},
    {"hyperium/hyper#1286"_L1, "https://github.com/hyperium/hyper/issues/1286"_L1},
    {"WebKit/WebKit#62982"_L1, "https://github.com/WebKit/WebKit/pull/62982"_L1},
    {"Links 2.28"_L1, "http://links.twibright.com/"_L1},
};

// "NAME VERSION, FILE": a file of a client's sources.
constexpr Known kTrees[] = {
    {"Chromium, "_L1, "https://github.com/chromium/chromium/blob/main/"_L1},
    {"Firefox, "_L1, "https://github.com/mozilla-firefox/firefox/blob/main/"_L1},
    {"curl 7.88.1, "_L1, "https://github.com/curl/curl/blob/curl-7_88_1/"_L1},
    {"curl 8.16.0, "_L1, "https://github.com/curl/curl/blob/curl-8_16_0/"_L1},
    {"wget 1.21.3, "_L1, "https://git.savannah.gnu.org/cgit/wget.git/tree/"_L1},
    {"wget2 1.99.1, "_L1, "https://gitlab.com/gnuwget/wget2/-/blob/1.99.1/"_L1},
    {"httpie 3.2.1, "_L1, "https://github.com/httpie/cli/blob/3.2.1/"_L1},
    {"aria2 1.36.0, "_L1, "https://github.com/aria2/aria2/blob/release-1.36.0/"_L1},
    {"requests 2.28.1, "_L1, "https://github.com/psf/requests/blob/v2.28.1/"_L1},
    {"httpx 0.23.3, "_L1, "https://github.com/encode/httpx/blob/0.23.3/"_L1},
    {"aiohttp 3.8.4, "_L1, "https://github.com/aio-libs/aiohttp/blob/v3.8.4/"_L1},
    {"Python 3.11.2, "_L1, "https://github.com/python/cpython/blob/v3.11.2/"_L1},
    {"node 20.20.2, "_L1, "https://github.com/nodejs/node/blob/v20.20.2/"_L1},
    {"undici 7.30.2, "_L1, "https://github.com/nodejs/undici/blob/v7.30.2/"_L1},
    {"axios 1.21.1, "_L1, "https://github.com/axios/axios/blob/v1.21.1/"_L1},
    {"follow-redirects 1.16.3, "_L1, "https://github.com/follow-redirects/follow-redirects/blob/v1.16.3/"_L1},
    {"got 14.6.6, "_L1, "https://github.com/sindresorhus/got/blob/v14.6.6/"_L1},
    {"superagent 10.4.2, "_L1, "https://github.com/ladjs/superagent/blob/v10.4.2/"_L1},
    {"node-fetch 3.3.2, "_L1, "https://github.com/node-fetch/node-fetch/blob/v3.3.2/"_L1},
    {"OpenJDK 17.0.15, "_L1, "https://github.com/openjdk/jdk17u/blob/jdk-17.0.15-ga/"_L1},
    {"OpenJDK 17.0.21.1, "_L1, "https://github.com/openjdk/jdk17u/blob/jdk-17.0.21.1-ga/"_L1},
    {"Go 1.19.8, "_L1, "https://github.com/golang/go/blob/go1.19.8/"_L1},
    {"PHP 8.2.36, "_L1, "https://github.com/php/php-src/blob/php-8.2.36/"_L1},
    {"guzzle 7.4.5, "_L1, "https://github.com/guzzle/guzzle/blob/7.4.5/"_L1},
    {"HTTP::Tiny 0.080, "_L1, "https://metacpan.org/release/DAGOLDEN/HTTP-Tiny-0.080/source/"_L1},
    {"libwww-perl 6.68, "_L1, "https://github.com/libwww-perl/libwww-perl/blob/v6.68/"_L1},
    {"Ruby 3.1.7, "_L1, "https://github.com/ruby/ruby/blob/v3_1_7/"_L1},
    {"faraday_middleware 1.2.0, "_L1, "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/"_L1},
    {"httparty 0.21.0, "_L1, "https://github.com/jnunemaker/httparty/blob/v0.21.0/"_L1},
    {"rest-client 2.1.0, "_L1, "https://github.com/rest-client/rest-client/blob/v2.1.0/"_L1},
    {".NET, "_L1, "https://github.com/dotnet/runtime/blob/main/"_L1},
    {"Ktor, "_L1, "https://github.com/ktorio/ktor/blob/main/"_L1},
    {"http.rb 4.4.1, "_L1, "https://github.com/httprb/http/blob/v4.4.1/"_L1},
    {"excon 0.88.0, "_L1, "https://github.com/excon/excon/blob/v0.88.0/"_L1},
    {"urllib3 1.26.12, "_L1, "https://github.com/urllib3/urllib3/blob/1.26.12/"_L1},
    {"tornado 6.2, "_L1, "https://github.com/tornadoweb/tornado/blob/v6.2.0/"_L1},
    {"treq 22.2.0, "_L1, "https://github.com/twisted/treq/blob/release-22.2.0/"_L1},
    {"libsoup 3.2.3, "_L1, "https://gitlab.gnome.org/GNOME/libsoup/-/blob/3.2.3/"_L1},
    {"HttpClient 4.5.14, "_L1, "https://github.com/apache/httpcomponents-client/blob/rel/v4.5.14/"_L1},
    {"HttpClient 5.2.1, "_L1, "https://github.com/apache/httpcomponents-client/blob/rel/v5.2.1/"_L1},
    {"OkHttp 4.6.0, "_L1, "https://github.com/square/okhttp/blob/parent-4.6.0/"_L1},
    {"OkHttp 3.13.1, "_L1, "https://github.com/square/okhttp/blob/parent-3.13.1/"_L1},
    {"Symfony 5.4.53, "_L1, "https://github.com/symfony/symfony/blob/v5.4.53/"_L1},
    {"Mojolicious 9.31, "_L1, "https://github.com/mojolicious/mojo/blob/v9.31/"_L1},
    {"ky 1.14.3, "_L1, "https://github.com/sindresorhus/ky/blob/v1.14.3/"_L1},
    {"needle 3.5.0, "_L1, "https://github.com/tomas/needle/blob/v3.5.0/"_L1},
    {"postman-runtime 7.56.1, "_L1, "https://github.com/postmanlabs/postman-runtime/blob/v7.56.1/"_L1},
    {"postman-request 2.88.1-postman.8-beta.1, "_L1,
     "https://github.com/postmanlabs/postman-request/blob/v2.88.1-postman.8-beta.1/"_L1},
    {"w3m 0.5.3, "_L1, "https://github.com/tats/w3m/blob/v0.5.3+git20230121/"_L1},
    {"Lynx 2.9.0dev.12, "_L1, "https://github.com/ThomasDickey/lynx-snapshots/blob/v2-9-0dev_12/"_L1},
    {"Jetty 9.4.57, "_L1, "https://github.com/jetty/jetty.project/blob/jetty-9.4.57.v20241219/"_L1},
    {"AsyncHttpClient 2.12.3, "_L1,
     "https://github.com/AsyncHttpClient/async-http-client/blob/async-http-client-project-2.12.3/"_L1},
    {"reqwest 0.11.13, "_L1, "https://github.com/seanmonstar/reqwest/blob/v0.11.13/"_L1},
    {"httr 1.4.5, "_L1, "https://github.com/r-lib/httr/blob/v1.4.5/"_L1},
    {"httr2 0.2.2, "_L1, "https://github.com/r-lib/httr2/blob/v0.2.2/"_L1},
    {"POCO 1.11.0, "_L1, "https://github.com/pocoproject/poco/blob/poco-1.11.0-release/"_L1},
    {"Bruno, "_L1, "https://github.com/usebruno/bruno/blob/main/"_L1},
    {"Insomnia, "_L1, "https://github.com/Kong/insomnia/blob/develop/"_L1},
    {"k6, "_L1, "https://github.com/grafana/k6/blob/01a5549932399296e5d9fe393855ba811f84f0a3/"_L1},
    {"swift-corelibs-foundation, "_L1, "https://github.com/swiftlang/swift-corelibs-foundation/blob/main/"_L1},
    {"Qt 6.4.2, "_L1, "https://github.com/qt/qtbase/blob/v6.4.2/"_L1},
};

// What was seen a client do stands in no file.
constexpr QLatin1StringView kMeasured = ", measured"_L1;

QString rfcAddress(const QString &source)
{
    static const QRegularExpression rfc(u"^RFC (\\d+)(?: ([0-9.]*\\d|[A-Z](?:\\.\\d+)*))?(?=$|[ ,;])"_s);
    const QRegularExpressionMatch match = rfc.match(source);
    if (!match.hasMatch())
        return {};
    const QString page = u"https://www.rfc-editor.org/rfc/rfc"_s + match.captured(1);
    const QString section = match.captured(2);
    if (section.isEmpty())
        return page;
    return page + (section.at(0).isLetter() ? u"#appendix-"_s : u"#section-"_s) + section;
}

QString draftAddress(const QString &source)
{
    const QString name = u"rfc6265bis"_s;
    if (!source.startsWith(name))
        return {};
    const QString section = source.section(u' ', 1, 1);
    return u"https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22"_s +
           (section.isEmpty() ? QString() : u"#section-"_s + section);
}

QString fileAddress(const QString &source)
{
    for (const Known &tree : kTrees) {
        if (source.startsWith(tree.prefix) && !source.endsWith(kMeasured))
            return tree.address + source.mid(tree.prefix.size());
    }
    return {};
}

} // namespace

QUrl sourceLink(const QString &source)
{
    QString address = rfcAddress(source);
    if (address.isEmpty())
        address = draftAddress(source);
    for (const Known &known : kKnown) {
        if (address.isEmpty() && source.startsWith(known.prefix))
            address = known.address;
    }
    if (address.endsWith("#--"_L1))
        address += source.section("--"_L1, 1);
    if (address.isEmpty())
        address = fileAddress(source);
    return QUrl(address);
}

} // namespace hopscope
