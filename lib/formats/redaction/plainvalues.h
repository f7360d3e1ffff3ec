// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

// Values that are no secrets, although they stand where one could, and those that were drawn by chance.

/// "NOT_FOUND", "invalid_grant", "NoSuchKey", "P2002": words and numbers of errors. Codes that are drawn by chance have
/// letters of both cases and digits in no such order.
bool isErrorName(const QByteArray &value);
/// Whether a value is made of a few words ("dark", "text/html"), which stand elsewhere for other reasons.
bool isWords(QByteArrayView value);
/// "INC0012345", "JIRA-123": capitals, then digits.
bool isNumbered(QByteArrayView value);
/// true, false, null, None and the like, or what is said of a value that is not there.
bool isTruthWord(QByteArrayView value);
/// Up to three digits, with or without a sign.
bool isSmallNumber(QByteArrayView value);
/// A few words of English with spaces between them, among which is a small one such as "is" or "your", or that end as a
/// sentence does: a message, and no passphrase.
bool isSentence(QByteArrayView value);
/// What a page calls the field `name` in some language: "Password", "Enter your token", "Mot de passe".
bool isLabel(QByteArrayView name, const QByteArray &value);
/// At least `least` bytes without white space that are neither words nor numbers nor a date nor a URL: a part has
/// letters and digits, or letters of both cases in no order, or there are characters as only passwords have.
bool looksDrawn(QByteArrayView value, qsizetype least = 6);
/// The same with a part of letters and digits only, of kLeastRandom bytes at least.
bool looksRandom(QByteArrayView value);

inline constexpr qsizetype kLeastRandom = 16;

} // namespace hopscope
