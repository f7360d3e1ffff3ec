// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"
#include "redirect/profile.h"

namespace hopscope
{

/// The traces in what another program recorded: joined into chains and judged. `origin` says where it comes from ("a
/// HAR by WebInspector 537.36") in the notes of each first hop; `fallback` judges where no User-Agent names the client.
QList<Trace> recordedTraces(const QList<Recorded> &exchanges, const QString &origin, const ClientProfile &fallback);

} // namespace hopscope
