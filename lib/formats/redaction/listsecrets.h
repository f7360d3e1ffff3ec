// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/secretrules.h"

#include <span>

namespace hopscope
{

/// The values below the secret names of the first line, in text of columns (RFC 4180) that `delimiter` separates.
QList<SecretSpan> columnSecrets(const QByteArray &text, char delimiter, const SecretRules &rules,
                                const PairContext &context);
/// What separates the columns of a text whose first line looks like names of columns, '\0' if there are none: tab,
/// comma, semicolon or "|".
char delimiterOfColumns(const QByteArray &text);

/// What recovery codes are called.
std::span<const QByteArrayView> recoveryWords();
/// Codes that stand below or behind a word for them: "Recovery codes: 1a2b-3c4d, ...".
QList<SecretSpan> recoveryCodes(const QByteArray &text, const SecretRules &rules);

/// "the password is hunter2", "machine a login b password hunter2", "curl -u ann:hunter2". Of text that is
/// markup or JSON only the first: words stand there for other reasons.
QList<SecretSpan> proseSecrets(const QByteArray &text, const SecretRules &rules, bool isPlain);

/// Parameters of challenges from which the answer is made.
std::span<const QByteArrayView> challengeParameters();
/// What is secret in the value of a header field of challenges (RFC 9110 11.3): a token68, and parameters by which the
/// answer is made, such as nonce and opaque.
QList<SecretSpan> challengeSecrets(const QByteArray &value, const SecretRules &rules);
/// The values of W3C Baggage but for those that say where a request belongs.
QList<SecretSpan> baggageSecrets(const QByteArray &value, const SecretRules &rules);

} // namespace hopscope
