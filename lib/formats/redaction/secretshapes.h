// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/secretrules.h"

namespace hopscope
{

/// What Basic credentials are called among the spans; their user and password are secrets of their own.
inline constexpr QByteArrayView kBasicName = "Basic credentials";

/// Secrets that their form tells, whatever the field is called that holds them: JSON Web Tokens (RFC 7519), keys whose
/// issuer gives them a prefix, private keys (RFC 7468), credentials behind the name of their scheme, card numbers
/// (ISO/IEC 7812). In their order, none in another.
QList<SecretSpan> shapedSecrets(const QByteArray &text, const SecretRules &rules);

/// Whether digits, between which spaces or "-" may stand, are the number of a payment card: the issuer's first digits,
/// the length and the check digit (Luhn).
bool isCardNumber(QByteArrayView digits);

} // namespace hopscope
