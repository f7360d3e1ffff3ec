// SPDX-License-Identifier: MIT
#include "redirect/refresh.h"

#include "http/ascii.h"
#include "http/url.h"
#include "redirect/shownpage.h"
#include "text/htmlscan.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxSeconds = 1'000'000;
constexpr int kNotModified = 304;

QByteArrayView withoutSpace(QByteArrayView text)
{
    return text.sliced(std::find_if_not(text.begin(), text.end(), ascii::isHtmlSpace) - text.begin());
}

/// Steps 11.3 to 11.14: "url", "=", quotes.
QByteArrayView urlString(QByteArrayView text)
{
    if (text.size() >= 3 && equalsIgnoringCase(text.first(3), "url")) {
        const QByteArrayView rest = withoutSpace(text.sliced(3));
        if (!rest.startsWith('='))
            return text;
        text = withoutSpace(rest.sliced(1));
    }
    if (text.startsWith('\'') || text.startsWith('"')) {
        const char quote = text.front();
        text = text.sliced(1);
        if (const qsizetype end = text.indexOf(quote); end >= 0)
            text = text.first(end);
    }
    return text;
}

/// A wish for any scheme but javascript.
struct PageWish {
    HopKind kind = HopKind::Refresh;
    int seconds = 0;
    Url target;
};

std::optional<PageWish> wishOf(HopKind kind, QByteArrayView value, const Url &document, const Url &base)
{
    QByteArrayView rest = withoutSpace(value);
    if (rest.isEmpty() || !(ascii::isDigit(rest.front()) || rest.front() == '.'))
        return std::nullopt;
    PageWish wish{kind};
    for (; !rest.isEmpty() && ascii::isDigit(rest.front()); rest = rest.sliced(1))
        wish.seconds = std::min(wish.seconds * 10 + (rest.front() - '0'), kMaxSeconds);
    while (!rest.isEmpty() && (ascii::isDigit(rest.front()) || rest.front() == '.'))
        rest = rest.sliced(1);
    const bool separated =
        rest.isEmpty() || rest.front() == ';' || rest.front() == ',' || ascii::isHtmlSpace(rest.front());
    if (!separated)
        return std::nullopt;
    rest = withoutSpace(rest);
    if (rest.startsWith(';') || rest.startsWith(','))
        rest = withoutSpace(rest.sliced(1));
    const Result<Url> target = rest.isEmpty() ? Result<Url>(document) : parseUrl(urlString(rest), &base);
    if (!target || target->scheme == "javascript")
        return std::nullopt;
    wish.target = *target;
    return wish;
}

/// HTML standard, "set the frozen base URL": one that cannot be used leaves the document's.
Url baseOf(const std::optional<QByteArray> &href, const Url &document)
{
    const Result<Url> base = href ? parseUrl(*href, &document) : Result<Url>(document);
    return base && base->scheme != "data" && base->scheme != "javascript" ? *base : document;
}

HtmlScan scanOf(const Response &response)
{
    const std::optional<ShownHtml> html = shownHtml(response);
    return html ? scanHtml(html->text, html->isXml ? HtmlSyntax::Xml : HtmlSyntax::Html) : HtmlScan();
}

QList<PageWish> wishesOf(const Response &response, const HtmlScan &scan, const Url &document,
                         const RefreshPolicy &policy)
{
    QList<PageWish> wishes;
    const auto take = [&](HopKind kind, const QByteArray &value, const Url &base) {
        if (const std::optional<PageWish> wish = wishOf(kind, value, document, base))
            wishes.append(*wish);
    };
    if (response.headers.contains("Refresh") && (response.status != kNotModified || policy.notModified.value)) {
        // HTML standard, "process the Refresh header": isomorphic decode.
        take(HopKind::Refresh, QString::fromLatin1(response.headers.combined("Refresh")).toUtf8(), document);
    }
    for (const MetaRefresh &meta : scan.refreshes)
        take(HopKind::MetaRefresh, meta.content, baseOf(meta.base, document));
    return wishes;
}

/// The one that wins; nullptr when there is none.
const PageWish *winner(const QList<PageWish> &wishes, const RefreshPolicy &policy)
{
    const PageWish *best = nullptr;
    for (const PageWish &wish : wishes) {
        if (!isHttpScheme(wish.target.scheme) && !policy.otherSchemesCount.value)
            continue;
        if (!best || (policy.several.value == SeveralRefreshes::Soonest && wish.seconds <= best->seconds))
            best = &wish;
    }
    return best;
}

/// Whether the target is a place in the page that is shown (HTML standard, "navigate").
bool isOnPage(const Url &target, const Url &document, const RefreshPolicy &policy)
{
    if (!target.fragment || serializeUrl(target, false) != serializeUrl(document, false))
        return false;
    return !policy.sameFragmentReloads.value || target.fragment != document.fragment;
}

} // namespace

PageMoves movesOf(const Response &response, QByteArrayView url, const RefreshPolicy &policy)
{
    PageMoves moves;
    if (!isShown(response))
        return moves;
    const HtmlScan scan = scanOf(response);
    if (scan.scriptChangesLocation)
        moves.script = u"This page changes location by script; not followed."_s;
    const Result<Url> document = parseUrl(url);
    if (!document)
        return moves;
    const QList<PageWish> wishes = wishesOf(response, scan, *document, policy);
    const PageWish *best = winner(wishes, policy);
    if (best && isHttpScheme(best->target.scheme) && !isOnPage(best->target, *document, policy))
        moves.refresh = Refresh{best->kind, best->seconds, serializeUrl(best->target)};
    return moves;
}

std::optional<Refresh> refreshOf(const Response &response, QByteArrayView url, const RefreshPolicy &policy)
{
    return movesOf(response, url, policy).refresh;
}

} // namespace hopscope
