// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QString>

#include <optional>

namespace hopscope
{

/// A URL as a user typed it, with a scheme in front.
struct CompletedUrl {
    QString url;   ///< without the space around it; parseRequestUrl() takes it, or it begins with a variable
    QString note;  ///< one sentence that says which scheme was used and why; empty when the user typed one
    QString name;  ///< host and port as typed, without user name and password; empty likewise
    QString other; ///< the URL with the other one of http and https; empty likewise

    bool isGuess() const { return !other.isEmpty(); }
    bool operator==(const CompletedUrl &) const = default;
};

/// What a user typed as the URL to request. Without a scheme it gets https, and http where browsers begin with http:
/// for this machine, for addresses, for names that are not unique and for ports but 443 (Chromium,
/// AutocompleteInput::ShouldUpgradeToHttps; Firefox, nsHTTPSOnlyUtils::ShouldUpgradeHttpsFirstRequest). What begins
/// with "{{" stays as it is: see resolved(). The error is that of parseRequestUrl().
Result<CompletedUrl> completedUrl(const QString &typed);

/// What names the host, and what follows it, in a text without a scheme; nullopt if it has one. "host:port" and
/// "user:password@host" have none, although they look so.
std::optional<QString> withoutScheme(const QString &typed);
/// Why a text without a scheme cannot be completed: it has no host, an address without brackets or a control
/// character. Empty if it can.
QString complaintWithoutScheme(const QString &rest);

} // namespace hopscope
