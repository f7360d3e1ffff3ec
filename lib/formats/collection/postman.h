// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"

namespace hopscope
{

/// Whether JSON looks like an export of Postman: a collection (v2.0, v2.1) or an environment.
bool looksLikePostman(const QByteArray &json);
/// Reads a collection (schema.postman.com, collection v2.0.0 and v2.1.0) or an environment's export. Scripts, saved
/// responses and unknown kinds of authentication are in the notes. The error says where the JSON is wrong.
Result<Collected> readPostman(const QByteArray &json);

} // namespace hopscope
