// SPDX-License-Identifier: MIT
#pragma once

#include "paint/colors.h"
#include "trace/hopphase.h"

#include <QString>

#include <optional>

namespace hopscope
{

/// A short statement with a sign, so that nothing is told by colour alone.
struct Chip {
    std::optional<PartVerdict> verdict; ///< none: a plain statement
    QString text;

    bool operator==(const Chip &) const = default;
};

/// "✔", "⇄", "✖" or "+".
QString verdictSign(PartVerdict verdict);
/// "kept", "changed", "dropped", "added", translated.
QString verdictText(PartVerdict verdict);
/// Sign and text of a chip as it is painted and read aloud.
QString chipText(const Chip &chip);

/// "0.04 ms", "0.4 ms", "12.4 ms", "1.25 s" of microseconds; "-" for none, which is what is not measured.
QString durationText(qint64 microseconds);
/// "looking up the name", "waiting for the response", ...
QString phaseText(HopPhase phase);
/// "24 B", "1.2 KiB", "3.0 MiB".
QString sizeText(qint64 bytes);
/// All phases of a hop, in microseconds.
qint64 totalTime(const Timing &timing);
/// "tried ::1: no answer, 251 ms; 127.0.0.1: connected, 0.4 ms"; empty when the only address connected.
QString attemptsText(const QList<ConnectAttempt> &attempts);
/// "303 See Other", with the reason phrase as received.
QString statusLabel(const Response &response);

const Tone &toneOf(const Colors &colors, PartVerdict verdict);
const Tone &statusTone(const Colors &colors, int status);
const Tone &methodTone(const Colors &colors, const QByteArray &method);

/// What became of the parts of a request that people look for: method, body, Content-Type, Authorization, Cookie,
/// fragment, and every other field that the user set and the client dropped.
QList<Chip> chipsOf(const Redirect &redirect);

} // namespace hopscope
