// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/hstspolicy.h"
#include "http/url.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// The end of the year 9999, in seconds since 1970: what expires then or later never expires.
inline constexpr qint64 kNeverExpires = 253402300799;

/// A host that is asked over https only (RFC 6797 8.1.1, "Known HSTS Host").
struct KnownHstsHost {
    static constexpr int AnyPort = -1;
    static constexpr int DefaultPorts = 0; ///< 443, and 80 for the URL that is changed

    QByteArray host; ///< lower case, without a dot at the end
    int port = AnyPort;
    bool withSubdomains = false;
    QDateTime expires;

    bool operator==(const KnownHstsHost &) const = default;
};

/// The known hosts of a client, a value; each host and port once, in the order in which they were stored.
struct HstsStore {
    QList<KnownHstsHost> hosts;

    bool operator==(const HstsStore &) const = default;
};

enum class HstsFate { Stored, Removed, Refused };

/// What became of the Strict-Transport-Security of a response, and why.
struct HstsVerdict {
    HstsFate fate = HstsFate::Refused;
    QByteArray host;
    std::optional<QDateTime> until; ///< for Stored
    QString reason;
    QString source; ///< empty: the profile's

    bool operator==(const HstsVerdict &) const = default;
};

/// Takes the Strict-Transport-Security of a response from `origin` into `store` (RFC 6797 8.1). The certificate has to
/// be a trusted one; that is for the caller to know, and whether the user gave the option that HstsUse::ByOption asks
/// for. Of several lines that count the verdict is that of the last one that changed something. nullopt: the response
/// has no such field.
std::optional<HstsVerdict> learnHsts(HstsStore &store, const Headers &headers, const Origin &origin,
                                     const QDateTime &now, const HstsPolicy &policy);

/// A URL that is loaded over https because its host has asked for that.
struct HstsUpgrade {
    QByteArray target;
    KnownHstsHost known; ///< the entry of the store; with several the one of the longest name
    QString reason;
    QString source;

    bool operator==(const HstsUpgrade &) const = default;
};

/// What becomes of `url` before anything is sent (RFC 6797 8.3): https, with 443 for port 80 and any other port as it
/// is. nullopt when it stays: no http URL, or no known host that has not expired.
std::optional<HstsUpgrade> upgradeFor(const HstsStore &store, QByteArrayView url, const QDateTime &now,
                                      const HstsPolicy &policy);

} // namespace hopscope
