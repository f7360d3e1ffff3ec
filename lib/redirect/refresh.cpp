// SPDX-License-Identifier: MIT
#include "redirect/refresh.h"

#include "http/ascii.h"
#include "http/url.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxSeconds = 1'000'000;

QByteArrayView withoutSpace(QByteArrayView text)
{
    while (!text.isEmpty() && QByteArrayView(" \t\r\n\f").contains(text.front()))
        text = text.sliced(1);
    return text;
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

QByteArray metaContent(const QByteArray &html)
{
    static const QRegularExpression meta(u"<meta\\s[^>]*>"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression isRefresh(u"http-equiv\\s*=\\s*[\"']?refresh\\b"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression content(u"\\scontent\\s*=\\s*(\"([^\"]*)\"|'([^']*)'|([^\\s>]*))"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    auto all = meta.globalMatch(QString::fromUtf8(html));
    while (all.hasNext()) {
        const QString element = all.next().captured();
        const QRegularExpressionMatch found = content.match(element);
        if (isRefresh.match(element).hasMatch() && found.hasMatch())
            return (found.captured(2) + found.captured(3) + found.captured(4)).toUtf8();
    }
    return {};
}

} // namespace

std::optional<Refresh> parseRefresh(QByteArrayView value, QByteArrayView baseUrl)
{
    const Result<Url> base = parseUrl(baseUrl);
    QByteArrayView rest = withoutSpace(value);
    if (!base || rest.isEmpty() || !(ascii::isDigit(rest.front()) || rest.front() == '.'))
        return std::nullopt;
    Refresh refresh;
    for (; !rest.isEmpty() && ascii::isDigit(rest.front()); rest = rest.sliced(1))
        refresh.seconds = std::min(refresh.seconds * 10 + (rest.front() - '0'), kMaxSeconds);
    while (!rest.isEmpty() && (ascii::isDigit(rest.front()) || rest.front() == '.'))
        rest = rest.sliced(1);
    const bool separated = rest.isEmpty() || QByteArrayView("; ,\t\r\n\f").contains(rest.front());
    if (!separated)
        return std::nullopt;
    rest = withoutSpace(rest);
    if (rest.startsWith(';') || rest.startsWith(','))
        rest = withoutSpace(rest.sliced(1));
    const Result<Url> target = rest.isEmpty() ? base : parseUrl(urlString(rest), &*base);
    if (!target || !isHttpScheme(target->scheme))
        return std::nullopt;
    refresh.target = serializeUrl(*target);
    return refresh;
}

std::optional<Refresh> refreshOf(const Response &response, QByteArrayView url)
{
    if (const std::optional<QByteArray> field = response.headers.first("Refresh"))
        return parseRefresh(*field, url);
    if (!response.headers.combined("Content-Type").toLower().startsWith("text/html"))
        return std::nullopt;
    const QByteArray content = metaContent(response.body.bytes);
    std::optional<Refresh> refresh = content.isEmpty() ? std::nullopt : parseRefresh(content, url);
    if (refresh)
        refresh->kind = HopKind::MetaRefresh;
    return refresh;
}

} // namespace hopscope
