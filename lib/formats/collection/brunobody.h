// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/bru.h"
#include "formats/collection/collected.h"

namespace hopscope
{

/// The first block of that name; nullptr if there is none.
const BruBlock *findBlock(const QList<BruBlock> &blocks, QByteArrayView name);
/// Of the first pair with that key.
QByteArray valueIn(const BruBlock &block, QByteArrayView key);

/// Puts the block that `mode` chooses ("json", "formUrlEncoded", ...) into the request, with its Content-Type; `off`
/// gets the names that are switched off.
void readBrunoBody(PastedRequest &request, const QList<BruBlock> &blocks, const QByteArray &mode, QStringList &off);

} // namespace hopscope
