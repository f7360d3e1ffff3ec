// SPDX-License-Identifier: MIT
#pragma once

#include "paint/colors.h"

#include <QPalette>

namespace hopscope
{

enum class Theme { System, Light, Dark, HighContrast };

/// True if text is lighter than its background.
bool isDark(const QPalette &palette);
/// The colours that go with a palette made by applyColors().
const Colors &colorsOf(const QPalette &palette);
QPalette paletteOf(const Colors &colors);
/// Palette and style for the whole application.
void applyColors(const Colors &colors);

} // namespace hopscope
