// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace hopscope
{

/// Whether a header field, parameter, cookie or field of content called `name` holds a secret: "access_token",
/// "user[password]", "Password1". Case, "-", "_" and "." do not matter.
bool isSecretName(QByteArrayView name);

} // namespace hopscope
