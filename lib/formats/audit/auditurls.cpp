// SPDX-License-Identifier: MIT
#include "formats/audit/auditurls.h"

#include "http/completedurl.h"
#include "http/url.h"
#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using UrlResult = Result<QByteArray>;

constexpr qsizetype kShownUrl = 80;

QString shownUrl(const QString &text)
{
    return u'"' + terminalText(text, kShownUrl) + u'"';
}

/// `text` against an absolute URL.
UrlResult resolvedUrl(const QString &text, const QByteArray &base)
{
    const Result<Url> from = parseUrl(base);
    const Result<Url> url = from ? parseUrl(text.toUtf8(), &*from) : from;
    if (!url)
        return UrlResult::failure(u"%1 is not a URL (%2)"_s.arg(shownUrl(text), url.error));
    if (!isHttpScheme(url->scheme))
        return UrlResult::failure(u"%1 is not an http or https URL"_s.arg(shownUrl(text)));
    return serializeUrl(*url);
}

/// What is wrong with any URL of a list; empty if nothing is.
QString urlComplaint(const QString &text)
{
    if (text.size() > kMaxListedUrl)
        return u"the URL has %1 characters; %2 are the most"_s.arg(text.size()).arg(kMaxListedUrl);
    if (text.startsWith("{{"_L1))
        return u"%1 begins with a variable, which lists do not have"_s.arg(shownUrl(text));
    return {};
}

UrlResult absoluteUrl(const QString &text, qsizetype &guessed)
{
    const Result<CompletedUrl> completed = completedUrl(text);
    if (!completed)
        return UrlResult::failure(completed.error.size() > 2 * kShownUrl ? u"%1 is not a URL"_s.arg(shownUrl(text))
                                                                         : completed.error);
    guessed += completed->isGuess() ? 1 : 0;
    return parseRequestUrl(completed->url);
}

bool isPlaceOfHost(const QString &text)
{
    return text.startsWith(u'/') && !text.startsWith("//"_L1);
}

} // namespace

AuditUrls::AuditUrls(const AuditListOptions &options, const QByteArray &pageBase)
    : m_base(options.base), m_rewrites(options.rewrites)
{
    const UrlResult own = pageBase.isEmpty() ? UrlResult::failure({})
                          : m_base.isEmpty() ? parseRequestUrl(QString::fromUtf8(pageBase))
                                             : resolvedUrl(QString::fromUtf8(pageBase), m_base);
    m_pageBase = own.value.value_or(m_base);
}

UrlResult AuditUrls::source(const ListedRow &row)
{
    if (const QString complaint = urlComplaint(row.source); !complaint.isEmpty())
        return UrlResult::failure(complaint);
    const bool isAbsolute = row.source.contains("://"_L1) && !row.source.startsWith(u'/');
    const bool isRelative = isPlaceOfHost(row.source) || (row.isLink && !isAbsolute);
    const QByteArray &base = row.isLink ? m_pageBase : m_base;
    if (isRelative && base.isEmpty())
        return UrlResult::failure(u"%1 has no host: give --base URL"_s.arg(shownUrl(row.source)));
    const UrlResult url = isRelative ? resolvedUrl(row.source, base) : absoluteUrl(row.source, m_guessed);
    return url ? UrlResult(withoutFragment(*url)) : url;
}

UrlResult AuditUrls::target(const QString &text, const QByteArray &source)
{
    if (const QString complaint = urlComplaint(text); !complaint.isEmpty())
        return UrlResult::failure(u"target: "_s + complaint);
    qsizetype guessed = 0;
    const UrlResult url = text.startsWith(u'/') ? resolvedUrl(text, source) : absoluteUrl(text, guessed);
    return url ? url : UrlResult::failure(u"target: "_s + url.error);
}

QByteArray AuditUrls::rewritten(const QByteArray &url) const
{
    if (m_rewrites.isEmpty())
        return url;
    const QByteArray host = hostField(url);
    for (const HostRewrite &rewrite : m_rewrites) {
        if (rewrite.from != host)
            continue;
        Url parts = splitUri(url);
        const bool hasScheme = rewrite.to.contains("://");
        const Url to = splitUri(hasScheme ? rewrite.to : parts.scheme + "://" + rewrite.to);
        parts.scheme = to.scheme;
        parts.host = to.host;
        parts.port = to.port;
        return joinUri(parts);
    }
    return url;
}

Result<HostRewrite> parseHostRewrite(const QString &text)
{
    const QString from = text.section(u'=', 0, 0).trimmed();
    const QString to = text.section(u'=', 1).trimmed();
    const bool hasScheme = to.contains("://"_L1);
    const UrlResult fromUrl = parseRequestUrl(u"http://"_s + from);
    const UrlResult toUrl = parseRequestUrl(hasScheme ? to : u"http://"_s + to);
    if (from.isEmpty() || from.contains(u'/') || to.isEmpty() || !fromUrl || !toUrl || requestTarget(*toUrl) != "/")
        return Result<HostRewrite>::failure(
            u"%1 is not a rewrite; write www.example.com=staging.example.com, or with a scheme and a port "
            "www.example.com=http://127.0.0.1:8080"_s.arg(shownUrl(text)));
    const std::optional<Origin> origin = originOf(*toUrl);
    return HostRewrite{.from = hostField(*fromUrl), .to = hasScheme ? serializeOrigin(*origin) : hostField(*toUrl)};
}

} // namespace hopscope
