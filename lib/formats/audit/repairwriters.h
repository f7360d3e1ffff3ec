// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditrepair.h"

#include <functional>

namespace hopscope
{

/// Rules as one format has them, with what it cannot have.
struct FormatRules {
    QList<RepairRule> rules; ///< one for a URL
    QStringList leftOut;     ///< sentences
};

/// The rules of `repair` that a format without methods can have: the first one for each source, and none of which
/// `reasonAgainst(rule)` says something.
FormatRules rulesFor(const Repair &repair, const std::function<QString(const RepairRule &rule)> &reasonAgainst);
/// Lines that begin with "# "; nothing in a sentence ends one.
QByteArray commentLines(const QStringList &sentences);
/// What was left out, under a line that says so; nothing if nothing was.
QByteArray leftOutLines(const QStringList &sentences);
/// The comment above a rule: its place, and what there is to say of it.
QByteArray ruleComment(const RepairRule &rule);

// One for each row of repairFormats().

QByteArray writeNginxRules(const Repair &repair);
QByteArray writeApacheRules(const Repair &repair);
QByteArray writeCaddyRules(const Repair &repair);
QByteArray writeNetlifyRules(const Repair &repair);
QByteArray writeCloudflareRules(const Repair &repair);
QByteArray writeHurlChecks(const Repair &repair);

} // namespace hopscope
