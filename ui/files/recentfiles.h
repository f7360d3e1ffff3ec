// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

inline constexpr qsizetype kMaxRecentFiles = 10;

/// Paths of the files of traces that were opened or saved, the latest first, at most kMaxRecentFiles; kept between
/// runs.
QStringList recentFiles();
void rememberFile(const QString &path);
void forgetFile(const QString &path);
void forgetFiles();

} // namespace hopscope
