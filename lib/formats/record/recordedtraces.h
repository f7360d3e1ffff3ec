// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"
#include "formats/record/recorded.h"
#include "redirect/profile.h"

namespace hopscope
{

/// The traces in what another program recorded: joined into chains and judged. `origin` says where it comes from ("a
/// HAR by WebInspector 537.36") in the notes of each first hop; `fallback` judges where no User-Agent names the client,
/// and `always` whatever it names.
QList<Trace> recordedTraces(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback,
                            const ClientProfile *always = nullptr);

/// What recordedTraces() makes of `exchanges`, with what a reader says of the file. Where there are none, the error is
/// why the file is cut off, else the first note, else `nothing`.
Result<ReadRecord> recordOf(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback,
                            const QString &nothing, const RecordNotes &notes = {}, const QString &cutOff = {});

} // namespace hopscope
