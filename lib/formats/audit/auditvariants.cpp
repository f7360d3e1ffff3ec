// SPDX-License-Identifier: MIT
#include "formats/audit/auditvariants.h"

#include "http/ascii.h"
#include "http/ipaddress.h"
#include "http/site.h"
#include "http/url.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kWww = "www.";

/// Of a URL without a port: what another one does says nothing about the other scheme.
std::optional<QByteArray> otherScheme(const QByteArray &url)
{
    Url parts = splitUri(url);
    if (parts.port >= 0)
        return std::nullopt;
    parts.scheme = parts.scheme == "https" ? "http" : "https";
    return joinUri(parts);
}

std::optional<QByteArray> otherWww(const QByteArray &url)
{
    Url parts = splitUri(url);
    const QByteArray host = parts.host.value_or(QByteArray());
    if (isLoopbackHost(host) || host.startsWith('[') || endsInNumber(host) || !host.contains('.'))
        return std::nullopt;
    parts.host = host.startsWith(kWww) ? host.sliced(kWww.size()) : kWww.toByteArray() + host;
    return joinUri(parts);
}

std::optional<QByteArray> otherSlash(const QByteArray &url)
{
    Url parts = splitUri(url);
    if (parts.path.isEmpty() || parts.path == "/")
        return std::nullopt;
    if (parts.path.endsWith('/'))
        parts.path.chop(1);
    else
        parts.path += '/';
    return joinUri(parts);
}

/// Upper case, and lower case for a path that is so already. Percent-encodings mean the same in both.
std::optional<QByteArray> otherCase(const QByteArray &url)
{
    Url parts = splitUri(url);
    const QByteArray upper = parts.path.toUpper();
    const QByteArray other = upper == parts.path ? parts.path.toLower() : upper;
    if (other == parts.path)
        return std::nullopt;
    parts.path = other;
    return joinUri(parts);
}

constexpr AuditVariant kAuditVariants[] = {
    {"scheme"_L1, QT_TRANSLATE_NOOP("audit", "http and https"), otherScheme},
    {"www"_L1, QT_TRANSLATE_NOOP("audit", "With and without www"), otherWww},
    {"slash"_L1, QT_TRANSLATE_NOOP("audit", "With and without a slash at the end"), otherSlash},
    {"case"_L1, QT_TRANSLATE_NOOP("audit", "The path in other case"), otherCase},
};

} // namespace

std::span<const AuditVariant> auditVariants()
{
    return kAuditVariants;
}

const AuditVariant *auditVariant(QStringView id)
{
    const auto *const found =
        std::ranges::find_if(kAuditVariants, [&](const AuditVariant &variant) { return id == variant.id; });
    return found == std::end(kAuditVariants) ? nullptr : found;
}

} // namespace hopscope
