// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/secretrules.h"

namespace hopscope
{

/// A quote as it is written within JSON, programs, HTML or URLs.
struct Quote {
    QByteArrayView text;
    SecretForm form = SecretForm::Plain;
};

/// The quote at `at`; nullptr if there is none.
const Quote *quoteAt(QByteArrayView text, qsizetype at);

/// A name in front of a sign.
struct NameBefore {
    qsizetype start = -1; ///< -1: there is none
    QByteArray name;
    bool isQuoted = false;
    const Quote *quote = nullptr;
};

/// The name in quotes that ends at `end` and begins behind `from`.
NameBefore quotedNameBefore(QByteArrayView text, qsizetype end, qsizetype from);
/// A name without quotes, with the word of its line before it ("API key") if it is secret so.
NameBefore bareNameBefore(QByteArrayView text, qsizetype end, qsizetype from, const SecretRules &rules);

/// Offset behind the white space at `at`, and before the blanks that end at `end`: a few bytes at most.
qsizetype skipBlanks(QByteArrayView text, qsizetype at);
qsizetype skipBlanksBack(QByteArrayView text, qsizetype end, qsizetype from);

} // namespace hopscope
