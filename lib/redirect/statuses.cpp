// SPDX-License-Identifier: MIT
#include "redirect/statuses.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr const char *kGoogle = "Google, Redirects and Google Search, 2026-04-14";
constexpr const char *kGoogleStatuses = "Google, HTTP status codes, 2026-11";
constexpr const char *kNotListed = QT_TRANSLATE_NOOP("statuses", "None known: Google does not list it");
constexpr const char *kTemporary = QT_TRANSLATE_NOOP("statuses", "Temporary: a weak signal; old URL in results");
constexpr const char *kPermanent = QT_TRANSLATE_NOOP("statuses", "Permanent: a strong signal; target in results");
constexpr const char *kExplicit = QT_TRANSLATE_NOOP("statuses", "Only with explicit freshness");
constexpr const char *kNotCached = QT_TRANSLATE_NOOP("statuses", "No: this method always goes to the server");
constexpr const char *kByDefault = QT_TRANSLATE_NOOP("statuses", "Yes, by default");

constexpr StatusFacts kTable[] = {
    {.status = 307,
     .name = "Temporary Redirect",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "Yes, required"),
     .body = QT_TRANSLATE_NOOP("statuses", "Kept"),
     .seo = kTemporary,
     .cacheable = kExplicit,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Temporary move, including forms and APIs"),
     .source = "RFC 9110 15.4.8",
     .seoSource = kGoogle,
     .summary = QT_TRANSLATE_NOOP(
         "statuses",
         "Repeat the same request at another URL, this time only. A client that follows it sends the same method and "
         "body again, even to another host; fetch() in a page may have to ask that host first (preflight)."),
     .correction = QT_TRANSLATE_NOOP(
         "statuses", "\"No equity transfer\" is too strong: Google treats 307 like 302. It is cacheable "
                     "with explicit freshness, and the body is kept too."),
     .common = true},
    {.status = 302,
     .name = "Found",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "POST may become GET"),
     .body = QT_TRANSLATE_NOOP("statuses", "Dropped if it does"),
     .seo = kTemporary,
     .cacheable = kExplicit,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Temporary move of a page"),
     .source = "RFC 9110 15.4.3",
     .seoSource = kGoogle,
     .summary = QT_TRANSLATE_NOOP("statuses", "The resource is temporarily at another URL. Browsers turn POST into GET "
                                              "and drop the body; they keep every other method."),
     .correction = QT_TRANSLATE_NOOP("statuses", "Not only \"historically\": POST still becomes GET today, browsers "
                                                 "keep PUT and DELETE, and 302 is neither legacy nor deprecated."),
     .common = true},
    {.status = 301,
     .name = "Moved Permanently",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "POST may become GET"),
     .body = QT_TRANSLATE_NOOP("statuses", "Dropped if it does"),
     .seo = kPermanent,
     .cacheable = kByDefault,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Permanent change of a page's URL"),
     .source = "RFC 9110 15.4.2",
     .seoSource = kGoogle,
     .summary = QT_TRANSLATE_NOOP("statuses", "The resource has permanently moved to another URL. Browsers turn POST "
                                              "into GET and drop the body; they keep every other method."),
     .correction = QT_TRANSLATE_NOOP(
         "statuses", "\"Preserved in modern implementations\" is wrong for POST: RFC 9110 allows the change "
                     "to GET, and Fetch, curl, requests and Go make it."),
     .common = true},
    {.status = 303,
     .name = "See Other",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "No, becomes GET"),
     .body = QT_TRANSLATE_NOOP("statuses", "Dropped"),
     .seo = kTemporary,
     .cacheable = kExplicit,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Result page after a form (Post/Redirect/Get)"),
     .source = "RFC 9110 15.4.4",
     .seoSource = kGoogle,
     .summary = QT_TRANSLATE_NOOP(
         "statuses",
         "The server answers indirectly: it points to another resource, after a form often a page with the result. The "
         "client fetches it with GET and without the body, so a reload does not repeat the POST."),
     .correction = QT_TRANSLATE_NOOP("statuses",
                                     "Not always GET: HEAD stays HEAD. It has an SEO effect: Google lists it with 302. "
                                     "It is cacheable with explicit freshness."),
     .common = true},
    {.status = 308,
     .name = "Permanent Redirect",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "Yes"),
     .body = QT_TRANSLATE_NOOP("statuses", "Kept"),
     .seo = kPermanent,
     .cacheable = kByDefault,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Permanent move, method kept"),
     .source = "RFC 9110 15.4.9",
     .seoSource = kGoogle,
     .summary = QT_TRANSLATE_NOOP(
         "statuses",
         "The resource has permanently moved to another URL. A client that follows it sends the same method and body "
         "again, even to another host; fetch() in a page may have to ask that host first (preflight)."),
     .correction =
         QT_TRANSLATE_NOOP("statuses", "The body is kept as well as the method, which the table does not say."),
     .common = true},
    {.status = 300,
     .name = "Multiple Choices",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "Yes, where followed"),
     .body = QT_TRANSLATE_NOOP("statuses", "Kept, where followed"),
     .seo = kNotListed,
     .cacheable = kByDefault,
     .useCase = QT_TRANSLATE_NOOP("statuses", "Several versions to choose from"),
     .source = "RFC 9110 15.4.1",
     .seoSource = kGoogleStatuses,
     .summary = QT_TRANSLATE_NOOP(
         "statuses", "There are several versions to choose from. A client may follow a Location; browsers do "
                     "not, curl does."),
     .correction = nullptr,
     .common = false},
    {.status = 304,
     .name = "Not Modified",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "No new request"),
     .body = QT_TRANSLATE_NOOP("statuses", "No new request"),
     .seo = QT_TRANSLATE_NOOP("statuses", "None: content as last crawled"),
     .cacheable = QT_TRANSLATE_NOOP("statuses", "No, it refreshes a stored response"),
     .useCase = QT_TRANSLATE_NOOP("statuses", "Response to a conditional request"),
     .source = "RFC 9110 15.4.5",
     .seoSource = kGoogleStatuses,
     .summary = QT_TRANSLATE_NOOP(
         "statuses",
         "Not a redirect: the client's stored copy is still valid and is used. curl still follows a Location in it."),
     .correction = nullptr,
     .common = false},
    {.status = 305,
     .name = "Use Proxy",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "Deprecated"),
     .body = QT_TRANSLATE_NOOP("statuses", "Deprecated"),
     .seo = kNotListed,
     .cacheable = kExplicit,
     .useCase = QT_TRANSLATE_NOOP("statuses", "None today"),
     .source = "RFC 9110 15.4.6",
     .seoSource = kGoogleStatuses,
     .summary = QT_TRANSLATE_NOOP("statuses",
                                  "Deprecated, because it let a server choose the client's proxy. Browsers do not "
                                  "follow it; curl follows its Location as it does for 307, Qt as it does for 303."),
     .correction = nullptr,
     .common = false},
    {.status = 306,
     .name = "(Unused)",
     .methodPreserved = QT_TRANSLATE_NOOP("statuses", "Reserved"),
     .body = QT_TRANSLATE_NOOP("statuses", "Reserved"),
     .seo = kNotListed,
     .cacheable = kExplicit,
     .useCase = QT_TRANSLATE_NOOP("statuses", "None: reserved"),
     .source = "RFC 9110 15.4.7",
     .seoSource = kGoogleStatuses,
     .summary = QT_TRANSLATE_NOOP(
         "statuses", "Reserved and without meaning. Browsers and Qt do not follow it; curl follows its Location."),
     .correction = nullptr,
     .common = false},
};

} // namespace

std::span<const StatusFacts> statusTable()
{
    return kTable;
}

const char *cacheableText(const StatusFacts &facts, QByteArrayView method)
{
    return method == "GET" || method == "HEAD" ? facts.cacheable : kNotCached;
}

const StatusFacts *findStatus(int status)
{
    const auto found =
        std::find_if(std::begin(kTable), std::end(kTable), [&](const auto &row) { return row.status == status; });
    return found == std::end(kTable) ? nullptr : &*found;
}

} // namespace hopscope
