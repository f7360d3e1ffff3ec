// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>

namespace hopscope
{

/// The picture ":/icons/NAME.svg" in `normal`, and in `checked` for a button that is on.
QIcon tintedIcon(const QString &name, QColor normal, QColor checked);

} // namespace hopscope
