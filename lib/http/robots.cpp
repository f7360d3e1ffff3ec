// SPDX-License-Identifier: MIT
#include "http/robots.h"

#include "http/ascii.h"
#include "http/headers.h"
#include "http/percent.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kByteOrderMark = "\xef\xbb\xbf";
constexpr QByteArrayView kCompatible = "(compatible;";
constexpr qsizetype kTriplet = 3; ///< "%2A"

bool isProductTokenByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// The product token that `text` begins with (RFC 9309 2.2.1).
QByteArrayView tokenAt(QByteArrayView text)
{
    const auto *const end = std::find_if_not(text.begin(), text.end(), isProductTokenByte);
    return text.first(end - text.begin());
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ascii::isDigit(c) || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

/// RFC 9309 2.2.2: what need not be percent-encoded is not, what has to be is, with upper case digits; and so is what
/// of `special` stands there as such.
QByteArray comparablePath(QByteArrayView text, QByteArrayView special)
{
    QByteArray path;
    path.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) <= ' ' || special.contains(c)) {
            path += percentTriplets(text.sliced(at, 1));
            continue;
        }
        const QByteArray octet =
            c == '%' ? percentDecoded(text.sliced(at).first(std::min(kTriplet, text.size() - at))) : QByteArray();
        if (octet.size() == 1 && text.size() - at >= kTriplet) {
            path += isUnreserved(octet[0]) ? octet : percentTriplets(octet);
            at += kTriplet - 1;
        } else {
            path += c;
        }
    }
    return path;
}

/// "*" stands for any bytes, "$" at the end for the end. The text is gone through once for each piece between two "*".
bool matchesPattern(QByteArrayView pattern, QByteArrayView path)
{
    const bool isWhole = pattern.endsWith('$');
    if (isWhole)
        pattern.chop(1);
    qsizetype at = 0;
    bool isFirst = true;
    while (true) {
        const qsizetype star = pattern.indexOf('*');
        const QByteArrayView piece = star < 0 ? pattern : pattern.first(star);
        if (star < 0 && isWhole)
            return isFirst ? path == piece : path.size() - at >= piece.size() && path.endsWith(piece);
        const qsizetype found = isFirst ? (path.startsWith(piece) ? 0 : -1) : path.indexOf(piece, at);
        if (found < 0)
            return false;
        if (star < 0)
            return true;
        at = found + piece.size();
        pattern = pattern.sliced(star + 1);
        isFirst = false;
    }
}

struct RobotsReading {
    QList<RobotsRule> ofToken;
    QList<RobotsRule> ofEverybody;
    bool hasToken = false;
    bool isForToken = false;
    bool isForEverybody = false;
    bool isInRules = false; ///< the next User-agent begins a group

    void addAgent(QByteArrayView value, QByteArrayView token)
    {
        if (isInRules)
            isForToken = isForEverybody = isInRules = false;
        if (value == "*")
            isForEverybody = true;
        else if (!token.isEmpty() && equalsIgnoringCase(tokenAt(value), token))
            hasToken = isForToken = true;
    }

    void addRule(QByteArrayView value, bool isAllowed)
    {
        isInRules = true;
        if (value.isEmpty())
            return;
        // 2.2.3: "$" is special at the end only.
        const bool hasEnd = value.endsWith('$');
        const RobotsRule rule{comparablePath(value.chopped(hasEnd ? 1 : 0), "$") + (hasEnd ? "$" : ""), isAllowed};
        if (isForToken)
            ofToken.append(rule);
        if (isForEverybody)
            ofEverybody.append(rule);
    }
};

void readRobotsLine(RobotsReading &reading, QByteArrayView line, QByteArrayView token)
{
    if (const qsizetype comment = line.indexOf('#'); comment >= 0)
        line = line.first(comment);
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return;
    const QByteArrayView name = line.first(colon).trimmed();
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (equalsIgnoringCase(name, "User-agent"))
        reading.addAgent(value, token);
    else if (equalsIgnoringCase(name, "Allow"))
        reading.addRule(value, true);
    else if (equalsIgnoringCase(name, "Disallow"))
        reading.addRule(value, false);
}

} // namespace

QByteArray robotsToken(QByteArrayView userAgent)
{
    const qsizetype compatible = userAgent.indexOf(kCompatible);
    const QByteArrayView product = compatible < 0 ? userAgent : userAgent.sliced(compatible + kCompatible.size());
    return tokenAt(product.trimmed()).toByteArray();
}

QList<RobotsRule> robotsRules(QByteArrayView robotsTxt, QByteArrayView token)
{
    RobotsReading reading;
    QByteArrayView text = robotsTxt;
    if (text.size() > kMaxRobotsBytes) {
        // What was cut off could be what a rule allows.
        text = text.first(kMaxRobotsBytes);
        text = text.first(text.lastIndexOf('\n') + 1);
    }
    if (text.startsWith(kByteOrderMark))
        text = text.sliced(kByteOrderMark.size());
    while (!text.isEmpty()) {
        const auto *const end = std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype size = end - text.begin();
        readRobotsLine(reading, text.first(size), token);
        text = text.sliced(std::min(size + 1, text.size()));
    }
    return reading.hasToken ? reading.ofToken : reading.ofEverybody;
}

bool isAllowedByRobots(const QList<RobotsRule> &rules, QByteArrayView target)
{
    const QByteArray path = comparablePath(target, "*$");
    // The file itself may always be asked for (RFC 9309 2.2.2).
    if (path == "/robots.txt")
        return true;
    const RobotsRule *longest = nullptr;
    for (const RobotsRule &rule : rules) {
        const bool counts = !longest || rule.pattern.size() > longest->pattern.size() ||
                            (rule.pattern.size() == longest->pattern.size() && rule.isAllowed);
        if (counts && matchesPattern(rule.pattern, path))
            longest = &rule;
    }
    return !longest || longest->isAllowed;
}

} // namespace hopscope
