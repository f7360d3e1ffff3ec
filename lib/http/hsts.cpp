// SPDX-License-Identifier: MIT
#include "http/hsts.h"

#include "http/ascii.h"
#include "http/ipaddress.h"
#include "http/site.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What a Strict-Transport-Security line says; with a reason it is refused.
struct HstsLine {
    qint64 maxAge = 0; ///< seconds
    bool withSubdomains = false;
    QString reason;
    const char *source = nullptr;
};

struct HstsDirective {
    QByteArrayView name;
    std::optional<QByteArrayView> value; ///< as it stands there, with its quotes
};

/// Cut at every semicolon that is not inside a quoted string.
QList<QByteArrayView> piecesOf(QByteArrayView line)
{
    QList<QByteArrayView> pieces;
    bool quoted = false;
    qsizetype start = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (quoted && line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ';' && !quoted) {
            pieces.append(line.sliced(start, i - start));
            start = i + 1;
        }
    }
    pieces.append(line.sliced(start));
    return pieces;
}

HstsDirective hstsDirectiveOf(QByteArrayView piece)
{
    const qsizetype equals = piece.indexOf('=');
    if (equals < 0)
        return {piece.trimmed(), std::nullopt};
    return {piece.first(equals).trimmed(), piece.sliced(equals + 1).trimmed()};
}

/// RFC 9110 5.6.4, as far as it ends where it should.
bool isQuotedString(QByteArrayView text)
{
    if (text.size() < 2 || !text.startsWith('"') || !text.endsWith('"'))
        return false;
    for (qsizetype i = 1; i < text.size() - 1; ++i) {
        if (text[i] == '"' || (text[i] == '\\' && ++i == text.size() - 1))
            return false;
    }
    return true;
}

/// RFC 6797 6.1: directive-name [ "=" directive-value ].
bool fitsGrammar(const HstsDirective &directive)
{
    return isToken(directive.name) &&
           (!directive.value || isToken(*directive.value) || isQuotedString(*directive.value));
}

/// As many seconds as there can be, at most; nullopt unless it is digits, or with `lenient` begins with one.
std::optional<qint64> secondsIn(QByteArrayView value, bool lenient)
{
    if (isQuotedString(value))
        value = value.sliced(1, value.size() - 2);
    const auto end = std::find_if_not(value.begin(), value.end(), ascii::isDigit);
    const qsizetype digits = end - value.begin();
    if (digits == 0 || (digits < value.size() && !lenient))
        return std::nullopt;
    bool fits = false;
    const qint64 seconds = value.first(digits).toLongLong(&fits);
    return fits ? std::min(seconds, kNeverExpires) : kNeverExpires;
}

HstsLine readHstsLine(QByteArrayView line, const HstsPolicy &policy)
{
    const auto refused = [](const QString &reason, const char *source) {
        return HstsLine{.reason = reason, .source = source};
    };
    HstsLine read;
    bool hasMaxAge = false;
    for (const QByteArrayView piece : piecesOf(line)) {
        const HstsDirective directive = hstsDirectiveOf(piece);
        if (directive.name.isEmpty() && !directive.value)
            continue;
        if (!policy.lenient.value && !fitsGrammar(directive))
            return refused(u"The field does not follow its grammar, so it does not count."_s, policy.lenient.source);
        const bool isMaxAge = equalsIgnoringCase(directive.name, "max-age");
        const bool isSubdomains = equalsIgnoringCase(directive.name, "includeSubDomains");
        if (policy.repeatRefuses.value && ((isMaxAge && hasMaxAge) || (isSubdomains && read.withSubdomains)))
            return refused(u"The field has %1 twice, so it does not count."_s.arg(isMaxAge ? u"max-age"_s
                                                                                           : u"includeSubDomains"_s),
                           policy.repeatRefuses.source);
        if (isSubdomains && directive.value && !policy.lenient.value)
            return refused(u"includeSubDomains has a value, which it cannot have."_s, policy.lenient.source);
        read.withSubdomains = read.withSubdomains || isSubdomains;
        if (!isMaxAge)
            continue;
        const std::optional<qint64> seconds =
            secondsIn(directive.value.value_or(QByteArrayView()), policy.lenient.value);
        if (!seconds)
            return refused(u"Its max-age is not a number of seconds."_s, policy.lenient.source);
        read.maxAge = *seconds;
        hasMaxAge = true;
    }
    return hasMaxAge ? read : refused(u"It has no max-age, which it needs."_s, "RFC 6797 6.1.1");
}

bool isIpAddress(QByteArrayView host)
{
    return host.startsWith('[') || endsInNumber(host);
}

/// Lower case, and without the dot at the end where that makes no difference.
QByteArray knownName(const QByteArray &host, const HstsPolicy &policy)
{
    return policy.trailingDot.value && host.endsWith('.') ? host.chopped(1) : host;
}

/// Whether the client lets `host` ask for https at all; `host` is no address.
bool isExempt(const QByteArray &host, const HstsPolicy &policy)
{
    return !policy.onLocalhost.value && isLoopbackHost(host.endsWith('.') ? host.chopped(1) : host);
}

int knownPort(const Origin &origin, const HstsPolicy &policy)
{
    if (!policy.portCounts.value)
        return KnownHstsHost::AnyPort;
    return origin.port == defaultPort(origin.scheme) ? KnownHstsHost::DefaultPorts : origin.port;
}

QString scopeOf(const KnownHstsHost &known)
{
    QString scope = known.withSubdomains ? u"this host and the names below it"_s : u"this host"_s;
    if (known.port == KnownHstsHost::DefaultPorts)
        scope += u" at the default port"_s;
    else if (known.port != KnownHstsHost::AnyPort)
        scope += u" at port %1"_s.arg(known.port);
    return scope;
}

