// SPDX-License-Identifier: MIT
#include "formats/audit/repairwriters.h"
#include "formats/write/scripts.h"
#include "http/url.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// https://developers.cloudflare.com/pages/configuration/redirects/
constexpr qsizetype kMostCloudflareRules = 2000;
constexpr qsizetype kMostCloudflareLine = 1000;

/// Both kinds of _redirects read "*" and ":name" as something else.
bool hasPlaceholder(const QByteArray &path)
{
    return path.contains('*') || path.contains("/:");
}

QByteArray pathOf(const QByteArray &url)
{
    const QByteArray path = splitUri(url).path;
    return path.isEmpty() ? QByteArray("/") : path;
}

/// "id=2 page=3"; nullopt when Netlify would read something else.
std::optional<QByteArray> netlifyParameters(const QByteArray &query)
{
    QSet<QByteArray> names;
    const QByteArrayList pairs = query.split('&');
    for (const QByteArray &pair : pairs) {
        const qsizetype sign = pair.indexOf('=');
        const QByteArray name = pair.left(sign);
        if (sign <= 0 || sign + 1 == pair.size() || pair[sign + 1] == ':' || pair.contains('#') ||
            pair.indexOf('=', sign + 1) >= 0 || names.contains(name))
            return std::nullopt;
        names.insert(name);
    }
    return pairs.join(' ');
}

QString reasonAgainstNetlify(const RepairRule &rule)
{
    const Url source = splitUri(rule.source);
    const Url target = splitUri(rule.target);
    if (source.port >= 0)
        return u"hosts of Netlify have no port"_s;
    if (hasPlaceholder(source.path) || hasPlaceholder(target.path))
        return u"in _redirects \"*\" and \":\" stand for something else"_s;
    if (source.query && !netlifyParameters(*source.query))
        return u"_redirects have a query as name=value only, each name once"_s;
    const bool isSamePlace = source.scheme == target.scheme && source.host == target.host && target.port < 0 &&
                             pathOf(rule.source) == pathOf(rule.target);
    return isSamePlace && !source.query ? u"a rule counts for all queries, so it would lead to itself"_s : QString();
}

/// The host with the most rules: _redirects belong to one.
QByteArray mainHost(const QList<RepairRule> &rules)
{
    QHash<QByteArray, qsizetype> counts;
    QByteArray host;
    for (const RepairRule &rule : rules) {
        const QByteArray name = hostField(rule.source);
        if (++counts[name] > counts.value(host))
            host = name;
    }
    return host;
}

QByteArray cloudflareLine(const RepairRule &rule)
{
    return pathOf(rule.source) + ' ' + rule.target + ' ' + QByteArray::number(rule.status) + '\n';
}

QString reasonAgainstCloudflare(const RepairRule &rule, const QByteArray &host)
{
    if (hostField(rule.source) != host)
        return u"these rules are those of %1"_s.arg(QString::fromLatin1(host));
    const Url source = splitUri(rule.source);
    if (source.query)
        return u"rules of Cloudflare Pages have no query"_s;
    if (hasPlaceholder(source.path) || hasPlaceholder(splitUri(rule.target).path))
        return u"in _redirects \"*\" and \":\" stand for something else"_s;
    if (hostField(rule.target) == host && pathOf(rule.target) == pathOf(rule.source))
        return u"a rule counts for http and https and for all queries, so it would lead to itself"_s;
    return cloudflareLine(rule).size() > kMostCloudflareLine
               ? u"a rule has at most %1 characters"_s.arg(kMostCloudflareLine)
               : QString();
}

bool isHurlMethod(const QByteArray &method)
{
    return !method.isEmpty() && std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

QByteArray hurlEntry(const QByteArray &method, const QByteArray &url, int status)
{
    return method + ' ' + hurlValue(url) + "\n[Options]\nlocation: false\nHTTP " + QByteArray::number(status) + '\n';
}

} // namespace

QByteArray writeNetlifyRules(const Repair &repair)
{
    const FormatRules written = rulesFor(repair, reasonAgainstNetlify);
    QByteArray text = "# Redirects for Netlify: the file _redirects in the folder that is published.\n";
    for (const RepairRule &rule : written.rules) {
        const Url source = splitUri(rule.source);
        const QByteArray parameters = source.query ? ' ' + *netlifyParameters(*source.query) : QByteArray();
        text += ruleComment(rule) + source.scheme + "://" + hostField(rule.source) + pathOf(rule.source) + parameters +
                ' ' + rule.target + ' ' + QByteArray::number(rule.status) + "!\n";
    }
    return text + leftOutLines(written.leftOut);
}

QByteArray writeCloudflareRules(const Repair &repair)
{
    const QByteArray host = mainHost(repair.rules);
    qsizetype count = 0;
    QSet<QByteArray> paths;
    const FormatRules written = rulesFor(repair, [&](const RepairRule &rule) {
        QString reason = reasonAgainstCloudflare(rule, host);
        if (reason.isEmpty() && paths.contains(pathOf(rule.source)))
            reason = u"there is a rule for this path already, which counts for http and https"_s;
        else if (reason.isEmpty() && ++count > kMostCloudflareRules)
            reason = u"Cloudflare Pages has at most %1 rules"_s.arg(kMostCloudflareRules);
        if (reason.isEmpty())
            paths.insert(pathOf(rule.source));
        return reason;
    });
    QByteArray text =
        "# Redirects for Cloudflare Pages: the file _redirects in the folder that is published, of " + host + ".\n";
    for (const RepairRule &rule : written.rules)
        text += ruleComment(rule) + cloudflareLine(rule);
    return text + leftOutLines(written.leftOut);
}

QByteArray writeHurlChecks(const Repair &repair)
{
    QByteArray text = "# Checks for Hurl: hurl --test FILE\n";
    QStringList leftOut = repair.leftOut;
    const auto refused = [&](const QString &place, const QByteArray &method, const QByteArray &source) {
        leftOut.append(u"%1: %2 %3: Hurl has no such method."_s.arg(place, QString::fromUtf8(method),
                                                                    QString::fromLatin1(source)));
    };
    for (const RepairRule &rule : repair.rules) {
        if (isHurlMethod(rule.method))
            text += '\n' + ruleComment(rule) + hurlEntry(rule.method, rule.source, rule.status) +
                    "Location: " + hurlValue(rule.target) + '\n';
        else
            refused(rule.place, rule.method, rule.source);
    }
    for (const RepairStay &stay : repair.stays) {
        if (isHurlMethod(stay.method))
            text += '\n' + commentLines({stay.place}) + hurlEntry(stay.method, stay.source, stay.status);
        else
            refused(stay.place, stay.method, stay.source);
    }
    return text + leftOutLines(leftOut);
}

} // namespace hopscope
