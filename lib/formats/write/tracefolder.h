// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"

namespace hopscope
{

/// Writes each trace into a file of its own, STEM-07.EXTENSION, in a folder that is made where there is none. `goOn`
/// gets the number of files written; false ends it there. Empty, or one sentence that says what was not written.
QString writeTraceFolder(const QString &folder, const QString &stem, const Format &format, const QList<Trace> &traces,
                         const std::function<bool(qsizetype written)> &goOn = {});

} // namespace hopscope
