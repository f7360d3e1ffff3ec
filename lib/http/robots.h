// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace hopscope
{

/// What of a robots.txt is read (RFC 9309 2.5 asks for 500 KiB at least).
inline constexpr qint64 kMaxRobotsBytes = 500 * 1024;

/// "Disallow: /private*" in the notation in which paths are compared.
struct RobotsRule {
    QByteArray pattern;
    bool isAllowed = false;

    bool operator==(const RobotsRule &) const = default;
};

/// The name by which a robots.txt speaks of a client: "Hopscope" of "Mozilla/5.0 (compatible; Hopscope/1.0)", otherwise
/// the first product of the User-Agent.
QByteArray robotsToken(QByteArrayView userAgent);
/// The rules of the groups for `token`, or of those for "*" where it has none (RFC 9309 2.2.1). Linear; what is no rule
/// is passed over.
QList<RobotsRule> robotsRules(QByteArrayView robotsTxt, QByteArrayView token);
/// Whether `target`, path and query as in a request, may be asked for: the longest pattern that matches counts, and one
/// that allows where two are as long (RFC 9309 2.2.2).
bool isAllowedByRobots(const QList<RobotsRule> &rules, QByteArrayView target);

} // namespace hopscope
