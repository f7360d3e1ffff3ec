// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope
{

/// What the hash of a block in a trace file says of its bytes there. Unstated: there is no hash (older files).
/// Incomplete: the bytes beyond the body limit are not in the file. Replaced: placeholders stand in a body whose hash
/// is that of the real one.
enum class BlockState { Matches, Differs, Unstated, Incomplete, Replaced };

/// The bytes of one direction on the wire, or a body.
struct CheckedBlock {
    qsizetype hop = 0; ///< counts from 0
    QString name;      ///< "sent", "received", "request body", "response body"
    qsizetype size = 0;
    BlockState state = BlockState::Matches;
    QByteArray stated;   ///< SHA-256 as the file says it, lower-case hex
    QByteArray found;    ///< SHA-256 of the bytes
    QByteArray original; ///< SHA-256 of a wire block before secrets in it were replaced; empty: nothing was replaced

    bool operator==(const CheckedBlock &) const = default;
};

/// A trace file that was checked.
struct VerifiedTrace {
    QString tool;  ///< "hopscope 0.1.0, commit ..."
    QString clock; ///< what its times were read from; empty: the file does not say
    QList<CheckedBlock> blocks;
};

/// Compares the SHA-256 of each block in a trace file with its bytes there. The error says why it is no trace file.
Result<VerifiedTrace> verifyTrace(const QByteArray &json);

} // namespace hopscope
