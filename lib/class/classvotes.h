// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"

namespace hopscope
{

/// The question of now as text for a terminal: with options while it is asked, with counts as bars, the right answer,
/// its reason and sources once it is revealed.
QStringList questionLines(const Classroom &room);
/// "3 devices, 2 votes".
QString countsText(const Classroom &room);

/// The votes as CSV (RFC 4180): a row for each option of each question. Where the teacher asked for names, a row for
/// each vote of a device that gave one follows. Nothing else of a student is in it.
QByteArray votesCsv(const Classroom &room);

} // namespace hopscope
