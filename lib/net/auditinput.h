// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"

namespace hopscope
{

/// What is read of a list, at most, after unpacking.
inline constexpr qint64 kMaxListBytes = 256 * 1024 * 1024;

/// The bytes of a list, unpacked if they are gzip (RFC 1952). `name` stands for it in the error, which is one sentence.
Result<QByteArray> unpackedList(const QByteArray &bytes, const QString &name);
/// A list from a file.
Result<QByteArray> readListFile(const QString &path);
/// Reads what a sitemap index in `folder` names: a file of that name in the same folder. Nothing is fetched.
std::function<Result<QByteArray>(const QString &location)> partsIn(const QString &folder);

} // namespace hopscope
