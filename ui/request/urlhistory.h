// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

/// How many URLs are remembered between runs.
inline constexpr qsizetype kMaxRecentUrls = 200;
/// Longer ones are not remembered.
inline constexpr qsizetype kMaxRecentUrlLength = 2048;

/// The URLs that were requested, the latest first, as the settings have them.
QStringList recentUrls();
/// Puts `url` first, without user and password, and returns the new list.
QStringList rememberUrl(const QString &url);
void forgetUrls();

} // namespace hopscope
