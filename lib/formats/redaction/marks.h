// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace hopscope
{

/// What stands in place of content in which nobody can look for secrets.
inline constexpr QByteArrayView kHiddenContent = "[redacted content]";

/// The mark that stands in place of a secret: "[redacted 7]".
QByteArray markOf(int number);
/// Length of the mark that `text` begins with, 0 if it begins with none.
qsizetype markLength(QByteArrayView text);
bool isMark(QByteArrayView text);
/// The highest number of the marks in `text`, also of percent-encoded ones; 0 if there is none.
int highestMark(QByteArrayView text);
/// The same for all texts of a trace.
int highestMark(const Trace &trace);
/// Adds `offset` to the number of each mark, so that marks of files that were redacted one by one do not say that
/// different secrets are equal.
void renumberMarks(Trace &trace, int offset);
/// Renumbers the marks of `traces`, which come from one file, above `highest` and raises it to the highest of them.
void renumberMarks(QList<Trace> &traces, int &highest);

} // namespace hopscope
