// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"
#include "formats/redaction/redaction.h"
#include "net/collection.h"

#include <QStringList>

namespace hopscope
{

/// Files of another program, read: what they hold, and which of them could not be read.
struct ForeignCollection {
    Collected collected;
    QStringList faults; ///< a sentence each
};

/// Reads a file or a folder of Bruno (.bru), Postman (collection or environment, .json), REST Client and JetBrains
/// (.http, .rest, http-client.env.json), or a curl command or raw request (any other text). Names of files in it become
/// absolute. The error says why there is nothing.
Result<ForeignCollection> readForeign(const QString &path);
/// The same for a text that was no file.
Result<ForeignCollection> readForeignText(const QByteArray &text);

struct ImportOptions {
    bool withSecrets = false; ///< else placeholders are in their place, and secret variables without a value
    RedactionOptions redaction;
};

struct ImportReport {
    qsizetype requests = 0;
    qsizetype environments = 0;
    QStringList notes;  ///< what was not taken over: "shop/add item: ..."
    QStringList faults; ///< what could not be written

    bool operator==(const ImportReport &) const = default;
};

/// Writes a collection into `folder`. Nothing is replaced: what is there already and says something else keeps its
/// name.
ImportReport writeCollected(const Collected &collected, const QString &folder, const ImportOptions &options);

} // namespace hopscope
