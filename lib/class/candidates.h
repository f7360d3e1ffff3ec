// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"
#include "http/result.h"

namespace hopscope
{

/// What the devices sent after each redirect of the scenario, as a file in the form of resources/clients/measured.json:
/// a case for each redirect ("307-post, visit 1, POST with body, 307"), a client for each browser that made all visits.
/// Two devices with the same browser are one client; where they sent something else, the second is a client of its own.
/// `date` is that of the measurement, 2026-11-23. The error says why there is nothing to write.
Result<QByteArray> candidateFile(const Classroom &room, const QString &date);

} // namespace hopscope
