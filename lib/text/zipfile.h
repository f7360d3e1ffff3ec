// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope
{

/// A file of an archive.
struct ZipEntry {
    QString name; ///< with '/' between folders
    QByteArray bytes;
};

/// A ZIP archive (PKWARE APPNOTE 6.3) of these files, stored as they are. Always the same bytes for the same files:
/// they have the time 1980-01-01.
QByteArray zipOf(const QList<ZipEntry> &entries);

} // namespace hopscope
