// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/memory.h"

#include <QStringList>

namespace hopscope
{

/// One kind of what a client remembers, for the screen.
struct SessionTable {
    QString title;
    QStringList columns;
    QList<QStringList> rows;

    bool operator==(const SessionTable &) const = default;
};

/// Cookies, hosts that want https, and stored redirects, in this order. The values of cookies are left out unless
/// `withSecrets`; what has expired at `now` says so.
QList<SessionTable> sessionTables(const ClientMemory &memory, const QDateTime &now, bool withSecrets = false);

/// "3 cookies, 1 host that wants https, 2 stored redirects"; "nothing" when it is empty.
QString sessionSummary(const ClientMemory &memory);

} // namespace hopscope
