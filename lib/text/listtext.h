// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

/// "a", "a and b", "a, b and c"; of more than `most` the first ones, and how many there are besides. `word` is "and" or
/// "or".
QString listText(const QStringList &items, qsizetype most, const QString &word = QStringLiteral("and"));

} // namespace hopscope
