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
    {"Fetch, HTTP-network-or-cache fetch"_L1, "https://fetch.spec.whatwg.org/#http-network-or-cache-fetch"_L1},
    {"Fetch, location URL"_L1, "https://fetch.spec.whatwg.org/#concept-response-location-url"_L1},
    {"Fetch, redirect status"_L1, "https://fetch.spec.whatwg.org/#redirect-status"_L1},
    {"Fetch, extracting header list values"_L1, "https://fetch.spec.whatwg.org/#extract-header-list-values"_L1},
    {"Fetch, append a request Origin header"_L1, "https://fetch.spec.whatwg.org/#append-a-request-origin-header"_L1},
    {"Fetch"_L1, "https://fetch.spec.whatwg.org/"_L1},
    {"Referrer Policy"_L1, "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer"_L1},
    {"URL, "_L1, "https://url.spec.whatwg.org/#concept-basic-url-parser"_L1},
    {"WCAG F40"_L1, "https://www.w3.org/WAI/WCAG22/Techniques/failures/F40"_L1},
    {"Google"_L1, "https://developers.google.com/search/docs/crawling-indexing/301-redirects"_L1},
    {"curl 7.88.1, --"_L1, "https://curl.se/docs/manpage.html#--"_L1},
};

constexpr QLatin1StringView kCurlFiles = "https://github.com/curl/curl/blob/curl-7_88_1/"_L1;
constexpr QLatin1StringView kQtFiles = "https://github.com/qt/qtbase/blob/v6.4.2/"_L1;

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

QString fileAddress(const QString &source, QLatin1StringView client, QLatin1StringView tree)
{
    return source.startsWith(client) ? tree + source.mid(client.size()) : QString();
}

} // namespace

QUrl sourceLink(const QString &source)
{
    QString address = rfcAddress(source);
    for (const Known &known : kKnown) {
        if (address.isEmpty() && source.startsWith(known.prefix))
            address = known.address;
    }
    if (address.endsWith("#--"_L1))
        address += source.section("--"_L1, 1);
    if (address.isEmpty())
        address = fileAddress(source, "curl 7.88.1, "_L1, kCurlFiles);
    if (address.isEmpty())
        address = fileAddress(source, "Qt 6.4.2, "_L1, kQtFiles);
    return QUrl(address);
}

} // namespace hopscope
