// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for what `httptap --json` writes: an object with initial_url and steps.
bool looksLikeHttptap(const QByteArray &text);

/// The steps of httptap, with --follow or not: one chain, with addresses, TLS and times.
Result<ReadRecord> readHttptap(const QByteArray &text);

} // namespace hopscope
