// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"

namespace hopscope
{

// What students see: plain HTML without scripts, read on an old phone. All that is not ours is escaped.

inline constexpr QByteArrayView kClassPath = "/class";
inline constexpr QByteArrayView kJoinPath = "/class/join";
inline constexpr QByteArrayView kVotePath = "/class/vote";
inline constexpr QByteArrayView kDevicePath = "/class/device";
inline constexpr QByteArrayView kAgainPath = "/class/again";
inline constexpr QByteArrayView kHomeworkPath = "/class/homework";

/// A page asks for itself again after so many seconds where something is waited for.
inline constexpr int kPollSeconds = 4;

/// The address that students type: the page of the class at the first origin.
QByteArray classUrl(const Classroom &room);

/// Asks for the word. `fault` is what was wrong with the last try; empty: it is the first one.
ScenarioAnswer wordPage(const Classroom &room, const QString &fault, int status);
/// The question as it stands, and the way to what else there is.
ScenarioAnswer questionPage(const Classroom &room, const ClassDevice &device, const QString &fault = {});
/// Where the device begins its visits, and what it sent; with the prediction once an answer was revealed.
ScenarioAnswer devicePage(const Classroom &room, const ClassDevice &device);
/// All questions as one form.
ScenarioAnswer homeworkPage(const Classroom &room, const QString &fault = {});
/// One sentence and a way back.
ScenarioAnswer notePage(const QString &text, int status);
/// 303 to a path of this server.
ScenarioAnswer seeOther(QByteArrayView path);

} // namespace hopscope
