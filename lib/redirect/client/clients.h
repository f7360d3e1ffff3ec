// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/ownclient.h"

#include <QStringList>

namespace hopscope
{

/// The clients to choose from: the built-in ones, then the user's own. A value; a profile lives as long as somebody
/// holds its pointer.
class Clients
{
public:
    /// The built-in ones alone.
    Clients() = default;
    /// `faults` has one sentence for each file that is no client: "FILE: place: reason".
    explicit Clients(const QList<ClientPointer> &own, const QStringList &faults = {});

    QList<ClientPointer> all() const;
    /// The same with the installed ones, which can send requests and have no rules of their own.
    QList<ClientPointer> allToRun() const;
    const QList<ClientPointer> &own() const { return m_own; }
    const QStringList &faults() const { return m_faults; }
    /// nullptr when there is none called so.
    ClientPointer find(QStringView id) const;
    /// The same; the error lists those that there are, and the faults.
    Result<ClientPointer> named(const QString &id) const;

private:
    QList<ClientPointer> m_own;
    QStringList m_faults;
};

} // namespace hopscope