HstsVerdict learnLine(HstsStore &store, QByteArrayView line, const QByteArray &host, int port, const QDateTime &now,
                      const HstsPolicy &policy)
{
    const auto verdict = [&host](HstsFate fate, const QString &reason, const char *source) {
        return HstsVerdict{.fate = fate, .host = host, .reason = reason, .source = QString::fromUtf8(source)};
    };
    const HstsLine read = readHstsLine(line, policy);
    if (!read.reason.isEmpty())
        return verdict(HstsFate::Refused, read.reason, read.source);
    if (read.maxAge == 0 && !policy.zeroRemoves.value)
        return verdict(HstsFate::Refused,
                       u"max-age=0 asks to forget the host, but this client keeps what it has stored."_s,
                       policy.zeroRemoves.source);
    const auto same = [&](const KnownHstsHost &each) { return each.host == host && each.port == port; };
    if (read.maxAge == 0)
        return verdict(HstsFate::Removed,
                       store.hosts.removeIf(same) > 0 ? u"max-age=0 asks to forget the host."_s
                                                      : u"max-age=0 asks to forget the host, which was not known."_s,
                       policy.zeroRemoves.source);
    const qint64 left = kNeverExpires - now.toSecsSinceEpoch();
    const KnownHstsHost known{.host = host,
                              .port = port,
                              .withSubdomains = read.withSubdomains,
                              .expires = now.addSecs(std::min(read.maxAge, left))};
    const auto found = std::find_if(store.hosts.begin(), store.hosts.end(), same);
    if (found == store.hosts.end())
        store.hosts.append(known);
    else
        *found = known;
    HstsVerdict stored = verdict(
        HstsFate::Stored, u"For %1 seconds, %2 will be asked over https only."_s.arg(read.maxAge).arg(scopeOf(known)),
        policy.storage);
    stored.until = known.expires;
    return stored;
}

/// Of the entries that have not expired the one of the longest name that says something about `host`.
const KnownHstsHost *knownFor(const HstsStore &store, const QByteArray &host, int port, const QDateTime &now,
                              const HstsPolicy &policy)
{
    const KnownHstsHost *best = nullptr;
    for (const KnownHstsHost &each : store.hosts) {
        const bool isSame = each.host == host;
        const qsizetype above = host.size() - each.host.size() - 1;
        const bool isBelow = above > 0 && host.endsWith(each.host) && host.at(above) == '.';
        const bool counts = isSame || (isBelow && (each.withSubdomains || policy.nearestDecides.value));
        const bool fitsPort =
            port == KnownHstsHost::AnyPort || each.port == KnownHstsHost::AnyPort || each.port == port;
        if (counts && fitsPort && each.expires > now && (!best || each.host.size() > best->host.size()))
            best = &each;
    }
    return best && (best->host == host || best->withSubdomains) ? best : nullptr;
}

} // namespace

std::optional<HstsVerdict> learnHsts(HstsStore &store, const Headers &headers, const Origin &origin,
                                     const QDateTime &now, const HstsPolicy &policy)
{
    const QList<QByteArray> lines = headers.all("Strict-Transport-Security");
    if (lines.isEmpty())
        return std::nullopt;
    const QByteArray host = knownName(origin.host, policy);
    const auto refused = [&host](const QString &reason, const char *source) {
        return HstsVerdict{.host = host, .reason = reason, .source = QString::fromUtf8(source)};
    };
    if (policy.use.value == HstsUse::Never)
        return refused(u"This client does not use the field."_s, policy.use.source);
    if (origin.scheme != "https")
        return refused(u"The field counts only when it comes over https."_s, policy.storage);
    if (isIpAddress(host))
        return refused(u"The host is an IP address, and only names can ask for https."_s, "RFC 6797 8.1.1");
    if (isExempt(host, policy))
        return refused(u"This client ignores the field of localhost and of the names below it."_s,
                       policy.onLocalhost.source);
    const int port = knownPort(origin, policy);
    std::optional<HstsVerdict> verdict;
    for (const QByteArray &line : lines) {
        if (verdict && policy.lines.value == HstsLines::First)
            break;
        const HstsVerdict one = learnLine(store, line, host, port, now, policy);
        if (!verdict || one.fate != HstsFate::Refused || verdict->fate == HstsFate::Refused)
            verdict = one;
    }
    return verdict;
}

std::optional<HstsUpgrade> upgradeFor(const HstsStore &store, QByteArrayView url, const QDateTime &now,
                                      const HstsPolicy &policy)
{
    const UriParts parts = splitReference(url);
    const std::optional<Origin> origin = originOf(parts);
    if (policy.use.value == HstsUse::Never || !origin || origin->scheme != "http" || isIpAddress(origin->host))
        return std::nullopt;
    const QByteArray host = knownName(origin->host, policy);
    if (isExempt(host, policy))
        return std::nullopt;
    const KnownHstsHost *known = knownFor(store, host, knownPort(*origin, policy), now, policy);
    if (!known)
        return std::nullopt;
    Url target = splitUri(parts);
    target.scheme = "https";
    if (target.port == 80 && policy.port80Changes.value)
        target.port = -1;
    return HstsUpgrade{
        .target = joinUri(target),
        .known = *known,
        .reason = u"%1 has asked for https before%2 (Strict-Transport-Security), so http becomes https before "
                  "anything is sent."_s.arg(QString::fromUtf8(known->host),
                                            known->withSubdomains ? u", for the names below it too"_s : QString()),
        .source = QString::fromUtf8(policy.loading)};
}

} // namespace hopscope
