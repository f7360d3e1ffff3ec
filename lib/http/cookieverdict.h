// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// What became of a Set-Cookie (the first three), or of a stored cookie when a request was made.
enum class CookieFate { Stored, Refused, Deleted, Sent, Withheld };

/// One cookie, by its name and never its value, and why.
struct CookieVerdict {
    QByteArray name; ///< empty: a cookie without a name
    CookieFate fate = CookieFate::Stored;
    QString reason;
    QString source; ///< "rfc6265bis 5.7", "curl 7.88.1, lib/cookie.c", ...

    bool operator==(const CookieVerdict &) const = default;
};

/// How the reason begins where a cookie is withheld because its time is over.
inline constexpr QLatin1StringView kExpiredReason("It expired ");

/// "stored", "refused", "deleted", "sent" or "withheld".
QLatin1StringView idOf(CookieFate fate);
/// nullopt for a name that is none.
std::optional<CookieFate> cookieFate(QStringView id);

} // namespace hopscope
