// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

/// The one of `words` that `typed` was probably meant to be; empty if none is like it.
QString nearestOf(const QString &typed, const QStringList &words);

} // namespace hopscope
