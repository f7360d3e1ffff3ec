// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"

namespace hopscope
{

/// What stands between two separators of a .http file.
struct HttpBlock {
    QString name; ///< behind the separator
    int firstLine = 1;
    QList<QByteArray> lines;
};

/// Whether a line in front of a request is more than a comment or an empty one.
bool isRequestLine(const QByteArray &line);
/// The block's request. The error says what is wrong with it.
Result<CollectedRequest> readHttpRequest(const HttpBlock &block);

} // namespace hopscope
