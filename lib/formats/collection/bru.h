// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace hopscope
{

/// A line of a block: "key: value", "~key: value" when it is switched off.
struct BruPair {
    QByteArray key;
    QByteArray value;
    bool enabled = true;
    bool local = false; ///< "@key"

    bool operator==(const BruPair &) const = default;
};

/// "name { ... }" or "name [ ... ]" of a .bru file (docs.usebruno.com, "Bru Lang").
struct BruBlock {
    QByteArray name;
    QList<BruPair> pairs; ///< of a block of pairs; of a list the keys alone
    QByteArray text;      ///< of a block of text, without the two spaces in front of each line

    bool operator==(const BruBlock &) const = default;
};

/// The error names the line of a block that is not closed, or of one that is no block.
Result<QList<BruBlock>> readBru(QByteArrayView file);

} // namespace hopscope
