// SPDX-License-Identifier: MIT
#include "http/punycode.h"

#include "http/ascii.h"

#include <QList>

#include <algorithm>
#include <cstdint>

namespace hopscope
{

namespace
{

// RFC 3492 5.
constexpr std::uint64_t kBase = 36;
constexpr std::uint64_t kTMin = 1;
constexpr std::uint64_t kTMax = 26;
constexpr std::uint64_t kSkew = 38;
constexpr std::uint64_t kDamp = 700;
constexpr std::uint64_t kInitialBias = 72;
constexpr std::uint64_t kInitialN = 0x80;
constexpr std::uint64_t kMaxCodePoint = 0x10ffff;

/// RFC 3492 6.1.
std::uint64_t adapted(std::uint64_t delta, std::uint64_t points, bool first)
{
    delta = first ? delta / kDamp : delta / 2;
    delta += delta / points;
    std::uint64_t k = 0;
    for (; delta > ((kBase - kTMin) * kTMax) / 2; k += kBase)
        delta /= kBase - kTMin;
    return k + (kBase - kTMin + 1) * delta / (delta + kSkew);
}

std::uint64_t threshold(std::uint64_t k, std::uint64_t bias)
{
    return k <= bias ? kTMin : std::min(kTMax, std::max(kTMin, k - bias));
}

/// 0 to 35, or none.
std::optional<std::uint64_t> digitValue(char c)
{
    if (ascii::isDigit(c))
        return c - '0' + 26;
    if (ascii::isAlpha(c))
        return (c | 0x20) - 'a';
    return std::nullopt;
}

void appendNumber(QByteArray &out, std::uint64_t number, std::uint64_t bias)
{
    constexpr QByteArrayView digits = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (std::uint64_t k = kBase;; k += kBase) {
        const std::uint64_t t = threshold(k, bias);
        if (number < t)
            break;
        const std::uint64_t digit = t + (number - t) % (kBase - t);
        out += digits[static_cast<qsizetype>(digit)];
        number = (number - t) / (kBase - t);
    }
    out += digits[static_cast<qsizetype>(number)];
}

/// Takes one number off the front of `text`; none if it is cut off or too large.
std::optional<std::uint64_t> takeNumber(QByteArrayView &text, std::uint64_t bias)
{
    constexpr std::uint64_t most = (kMaxCodePoint + 1) * (kMaxLabel + 1);
    std::uint64_t number = 0;
    std::uint64_t weight = 1;
    for (std::uint64_t k = kBase; !text.isEmpty(); k += kBase) {
        const std::optional<std::uint64_t> digit = digitValue(text.front());
        text = text.sliced(1);
        if (!digit || weight > most || (number += *digit * weight) > most)
            return std::nullopt;
        const std::uint64_t t = threshold(k, bias);
        if (*digit < t)
            return number;
        weight *= kBase - t;
    }
    return std::nullopt;
}

} // namespace

std::optional<QByteArray> toPunycode(const QString &label)
{
    if (label.size() > kMaxLabel)
        return std::nullopt;
    const QList<uint> points = label.toUcs4();
    QByteArray out;
    for (const uint c : points) {
        if (c < kInitialN)
            out += static_cast<char>(c);
    }
    const auto basic = static_cast<std::uint64_t>(out.size());
    if (basic > 0)
        out += '-';
    std::uint64_t delta = 0;
    std::uint64_t bias = kInitialBias;
    std::uint64_t n = kInitialN;
    for (std::uint64_t done = basic; done < static_cast<std::uint64_t>(points.size()); ++delta, ++n) {
        std::uint64_t least = kMaxCodePoint;
        for (const uint c : points)
            least = c >= n ? std::min<std::uint64_t>(least, c) : least;
        delta += (least - n) * (done + 1);
        n = least;
        for (const uint c : points) {
            delta += c < n ? 1 : 0;
            if (c != n)
                continue;
            appendNumber(out, delta, bias);
            bias = adapted(delta, done + 1, done == basic);
            delta = 0;
            ++done;
        }
    }
    return out.size() > kMaxLabel ? std::nullopt : std::optional(out);
}

std::optional<QString> fromPunycode(QByteArrayView text)
{
    if (text.size() > kMaxLabel)
        return std::nullopt;
    QList<char32_t> points;
    const qsizetype hyphen = text.lastIndexOf('-');
    for (const char c : text.first(std::max<qsizetype>(0, hyphen)))
        points.append(static_cast<unsigned char>(c));
    text = text.sliced(hyphen + 1);
    std::uint64_t n = kInitialN;
    std::uint64_t i = 0;
    std::uint64_t bias = kInitialBias;
    for (bool first = true; !text.isEmpty(); first = false) {
        const std::optional<std::uint64_t> number = takeNumber(text, bias);
        if (!number)
            return std::nullopt;
        const auto count = static_cast<std::uint64_t>(points.size()) + 1;
        bias = adapted(*number, count, first);
        i += *number;
        n += i / count;
        i %= count;
        if (n > kMaxCodePoint)
            return std::nullopt;
        points.insert(static_cast<qsizetype>(i++), static_cast<char32_t>(n));
    }
    return QString::fromUcs4(points.constData(), points.size());
}

} // namespace hopscope
