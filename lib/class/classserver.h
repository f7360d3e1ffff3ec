// SPDX-License-Identifier: MIT
#pragma once

#include "class/classguard.h"

#include <QObject>

#include <memory>

namespace hopscope
{

class ScenarioServer;

/// What a teacher opens.
struct ClassOptions {
    Lesson lesson;
    QHostAddress address; ///< one of this machine's
    quint16 firstPort = kFirstScenarioPort;
    bool asksNames = false;
    QByteArray key;   ///< signs homework; empty: there is none
    ClassClock clock; ///< none: that of the system
};

/// A class on the local network: a scenario server on one address, with a guard that asks for the word. It ends when
/// it is closed or destroyed, and by itself after kClassMs. Lives on the thread that made it.
class ClassServer : public QObject
{
    Q_OBJECT

public:
    explicit ClassServer(QObject *parent = nullptr);
    ~ClassServer() override;

    /// Opens the ports. An empty text, or one sentence that says why not.
    QString open(const ClassOptions &options);
    /// closed() follows if it was open.
    void close();
    bool isOpen() const;
    /// The class as it is, also after its end.
    const Classroom &room() const;
    /// The ports in use, the first origin's first.
    QList<quint16> ports() const;
    /// One sentence for each port that was replaced.
    QStringList notes() const;
    /// Takes a step if it is possible now.
    bool take(const ClassStep &step);
    /// Closes when its time is over; called by a timer.
    void lookAtClock();

Q_SIGNALS:
    /// Somebody came, voted or sent something, or the teacher took a step.
    void changed();
    /// With the reason, a sentence.
    void closed(const QString &why);

private:
    struct State;

    void end(const QString &why);

    std::unique_ptr<State> d;
};

} // namespace hopscope
