// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/play.h"
#include "net/server/scenarioserver.h"
#include "net/tracer.h"

#include <QObject>

#include <optional>

namespace hopscope
{

class Network;

/// Plays the visits of a scenario against its server with one client, one request after the other, over the relay.
/// Lives on the thread of its Network.
class ScenarioPlayer : public QObject
{
    Q_OBJECT

public:
    /// Network and server outlive the player. The server forgets earlier visits when the play starts. `client` is a
    /// profile or an installed client, which begins each visit without memory of the one before.
    ScenarioPlayer(Network &network, ScenarioServer &server, const QString &client, QObject *parent = nullptr);

    /// finished() follows. With `step` each request but the first waits for step().
    void start(bool step = false);
    /// Step mode: sends the next request.
    void step();

Q_SIGNALS:
    /// So far; in step mode one more hop each time.
    void progressed(const hopscope::Play &play);
    void finished(const hopscope::Play &play);

private:
    void nextChain();
    void send(const ScenarioVisit &visit);
    void chainFinished(const Trace &chain);

    Network &m_network;
    ScenarioServer &m_server;
    QString m_client;
    std::optional<PlayBuilder> m_builder;
    std::optional<ScenarioVisit> m_waiting; ///< step mode: the chain that step() starts
    Tracer *m_tracer = nullptr;
    bool m_step = false;
    bool m_isFirst = true;
};

} // namespace hopscope
