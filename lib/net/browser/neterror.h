// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// What an error of Chromium's network stack ("net::ERR_NAME_NOT_RESOLVED") or of Firefox's ("NS_ERROR_UNKNOWN_HOST",
/// "SEC_ERROR_UNKNOWN_ISSUER") means for the chain. The message is a sentence that quotes it.
Outcome outcomeOfNetError(const QString &browser, const QString &error);

} // namespace hopscope
