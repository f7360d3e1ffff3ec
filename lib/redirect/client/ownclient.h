// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "redirect/profile.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <memory>

namespace hopscope
{

/// A profile, and with a user's own one the texts and lists that it points to.
using ClientPointer = std::shared_ptr<const ClientProfile>;

/// The profile of a built-in client as the JSON file of an own one, whose id is "own-" and the built-in one's.
QByteArray clientToJson(const ClientProfile &profile);

/// Reads the file of an own client: "format", and members as clientToJson() writes them. What is not there is as with
/// the client that "like" names, or as with most clients. The error is one sentence that names the place and the
/// reason.
Result<ClientPointer> clientFromJson(const QByteArray &json);

} // namespace hopscope
