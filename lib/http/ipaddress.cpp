// SPDX-License-Identifier: MIT
#include "http/ipaddress.h"

#include "http/ascii.h"

#include <QList>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::uint64_t kIpv4Space = std::uint64_t{1} << 32;

/// URL standard "IPv4 number parser"; values from 2^32 on come back as 2^32.
std::optional<std::uint64_t> parseNumber(QByteArrayView text)
{
    int base = 10;
    if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text = text.sliced(2);
    } else if (text.size() >= 2 && text[0] == '0') {
        base = 8;
        text = text.sliced(1);
    } else if (text.isEmpty()) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char c : text) {
        const int digit = ascii::hexValue(c);
        if (digit < 0 || digit >= base)
            return std::nullopt;
        value = std::min(value * base + digit, kIpv4Space);
    }
    return value;
}

QList<QByteArray> labelsOf(QByteArrayView host)
{
    QList<QByteArray> labels = host.toByteArray().split('.');
    if (labels.size() > 1 && labels.last().isEmpty())
        labels.removeLast();
    return labels;
}

/// The embedded IPv4 address at the end of an IPv6 one; fills two pieces.
bool parseEmbeddedIpv4(QByteArrayView text, std::uint16_t *pieces)
{
    const QList<QByteArray> parts = text.toByteArray().split('.');
    if (parts.size() != 4)
        return false;
    for (int i = 0; i < 4; ++i) {
        const QByteArray &part = parts[i];
        if (part.isEmpty() || part.size() > 3 || (part.size() > 1 && part[0] == '0') ||
            !std::all_of(part.begin(), part.end(), ascii::isDigit) || part.toInt() > 255)
            return false;
        pieces[i / 2] = static_cast<std::uint16_t>(pieces[i / 2] * 256 + part.toInt());
    }
    return true;
}

std::optional<std::uint16_t> parsePiece(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 4)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (ascii::hexValue(c) < 0)
            return std::nullopt;
        value = value * 16 + ascii::hexValue(c);
    }
    return static_cast<std::uint16_t>(value);
}

/// Reads pieces between colons into `pieces` from `count` on; an empty text has none.
bool parsePieces(QByteArrayView text, bool mayEndInIpv4, Ipv6 &pieces, std::size_t &count)
{
    if (text.isEmpty())
        return true;
    const QList<QByteArray> parts = text.toByteArray().split(':');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (count >= pieces.size())
            return false;
        if (mayEndInIpv4 && i == parts.size() - 1 && parts[i].contains('.')) {
            if (count + 2 > pieces.size() || !parseEmbeddedIpv4(parts[i], &pieces[count]))
                return false;
            count += 2;
            continue;
        }
        const std::optional<std::uint16_t> piece = parsePiece(parts[i]);
        if (!piece)
            return false;
        pieces[count++] = *piece;
    }
    return true;
}

} // namespace

bool endsInNumber(QByteArrayView host)
{
    const QByteArray last = labelsOf(host).last();
    if (!last.isEmpty() && std::all_of(last.begin(), last.end(), ascii::isDigit))
        return true;
    return parseNumber(last).has_value();
}

Result<QByteArray> canonicalIpv4(QByteArrayView host)
{
    const auto failure = [&] {
        return Result<QByteArray>::failure(
            u"The host \"%1\" ends in a number but is not an IPv4 address."_s.arg(QString::fromUtf8(host)));
    };
    const QList<QByteArray> labels = labelsOf(host);
    if (labels.size() > 4)
        return failure();
    std::uint64_t address = 0;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const std::optional<std::uint64_t> number = parseNumber(labels[i]);
        const bool isLast = i == labels.size() - 1;
        // The last number fills all bytes that are left.
        const std::uint64_t room = isLast ? kIpv4Space >> (8 * i) : 256;
        if (!number || *number >= room)
            return failure();
        address += isLast ? *number : *number << (8 * (3 - i));
    }
    QByteArray out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += QByteArray::number((address >> shift) & 0xff) + (shift > 0 ? "." : "");
    return out;
}

Result<Ipv6> parseIpv6(QByteArrayView text)
{
    const auto failure = [&] {
        return Result<Ipv6>::failure(u"\"[%1]\" is not an IPv6 address."_s.arg(QString::fromUtf8(text)));
    };
    Ipv6 address{};
    std::size_t count = 0;
    const qsizetype gap = text.indexOf("::");
    if (gap < 0)
        return parsePieces(text, true, address, count) && count == address.size() ? address : failure();
    Ipv6 tail{};
    std::size_t tailCount = 0;
    if (!parsePieces(text.first(gap), false, address, count) ||
        !parsePieces(text.sliced(gap + 2), true, tail, tailCount) || count + tailCount >= address.size())
        return failure();
    std::copy_n(tail.begin(), tailCount, address.end() - static_cast<std::ptrdiff_t>(tailCount));
    return address;
}

QByteArray serializeIpv6(const Ipv6 &address)
{
    std::size_t gap = address.size();
    std::size_t gapLength = 1; // A single zero is not compressed.
    for (std::size_t i = 0; i < address.size(); ++i) {
        std::size_t end = i;
        while (end < address.size() && address[end] == 0)
            ++end;
        if (end - i > gapLength) {
            gap = i;
            gapLength = end - i;
        }
        i = std::max(i, end);
    }
    QByteArray out;
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (i == gap) {
            out += i == 0 ? "::" : ":";
            i += gapLength - 1;
            continue;
        }
        out += QByteArray::number(address[i], 16);
        if (i + 1 < address.size())
            out += ':';
    }
    return out;
}

} // namespace hopscope
