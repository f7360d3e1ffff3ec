// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace hopscope
{

/// A run of characters.
struct TextRange {
    qsizetype from = 0;
    qsizetype length = 0;

    bool operator==(const TextRange &) const = default;
};

/// The parts of `after` (scheme, host labels, port, path segments, parameters, fragment) that `before` does not have at
/// that place: a longest common subsequence of the parts is unmarked. Nothing is marked when `before` is empty.
QList<TextRange> changedParts(const QString &before, const QString &after);

/// `text` cut to at most `lines` lines of `perLine` characters, the middle of it replaced by "…" where it is too long.
/// `marked` has one flag a character of the result.
struct FittedText {
    QStringList lines;
    QList<QList<bool>> marked;
};
FittedText fitText(const QString &text, const QList<TextRange> &marks, qsizetype perLine, qsizetype lines);

} // namespace hopscope
