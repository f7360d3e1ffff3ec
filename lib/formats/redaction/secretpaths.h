// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/secretrules.h"
#include "text/secretnames.h"

#include <span>

namespace hopscope
{

/// Which segments of a path are secret.
struct PathRule {
    QByteArrayView word; ///< host and path with all behind them secret, or a segment of a path in lower case
    SecretHolds behind = SecretHolds::Every; ///< Every: all that follows the word, up to the query
    const char *of = nullptr;                ///< the product; nullptr: many
};

std::span<const PathRule> pathRules();
/// "path reset".
QByteArray idOf(const PathRule &row);

/// Secrets in the paths of URLs, wherever they stand in `text`: webhooks, bots, links to reset a password, ASP.NET's
/// sessions. In their order, none in another.
QList<SecretSpan> pathSecrets(const QByteArray &text, const SecretRules &rules);

} // namespace hopscope
