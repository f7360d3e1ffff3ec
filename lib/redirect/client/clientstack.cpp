// SPDX-License-Identifier: MIT
#include "redirect/client/clientstack.h"

#include "redirect/profiletext.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kMyStack = QT_TRANSLATE_NOOP("profiles", "My stack");

QSet<QString> asSet(const QStringList &ids)
{
    return {ids.begin(), ids.end()};
}

} // namespace

QList<ClientPointer> clientsOfStack(const QList<ClientPointer> &clients, const QStringList &stack)
{
    const QSet<QString> ids = asSet(stack);
    QList<ClientPointer> found;
    for (const ClientPointer &client : clients) {
        if (ids.contains(client->id))
            found.append(client);
    }
    return found;
}

QList<ClientGroup> clientGroups(const QList<ClientPointer> &clients, const QStringList &stack)
{
    QList<ClientGroup> groups;
    if (const QList<ClientPointer> own = clientsOfStack(clients, stack); !own.isEmpty())
        groups.append({kMyStack, own});
    const QSet<QString> ids = asSet(stack);
    QHash<QByteArrayView, qsizetype> places;
    for (const ClientPointer &client : clients) {
        if (ids.contains(client->id))
            continue;
        const qsizetype place = places.value(client->group, groups.size());
        if (place == groups.size()) {
            places.insert(client->group, place);
            groups.append(ClientGroup{.title = client->group, .clients = {}});
        }
        groups[place].clients.append(client);
    }
    return groups;
}

QStringList stackWith(QStringList stack, const QString &id, bool isIn)
{
    stack.removeAll(id);
    if (isIn)
        stack.append(id);
    return stack;
}

QString clientSearchText(const ClientProfile &profile)
{
    return u"%1 %2 %3 %4"_s.arg(ProfileText::tr(profile.title), profile.id, profile.version,
                                ProfileText::tr(profile.group));
}

bool fitsSearch(const ClientProfile &profile, const QString &typed)
{
    const QString text = clientSearchText(profile).toCaseFolded();
    const QStringList words = typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word); });
}

} // namespace hopscope
