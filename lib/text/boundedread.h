// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace hopscope
{

/// Larger traces and HARs are refused: a browser's record of a whole day is smaller.
inline constexpr qint64 kMaxInputBytes = 512 * 1024 * 1024;

/// All that an open device has. `name` stands for it in the error, which is one sentence: it cannot be read, or it has
/// more than `limit` bytes.
Result<QByteArray> readAtMost(QIODevice &device, const QString &name, qint64 limit);
/// The same for a file.
Result<QByteArray> readFile(const QString &path, qint64 limit);

} // namespace hopscope
