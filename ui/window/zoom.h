// SPDX-License-Identifier: MIT
#pragma once

namespace hopscope
{

inline constexpr int kSmallestZoom = -4;
inline constexpr int kLargestZoom = 12;
/// How much larger a presentation is than the window before it.
inline constexpr int kPresentationZoom = 5;

/// The size of all text of the program: 0 is the system's, each step a tenth more or less.
void applyZoom(int level);

} // namespace hopscope
