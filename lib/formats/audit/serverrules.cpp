// SPDX-License-Identifier: MIT
#include "formats/audit/repairwriters.h"
#include "http/url.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A word of nginx' configuration has less than its buffer (NGX_CONF_BUFFER, 4096); a rule is one word.
constexpr qsizetype kMostNginxWord = 4000;
/// Its hash tables: a bucket holds the longest key and what belongs to it.
constexpr qsizetype kNginxBucketExtra = 64;
constexpr qsizetype kNginxLeastBucket = 128;
constexpr qsizetype kNginxLeastTable = 2048;
/// LimitRequestLine of Apache, with its method and version.
constexpr qsizetype kMostApacheUrl = 8000;

QByteArray withBackslashes(const QByteArray &text, QByteArrayView special)
{
    QByteArray escaped;
    for (const char c : text) {
        if (special.contains(c))
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::set<int> statusesIn(const QList<RepairRule> &rules)
{
    std::set<int> statuses;
    for (const RepairRule &rule : rules)
        statuses.insert(rule.status);
    return statuses;
}

qsizetype powerOfTwoFrom(qsizetype number, qsizetype least)
{
    qsizetype power = least;
    while (power < number)
        power *= 2;
    return power;
}

QString reasonAgainstNginx(const RepairRule &rule)
{
    // Each "$" is written as a variable.
    const qsizetype dollars =
        (rule.source.count('$') + rule.target.count('$')) * qsizetype(sizeof("{hopscope_dollar}"));
    const qsizetype escapes = rule.source.count('\\') + rule.target.count('\\');
    return rule.source.size() + rule.target.size() + dollars + escapes < kMostNginxWord
               ? QString()
               : u"nginx reads words of less than %1 bytes"_s.arg(kMostNginxWord);
}

QByteArray nginxQuoted(const QByteArray &text)
{
    return '"' + withBackslashes(text, "\\\"") + '"';
}

/// The value of a map: "$" begins a variable there, and cannot be escaped.
QByteArray nginxValue(const QByteArray &text)
{
    return nginxQuoted(QByteArray(text).replace('$', "${hopscope_dollar}"));
}

/// Sources that differ in their case only: nginx would take them for one.
QSet<QByteArray> nginxTwins(const QList<RepairRule> &rules)
{
    QSet<QByteArray> seen;
    QSet<QByteArray> twins;
    for (const RepairRule &rule : rules) {
        const QByteArray key = rule.source.toLower();
        if (seen.contains(key))
            twins.insert(key);
        seen.insert(key);
    }
    return twins;
}

QByteArray nginxHead(const QList<RepairRule> &rules)
{
    QByteArray text = "# Redirects for nginx: include this file in http { }, and put these lines into server { }:\n";
    for (const int status : statusesIn(rules)) {
        const QByteArray number = QByteArray::number(status);
        text += "#     if ($hopscope_" + number + ") { return " + number + " $hopscope_" + number + "; }\n";
    }
    text += "# Where another server in front of it ends TLS, replace $scheme with $http_x_forwarded_proto.\n"
            "# If http { } has one of the two sizes already, keep the larger one.\n";
    qsizetype longest = 0;
    bool hasDollar = false;
    for (const RepairRule &rule : rules) {
        longest = std::max(longest, rule.source.size());
        hasDollar = hasDollar || rule.source.contains('$') || rule.target.contains('$');
    }
    text += "map_hash_bucket_size " +
            QByteArray::number(powerOfTwoFrom(longest + kNginxBucketExtra, kNginxLeastBucket)) + ";\n";
    text += "map_hash_max_size " + QByteArray::number(powerOfTwoFrom(2 * rules.size(), kNginxLeastTable)) + ";\n";
    if (hasDollar)
        text += "geo $hopscope_dollar { default \"$\"; }\n";
    return text;
}

QString reasonAgainstApache(const RepairRule &rule)
{
    const QByteArray source = rule.source.toLower();
    if (source.size() > kMostApacheUrl)
        return u"Apache reads URLs of at most %1 bytes"_s.arg(kMostApacheUrl);
    const QByteArray path = splitUri(source).path;
    if (path.contains("%2f") || path.contains("%00"))
        return u"Apache answers such a path with 404 before it looks at rules"_s;
    if (source.contains('\\') || rule.target.contains('\\'))
        return u"rules of Apache cannot have a backslash here"_s;
    const std::optional<QByteArray> query = splitUri(rule.target).query;
    if (query && query->isEmpty())
        return u"Apache leaves out an empty query"_s;
    return {};
}

QString reasonAgainstCaddy(const RepairRule &rule)
{
    const QByteArray both = rule.source + rule.target;
    if (splitUri(rule.source).path.contains('|'))
        return u"Caddy compares such a path in another notation"_s;
    return both.contains('{') || both.contains('\\')
               ? u"in a Caddyfile \"{\" begins a placeholder, and a backslash escapes"_s
               : QString();
}

} // namespace

QByteArray writeNginxRules(const Repair &repair)
{
    const FormatRules written = rulesFor(repair, reasonAgainstNginx);
    const QSet<QByteArray> twins = nginxTwins(written.rules);
    QByteArray text = nginxHead(written.rules);
    // nginx compares the keys of a map without case, so the rule repeats its source, and is compared with it below.
    text += "\nmap \"$scheme://$http_host$request_uri\" $hopscope_rule {\n";
    for (const RepairRule &rule : written.rules) {
        const QByteArray key =
            twins.contains(rule.source.toLower())
                ? "~^" + QRegularExpression::escape(QString::fromLatin1(rule.source)).toLatin1() + '$'
                : rule.source;
        text += ruleComment(rule) + nginxQuoted(key) + ' ' +
                nginxValue(rule.source + ' ' + QByteArray::number(rule.status) + ' ' + rule.target) + ";\n";
    }
    text += "}\n";
    for (const int status : statusesIn(written.rules)) {
        const QByteArray number = QByteArray::number(status);
        text += "map \"$scheme://$http_host$request_uri $hopscope_rule\" $hopscope_" + number + " { \"~^(\\S+) \\1 " +
                number + " (\\S+)$\" \"$2\"; }\n";
    }
    return text + leftOutLines(written.leftOut);
}

QByteArray writeApacheRules(const Repair &repair)
{
    const FormatRules written = rulesFor(repair, reasonAgainstApache);
    QByteArray text = "# Redirects for Apache with mod_rewrite: for a VirtualHost or a .htaccess in its root.\n"
                      "# Where another server in front of it ends TLS, replace %{REQUEST_SCHEME} with "
                      "%{HTTP:X-Forwarded-Proto}.\n"
                      "RewriteEngine On\n"
                      "RewriteCond %{THE_REQUEST} \"^\\S+ (\\S+)\"\n"
                      "RewriteRule ^ - [E=HOPSCOPE_URL:%{REQUEST_SCHEME}://%{HTTP_HOST}%1,NE]\n\n";
    for (const RepairRule &rule : written.rules)
        text += ruleComment(rule) + "RewriteCond %{ENV:HOPSCOPE_URL} \"=" + rule.source + "\"\nRewriteRule ^ \"" +
                withBackslashes(rule.target, "%$") + "\" [R=" + QByteArray::number(rule.status) + ",L,NE,QSD]\n";
    return text + leftOutLines(written.leftOut);
}

QByteArray writeCaddyRules(const Repair &repair)
{
    const FormatRules written = rulesFor(repair, reasonAgainstCaddy);
    QByteArray text = "# Redirects for Caddy: import this file in the block of the site.\n"
                      "# Where another server in front of it ends TLS, replace {scheme} with "
                      "{header.X-Forwarded-Proto}.\n"
                      "map \"{scheme}://{hostport}{uri}\" {hopscope_status} {hopscope_target} {\n"
                      "\tdefault \"\" \"\"\n";
    for (const RepairRule &rule : written.rules)
        text += '\t' + ruleComment(rule) + "\t\"" + rule.source + "\" " + QByteArray::number(rule.status) + " \"" +
                rule.target + "\"\n";
    text += "}\n"
            "@hopscope not vars {hopscope_target} \"\"\n"
            "redir @hopscope {hopscope_target} {hopscope_status}\n";
    return text + leftOutLines(written.leftOut);
}

} // namespace hopscope
