// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/play.h"

#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>

namespace hopscope
{

/// A scenario's server and its player as seen from the window: both live on a thread of their own, values come back by
/// signals. Destroying it closes the ports.
class ScenarioRunner : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioRunner(QObject *parent = nullptr);
    ~ScenarioRunner() override;

    /// Opens the scenario's ports in place of those of the scenario before; opened() or failed() follows.
    void open(const Scenario &scenario);
    void close();
    /// Plays the scenario that is open; progressed() and finished() follow with the number that this call returns. A
    /// play that still runs is given up.
    int play(const QString &client, bool step = false);
    void step();

Q_SIGNALS:
    /// `scenario` has the ports in use; `notes` name those that were replaced.
    void opened(const hopscope::Scenario &scenario, const QStringList &notes);
    void failed(const QString &reason);
    void progressed(int number, const hopscope::Play &play);
    /// A request was answered, whoever sent it.
    void answered(const QByteArray &method, const QByteArray &url, int status);
    void finished(int number, const hopscope::Play &play);

private:
    struct Worker;
    QThread m_thread;
    std::unique_ptr<Worker> d;
    int m_last = 0;
};

} // namespace hopscope
