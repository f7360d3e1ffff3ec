// SPDX-License-Identifier: MIT
#pragma once

#include "net/server/scenariodoor.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace hopscope
{

/// Plays a scenario on 127.0.0.1, unless its door says otherwise: one port for each that the origins wish for. Origins
/// with the same port are told apart by the Host field. https origins speak TLS with a certificate for names below
/// localhost that nobody else trusts.
class ScenarioServer : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioServer(QObject *parent = nullptr);
    ~ScenarioServer() override;

    /// Opens the ports. One that is in use is replaced by the next free one, and notes() says so. False: see
    /// errorString(); a door on all addresses of the machine is refused.
    bool listen(const Scenario &scenario, const ScenarioDoor &door = {});
    void close();
    QString errorString() const;
    /// The scenario with the ports in use.
    const Scenario &scenario() const;
    /// One sentence for each port that was replaced.
    QStringList notes() const;
    /// Forgets who asked what: the next visit is the first one.
    void reset();
    /// The same for one visitor of the door.
    void forget(const QByteArray &visitor);
    /// What arrived since listen() or reset() from those whom no guard tells apart, the first kMaxSeen requests.
    QList<SeenRequest> seen() const;

Q_SIGNALS:
    /// A request was answered.
    void answered(const hopscope::SeenRequest &request, int status);

private:
    struct State;
    std::unique_ptr<State> d;
};

/// The certificate that https origins show, as a file to trust in TraceRequest::caFile.
QString scenarioCertificateFile();

} // namespace hopscope
