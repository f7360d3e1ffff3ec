// SPDX-License-Identifier: MIT
#pragma once

#include "class/classroom.h"
#include "class/ratelimit.h"
#include "net/server/scenariodoor.h"

#include <functional>

namespace hopscope
{

// What strangers may do at most. A class behind one router has one address, so that the limits of an address are those
// of a class with some patience.
inline constexpr double kClassRequestsPerSecond = 30; ///< from one address
inline constexpr int kClassRequestBurst = 300;
inline constexpr double kWordsPerSecond = 0.5; ///< wrong words from one address
inline constexpr int kWordBurst = 30;
inline constexpr double kAllWordsPerSecond = 1; ///< wrong words from all of them: 614,125 words last for a week
inline constexpr int kAllWordBurst = 60;
inline constexpr qsizetype kMaxClassHead = 8 * 1024;
inline constexpr qint64 kMaxClassBody = 32 * 1024;
inline constexpr int kMaxClassConnections = 512;
inline constexpr int kMaxClassConnectionsPerAddress = 64;
inline constexpr int kClassRequestMs = 15'000;                 ///< for one request to arrive
inline constexpr qint64 kClassMs = qint64(3) * 60 * 60 * 1000; ///< how long a class is open

/// Milliseconds of a clock that never goes back.
using ClassClock = std::function<qint64()>;

/// Stands at the door of the scenario server: answers the pages of the class itself, and lets nobody to the scenario
/// who has not given the word.
class ClassGuard
{
public:
    /// `changed` is called when somebody came, voted or began again. `forget` makes the server forget a visitor.
    ClassGuard(Classroom &room, ClassClock clock, std::function<void()> changed,
               std::function<void(const QByteArray &token)> forget);

    GuardVerdict judge(const GuestRequest &guest);

private:
    std::optional<ScenarioAnswer> refusal(const GuestRequest &guest);
    GuardVerdict judgeStranger(const GuestRequest &guest);
    QByteArray whosePreflight(const GuestRequest &guest) const;
    ScenarioAnswer join(const GuestRequest &guest);
    ScenarioAnswer vote(const GuestRequest &guest, ClassDevice &device);
    ScenarioAnswer again(const GuestRequest &guest, ClassDevice &device);
    ScenarioAnswer homework(const GuestRequest &guest) const;

    Classroom &m_room;
    ClassClock m_clock;
    std::function<void()> m_changed;
    std::function<void(const QByteArray &token)> m_forget;
    RateLimit m_requests{kClassRequestsPerSecond, kClassRequestBurst};
    RateLimit m_words{kWordsPerSecond, kWordBurst};
    RateLimit m_allWords{kAllWordsPerSecond, kAllWordBurst};
    QHash<QByteArray, QByteArray> m_lastOf; ///< by address and User-Agent: the token of the last one that asked
};

} // namespace hopscope
