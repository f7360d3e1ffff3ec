// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/secretrules.h"

namespace hopscope
{

/// Where a value without quotes counts.
enum class BareValues {
    None,        ///< nowhere: programs, where it is an expression
    InComments,  ///< in lines that are comments of a program, as below
    AtLineStart, ///< to the end of the line, when the name begins it: files of settings
    Anywhere,    ///< up to a space, when it was drawn by chance: comments, logs
};

/// Pairs of a secret name and its value in text that is no JSON, form or markup as a whole, with their quotes as they
/// are escaped there: "name": 'value', name = value, ["name"] = "value", 'name' => 'value', set('name', 'value'),
/// name: value. In their order, none in another.
QList<SecretSpan> loosePairs(const QByteArray &text, const SecretRules &rules, BareValues bare, PairPlace place,
                             const PairContext &context);

} // namespace hopscope
