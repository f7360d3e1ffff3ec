// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "lessons/scenario.h"
#include "net/server/connectionlimits.h"

#include <QHostAddress>

#include <functional>
#include <optional>

namespace hopscope
{

inline constexpr int kMaxScenarioConnections = 256;

/// A request that reached a scenario server.
struct SeenRequest {
    QString origin;
    Request request; ///< its URL is absolute

    bool operator==(const SeenRequest &) const = default;
};

/// A request that asks to be let in.
struct GuestRequest {
    QHostAddress peer;
    qsizetype origin = 0; ///< index of the origin whose port it came to
    SeenRequest seen;
};

/// What a guard says of it.
struct GuardVerdict {
    std::optional<ScenarioAnswer> answer; ///< of the guard itself; nullopt: the scenario answers
    QByteArray visitor;                   ///< each one's visits are counted from 1; empty: everybody's together
};

/// Where a scenario server listens and who comes in. By default this machine alone, and everybody on it.
struct ScenarioDoor {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost); ///< one address, never all of the machine's
    int connections = kMaxScenarioConnections;                    ///< at once
    int connectionsPerAddress = kMaxScenarioConnections;
    ConnectionLimits limits;
    QByteArray backPath;                                            ///< where launch pages lead back to; empty: nowhere
    std::function<GuardVerdict(const GuestRequest &request)> guard; ///< none: everybody is let in
    /// What the scenario answered, by the guard's visitor.
    std::function<void(const QByteArray &visitor, const SeenRequest &seen, const ScenarioAnswer &answer)> answered;
};

} // namespace hopscope
