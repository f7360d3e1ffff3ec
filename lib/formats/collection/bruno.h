// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope
{

/// A file of another program's folder.
struct CollectedFile {
    QString path; ///< from the folder: "shop/add.bru"
    QByteArray bytes;
};

/// Reads a folder of Bruno (docs.usebruno.com, "Bru Lang"): *.bru with collection.bru, folder.bru, environments/ and
/// bruno.json, or one .bru file alone. Files that cannot be read are in the notes, as are scripts and tests. The error
/// says that none of them could be.
Result<Collected> readBruno(const QList<CollectedFile> &files);

} // namespace hopscope
