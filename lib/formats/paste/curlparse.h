// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"

namespace hopscope
{

/// Reads the first curl command of `text`, in the quoting of bash (as Chrome and Firefox copy it) or of cmd.exe. What
/// is not taken over is in the notes. `words` alone: the arguments after "curl", with `input` on standard input.
Result<PastedRequest> parseCurl(const QString &text);
Result<PastedRequest> parseCurlArguments(const QList<QByteArray> &words, const QByteArray &input = {});

} // namespace hopscope
