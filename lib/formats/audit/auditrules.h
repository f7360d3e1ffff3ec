// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/listkinds.h"

#include <QRegularExpression>

namespace hopscope
{

/// Rules of one audit, at most: each URL without a target is tried on all of them.
inline constexpr qsizetype kMaxAuditRules = 1000;

/// A row whose source is a pattern: "{}" or "{name}" for what stands between two slashes, or "~" and a regular
/// expression. With a scheme it is matched with the whole URL, otherwise with path and query.
struct AuditRule {
    /// A piece of the target: text, and what a group of the pattern matched; -1: no group.
    struct Piece {
        QString text;
        int group = -1;
    };

    ListedRow row;
    QRegularExpression pattern;
    bool isOfWholeUrl = false;
    QList<Piece> target;
    qsizetype matched = 0; ///< URLs
};

bool isAuditRule(const QString &source);
/// The error says what is wrong with pattern or target.
Result<AuditRule> readAuditRule(const ListedRow &row);
/// The target that the rule gives to `url`; nullopt when it does not match.
std::optional<QString> targetBy(const AuditRule &rule, const QByteArray &url);

} // namespace hopscope
