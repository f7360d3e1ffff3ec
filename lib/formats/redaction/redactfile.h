// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "http/result.h"

namespace hopscope
{

/// The number in Removed::hops of what stands outside of a HAR's entries.
inline constexpr int kOutsideOfEntries = 1'000'000'000;

struct RedactedFile {
    QByteArray bytes;
    QList<Removed> removed; ///< `hops` are entries of the HAR or requests of the trace
};

/// A HAR or a trace file with its secrets replaced by marks. Of a HAR, whoever wrote it, every byte but those of the
/// secrets stays as it is, unknown members too. The error says what is wrong and what can be given.
Result<RedactedFile> redactedFile(const QByteArray &file, const RedactionOptions &options);

} // namespace hopscope
