// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"
#include "text/jsoncursor.h"

namespace hopscope
{

/// One element of a HAR's `log.entries`.
struct HarEntry {
    Recorded recorded;
    QByteArrayView own; ///< the `_hopscope` of it, empty if there is none; lives as long as the JSON
    QString ownPlace;
};

/// Reads an entry as it stands, after which in.failed() tells whether that went well. What only other programs leave
/// out, such as sizes, times and null, is not missed.
HarEntry readHarEntry(JsonCursor &in);

/// Makes what a foreign program wrote a hop as Hopscope has them: pseudo-fields of HTTP/2 go, joined Set-Cookie lines
/// are split, an answer of status 0 becomes an error, and the hop's notes say what was done.
void adoptForeignEntry(Recorded &recorded);

/// Whether the entry is about HTTP; browsers list data:, blob: and extension URLs too.
bool isHttpEntry(const HarEntry &entry);

} // namespace hopscope
