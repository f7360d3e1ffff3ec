// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/draft.h"

namespace hopscope
{

/// Host, Authorization, Referer, Origin and the fields that this client drops.
void applyFieldRules(Draft &draft);

/// Cookie: what the user gave, and what the jar holds for the target.
void applyCookieRule(Draft &draft);

/// The Host field for `url` as this client writes it.
QByteArray hostFieldOf(const ClientProfile &profile, const ParsedTarget &url);

/// Whether a secret that may go to `place` may go to the target.
bool mayReceive(Place place, const Draft &draft);

/// Whether the user made the request conditional on what a cache has (RFC 9110 13.1).
bool isConditional(const Headers &headers);

/// The value of Authorization for user:password (RFC 7617 2).
QByteArray basicCredentials(QByteArrayView userPassword);
/// user:password of a URL, percent-decoded; empty when it has none.
QByteArray urlCredentials(const ParsedTarget &url);

} // namespace hopscope
