// SPDX-License-Identifier: MIT
#include "redirect/client/clients.h"

#include "redirect/client/realclients.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Built-in profiles are never deleted.
ClientPointer builtIn(const ClientProfile &profile)
{
    return ClientPointer(ClientPointer(), &profile);
}

} // namespace

Clients::Clients(const QList<ClientPointer> &own, const QStringList &faults) : m_own(own), m_faults(faults) {}

QList<ClientPointer> Clients::all() const
{
    QList<ClientPointer> all;
    for (const ClientProfile &profile : clientProfiles())
        all.append(builtIn(profile));
    return all + m_own;
}

QList<ClientPointer> Clients::allToRun() const
{
    const QList<ClientPointer> clients = all();
    return clients.first(clients.size() - m_own.size()) + realProfiles() + m_own;
}

ClientPointer Clients::find(QStringView id) const
{
    if (const ClientProfile *profile = findClient(id))
        return builtIn(*profile);
    if (const RealClient *real = realClient(id))
        return profileOf(*real);
    const auto found =
        std::find_if(m_own.begin(), m_own.end(), [&](const ClientPointer &each) { return id == each->id; });
    return found == m_own.end() ? nullptr : *found;
}

Result<ClientPointer> Clients::named(const QString &id) const
{
    if (const ClientPointer found = find(id))
        return found;
    QStringList ids;
    for (const ClientPointer &client : allToRun())
        ids.append(client->id);
    const QString faults = m_faults.isEmpty() ? QString() : u"; not read: "_s + m_faults.join(u"; "_s);
    return Result<ClientPointer>::failure(
        u"there is no client \"%1\"; choose one of: %2%3"_s.arg(id, ids.join(u", "_s), faults));
}

} // namespace hopscope
