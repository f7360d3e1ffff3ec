// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace hopscope
{

/// Whether a query parameter, a field of a form or of JSON, or a header field called `name` looks as if its value were
/// a secret: "access_token", "clientSecret", "X-Api-Key". Case, "-", "_" and "." do not count.
bool isSecretName(QByteArrayView name);

} // namespace hopscope
