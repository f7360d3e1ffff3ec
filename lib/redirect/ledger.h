// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/draft.h"

namespace hopscope
{

/// A row for every part and field of the answered request and of the next one: method, url, body, content fields,
/// Authorization, Cookie, Referer, Origin, other fields, fragment. Made by comparing the two; the draft gives the
/// reasons.
QList<LedgerRow> makeLedger(const Draft &draft);

/// "24 B, sha256 9f86d081..."; empty for no body.
QString bodyText(const Body &body);

/// Puts the row of the field `name` right, where something else than the rules of redirects decided about it: as it was
/// `before` and is `after`. Nothing happens where the row says so already.
void setLedgerRow(QList<LedgerRow> &ledger, QByteArrayView name, const Headers &before, const Headers &after,
                  const QString &reason, const QString &source);

} // namespace hopscope
