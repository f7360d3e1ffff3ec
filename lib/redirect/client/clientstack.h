// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/ownclient.h"

#include <QList>
#include <QStringList>

namespace hopscope
{

// The stack of a user: the ids of the clients that matter to them. An id that is none here, of a client's file that is
// gone or of another version of Hopscope, stays in it and counts for nothing.

/// Clients below one heading.
struct ClientGroup {
    const char *title = nullptr; ///< for ProfileText::tr()
    QList<ClientPointer> clients;
};

/// Those of `clients` that are in the stack, in the order of `clients`.
QList<ClientPointer> clientsOfStack(const QList<ClientPointer> &clients, const QStringList &stack);
/// All of them: the stack's first, below a heading of their own, then the others by language.
QList<ClientGroup> clientGroups(const QList<ClientPointer> &clients, const QStringList &stack);
/// `stack` with or without that client.
QStringList stackWith(QStringList stack, const QString &id, bool isIn);

/// What a client is found by: its title, which names program or library, id, version and language.
QString clientSearchText(const ClientProfile &profile);
/// Whether each word of `typed` is in there, in any case of letters; nothing typed fits all.
bool fitsSearch(const ClientProfile &profile, const QString &typed);

} // namespace hopscope
