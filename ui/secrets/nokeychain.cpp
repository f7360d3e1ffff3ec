// SPDX-License-Identifier: MIT
// In the place of keychain.cpp where the program is built without QtKeychain.
#include "ui/secrets/secretstore.h"

namespace hopscope
{

std::unique_ptr<SecretStore> systemSecretStore(const QString &)
{
    return noSecretStore();
}

QString systemSecretStoreName()
{
    return {};
}

} // namespace hopscope
