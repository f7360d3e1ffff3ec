// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/firstrequest.h"
#include "trace/trace.h"

#include <span>

namespace hopscope
{

/// The names of the fields of `first`, the request that `wish` became, that the user did not give.
QList<QByteArray> addedFields(const FirstRequest &wish, const Request &first);

/// Of the fields that fall with a body only if the client added them, those that it added to the first of `hops`: a
/// later request that lost the body shows it, or else the value, which is the client's own.
QList<QByteArray> addedFields(const ClientProfile &profile, std::span<const Hop> hops);

} // namespace hopscope
