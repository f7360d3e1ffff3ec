// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QString>

namespace hopscope
{

/// A number that a user gave for what `title` names. The error is one sentence, with the limits.
Result<qint64> wholeNumber(const QString &title, const QString &text, qint64 least, qint64 most);

} // namespace hopscope
