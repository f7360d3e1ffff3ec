// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope::cli
{

/// For text that is read as prose.
inline constexpr qsizetype kProseWidth = 100;
/// For remarks about a table.
inline constexpr qsizetype kTextWidth = 105;

/// Lines of at most `width` characters, broken at spaces; a longer word behind its last slash that fits.
QStringList wrappedText(const QString &text, qsizetype width);
/// The same as one text, with a line end behind each line.
QString wrappedLines(const QString &text, qsizetype width = kProseWidth);
/// The first row is the heading; cells are wrapped to the width of their column, a line is drawn between rows.
QByteArray wrappedTable(const QList<QStringList> &rows, const QList<qsizetype> &widths);

} // namespace hopscope::cli
