// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QFont>
#include <QImage>
#include <QPalette>

namespace hopscope
{

/// Pixels; a longer chain is drawn smaller.
inline constexpr int kMaxImageHeight = 16'000;

/// The chain as on screen, in the colours of `palette`, `width` pixels wide at a scale of 1.
QImage chainImage(const Trace &trace, const QPalette &palette, const QFont &font, int width, qreal scale);

} // namespace hopscope
