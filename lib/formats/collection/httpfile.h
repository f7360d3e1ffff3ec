// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"

namespace hopscope
{

/// Reads a .http or .rest file as VS Code's REST Client and JetBrains' HTTP Client have it: requests between lines of
/// "###", "@name = value", "# @name", bodies from files, curl commands. Scripts, references to responses and requests
/// of other protocols are in the notes. The error says that there is no request.
Result<Collected> readHttpFile(const QByteArray &file);

/// Reads http-client.env.json: an object with an environment a member, whose members are its variables. Of a private
/// file all of them are secret. The error says where the JSON is wrong.
Result<QList<CollectedEnvironment>> readHttpEnvironments(const QByteArray &json, bool isPrivate);

} // namespace hopscope
