// SPDX-License-Identifier: MIT
#include "findings/privatescope.h"

#include "http/cookiematch.h"
#include "http/ipaddress.h"

#include <QList>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr const char *kAddresses4 = "RFC 6890 2.2.2";
constexpr const char *kAddresses6 = "RFC 6890 2.2.3";

struct Block4 {
    std::uint32_t start;
    int bits;
    const char *what;
};

constexpr Block4 kBlocks4[] = {
    {0x00000000, 8, "an address of the client itself"}, // 0.0.0.0/8
    {0x0a000000, 8, "a private address"},               // 10.0.0.0/8
    {0x64400000, 10, "an address within a provider"},   // 100.64.0.0/10
    {0x7f000000, 8, "a loopback address"},              // 127.0.0.0/8
    {0xa9fe0000, 16, "a link-local address"},           // 169.254.0.0/16
    {0xac100000, 12, "a private address"},              // 172.16.0.0/12
    {0xc0a80000, 16, "a private address"},              // 192.168.0.0/16
};

/// By the first of the eight pieces.
struct Block6 {
    std::uint16_t start;
    std::uint16_t mask;
    const char *what;
};

constexpr Block6 kBlocks6[] = {
    {0xfc00, 0xfe00, "a private address"},    // fc00::/7
    {0xfe80, 0xffc0, "a link-local address"}, // fe80::/10
};

struct Ending {
    QByteArrayView name;
    const char *what;
    const char *source;
};

constexpr const char *kLocalName = "a name of a local network";
constexpr const char *kPrivateNames = "RFC 6762 G";

constexpr Ending kEndings[] = {
    {"localhost", "a name of the client itself", "RFC 6761 6.3"},
    {"local", kLocalName, "RFC 6762 3"},
    {"home.arpa", kLocalName, "RFC 8375"},
    {"internal", kLocalName, kPrivateNames},
    {"intranet", kLocalName, kPrivateNames},
    {"private", kLocalName, kPrivateNames},
    {"corp", kLocalName, kPrivateNames},
    {"home", kLocalName, kPrivateNames},
    {"lan", kLocalName, kPrivateNames},
};

constexpr Ending kWithoutDot{"", "a name without a dot, which each network completes", "RFC 1123 6.1.4.3"};

std::optional<PrivateScope> scopeOf4(std::uint32_t address, const char *source)
{
    const auto found = std::ranges::find_if(
        kBlocks4, [&](const Block4 &block) { return (address ^ block.start) >> (32 - block.bits) == 0; });
    return found == std::end(kBlocks4) ? std::nullopt : std::optional(PrivateScope{found->what, source});
}

std::optional<PrivateScope> scopeOf6(const Ipv6 &address)
{
    const bool startsEmpty = std::all_of(address.begin(), address.begin() + 5, [](auto piece) { return piece == 0; });
    const std::uint32_t end = std::uint32_t{address[6]} << 16 | address[7];
    if (startsEmpty && address[5] == 0xffff) // ::ffff:0:0/96, an IPv4 address
        return scopeOf4(end, kAddresses4);
    if (startsEmpty && address[5] == 0 && end <= 1)
        return PrivateScope{end == 1 ? "a loopback address" : "an address of the client itself", kAddresses6};
    const auto found =
        std::ranges::find_if(kBlocks6, [&](const Block6 &block) { return (address[0] & block.mask) == block.start; });
    return found == std::end(kBlocks6) ? std::nullopt : std::optional(PrivateScope{found->what, kAddresses6});
}

/// Of "10.0.0.1", as canonicalIpv4() writes it.
std::uint32_t numberOf(const QByteArray &address)
{
    std::uint32_t number = 0;
    for (const QByteArray &part : address.split('.'))
        number = number << 8 | part.toUInt();
    return number;
}

} // namespace

std::optional<PrivateScope> privateScope(QByteArrayView host)
{
    if (host.startsWith('[')) {
        const Result<Ipv6> address = parseIpv6(host.sliced(1).chopped(host.endsWith(']') ? 1 : 0));
        return address ? scopeOf6(*address) : std::nullopt;
    }
    if (endsInNumber(host)) {
        const Result<QByteArray> address = canonicalIpv4(host);
        return address ? scopeOf4(numberOf(*address), kAddresses4) : std::nullopt;
    }
    if (host.endsWith('.'))
        host.chop(1);
    const auto found =
        std::ranges::find_if(kEndings, [&](const Ending &ending) { return domainMatches(host, ending.name); });
    if (found != std::end(kEndings))
        return PrivateScope{found->what, found->source};
    if (!host.isEmpty() && !host.contains('.'))
        return PrivateScope{kWithoutDot.what, kWithoutDot.source};
    return std::nullopt;
}

} // namespace hopscope
