// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace hopscope
{

/// Another notation of a URL that is to lead to the same place. One row of auditVariants().
struct AuditVariant {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
    /// nullopt when the URL has no such notation.
    std::optional<QByteArray> (*of)(const QByteArray &url);
};

std::span<const AuditVariant> auditVariants();
/// nullptr if there is none.
const AuditVariant *auditVariant(QStringView id);

} // namespace hopscope
