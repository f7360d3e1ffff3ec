// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditway.h"

#include <span>

namespace hopscope
{

/// A rule that leads straight to where a chain ended.
struct RepairRule {
    QString place;     ///< rowText()
    QByteArray method; ///< that was asked with
    QByteArray source; ///< absolute, without user, password and fragment
    QByteArray target; ///< absolute
    int status = 301;
    QString note; ///< a sentence that is to stand above it; empty: none

    bool operator==(const RepairRule &) const = default;
};

/// A row that answers by itself, as it should.
struct RepairStay {
    QString place;
    QByteArray method;
    QByteArray source;
    int status = 200;

    bool operator==(const RepairStay &) const = default;
};

/// What an audit says about how a site should redirect.
struct Repair {
    QList<RepairRule> rules; ///< in the order of the audit; none leads to the source of another one
    QList<RepairStay> stays;
    QStringList leftOut; ///< sentences on rows that have no rule, and why
};

/// The rules that flatten the chains of an audit. Each goes to the target that the list has, otherwise to where the
/// chain ended, with the status that was asked for, otherwise a permanent one if all of the chain was, and one that
/// keeps method and body if all of it did. Loops and errors have none. `rewrites` name hosts in place of those that
/// were asked. Linear.
Repair repairOf(const QList<AuditedRow> &rows, const QList<HostRewrite> &rewrites);

/// Something that reads rules. One row of repairFormats().
struct RepairFormat {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
    QByteArray (*write)(const Repair &repair);
};

std::span<const RepairFormat> repairFormats();
/// nullptr for an unknown id.
const RepairFormat *repairFormat(QStringView id);

} // namespace hopscope
