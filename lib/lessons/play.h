// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"
#include "redirect/memory.h"

namespace hopscope
{

/// Redirects followed at most where the client itself has no limit.
inline constexpr int kMaxPlayHops = 50;

/// A scenario as it was played: one trace a visit.
struct Play {
    QList<Trace> visits;

    bool operator==(const Play &) const = default;
};

/// Puts a play together out of chains that somebody else traces: one visit after the other, by a client that remembers.
class PlayBuilder
{
public:
    /// `scenario` has its real ports. `client` is the id of a profile.
    PlayBuilder(const Scenario &scenario, const QString &client);

    /// The next chain to trace, with the Referer of its page where the client sends one; nullopt when all visits are
    /// over.
    std::optional<ScenarioVisit> next();
    /// The trace of the chain that next() gave, and what the client knows after it.
    void take(const Trace &chain, const ClientMemory &memory);
    /// What the client knows before the next chain.
    const ClientMemory &memory() const { return m_memory; }
    const Play &play() const { return m_play; }
    const ClientProfile &profile() const { return *m_profile; }
    /// Redirects that a chain follows at most, -1: as many as the client does.
    int maxHops() const { return m_profile->hopLimit < 0 ? kMaxPlayHops : -1; }

private:
    Scenario m_scenario;
    const ClientProfile *m_profile;
    Play m_play;
    ClientMemory m_memory;
    qsizetype m_visit = 0;
    std::optional<ScenarioVisit> m_wish;
};

/// Plays a scenario without a network: servers and client are computed. The same requests go out when it is run.
Play simulate(const Scenario &scenario, const QString &client);

} // namespace hopscope
