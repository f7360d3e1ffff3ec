// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditrunner.h"
#include "net/requestoption.h"

namespace hopscope
{

/// What the user wants of an audit, beside the lists and the request.
struct AuditChoices {
    AuditListOptions list;
    bool isStrict = false; ///< nothing is sent when a line cannot be used
    AuditPace pace{.robots = RobotsUse::Shown};
    QString resume;   ///< path of the file of JSON lines that keeps the results; empty: none
    QString baseline; ///< path of that of an earlier audit; empty: none
};

/// What an option is about: the window shows those of a group together.
enum class AuditOptionGroup { Lists, Pace, Results };

struct AuditOptionGroupRow {
    AuditOptionGroup group;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
};

/// In the order in which they are shown.
std::span<const AuditOptionGroupRow> auditOptionGroups();

/// One option of an audit. A row of auditOptions(): command line and window are made from that table.
struct AuditOption {
    QLatin1StringView name;        ///< "per-host": --per-host of the command line
    QLatin1StringView placeholder; ///< "N", empty for a switch
    OptionKind kind = OptionKind::Text;
    AuditOptionGroup group = AuditOptionGroup::Lists;
    const char *title; ///< for the window: QT_TRANSLATE_NOOP("audit", ...)
    const char *help;  ///< likewise, for the command line, too; %1 stands for the choices
    /// Takes one value, empty for a switch; of OptionKind::Lines one after the other. Empty, or one sentence; `title`
    /// is how it calls the option.
    QString (*read)(const QString &title, const QString &value, AuditChoices &choices);
    /// Ids of what can be chosen: one for a Choice, of a Text any number with commas between. nullptr: anything.
    QStringList (*choices)() = nullptr;
    /// What counts when nothing is given. nullptr: there is nothing to say.
    QString (*usual)() = nullptr;
};

/// In the order in which they are shown.
std::span<const AuditOption> auditOptions();

} // namespace hopscope
