// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "redirect/client/ownclient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::fuzz
{

namespace
{

/// All but the id, which is another one in each copy.
QJsonObject membersOf(const ClientProfile &profile)
{
    QJsonObject members = QJsonDocument::fromJson(clientToJson(profile)).object();
    members.remove(QStringLiteral("id"));
    return members;
}

} // namespace

void run(QByteArrayView input)
{
    const Result<ClientPointer> client = clientFromJson(input.toByteArray());
    requireEither(client);
    if (!client)
        return;
    const Result<ClientPointer> again = clientFromJson(clientToJson(**client));
    require(again && membersOf(**again) == membersOf(**client), "a client that was written reads back");
}

} // namespace hopscope::fuzz
