// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QHash>
#include <QObject>

namespace hopscope
{

class ScenarioRunner;

/// One lesson as it is worked on: its server runs, its requests go out when they are asked for.
class LessonSession : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Opens the lesson's ports and forgets the lesson before; opened() or failed() follows.
    void open(const Lesson &lesson);
    void close();
    /// Plays the lesson with every client that it asks about; revealed() follows.
    void reveal();
    /// Sends the next request of the lesson's own client; progressed() follows, and revealed() after the last one.
    void step();
    /// Plays the revealed lesson in an installed client, which begins each visit without memory; realPlayed() follows,
    /// also where it cannot be run.
    void playReal(const QString &client);
    bool isPlayingReal() const { return m_realNumber > 0; }
    /// Which one plays, or played last.
    const QString &realClientPlaying() const { return m_realClient; }

    const Lesson &lesson() const { return m_lesson; }
    /// The lesson's scenario with the ports in use.
    const Scenario &scenario() const { return m_scenario; }
    bool isOpen() const { return m_isOpen; }
    bool isRevealed() const { return m_isRevealed; }
    /// What was on the wire so far, for one client.
    Play play(const QString &client) const { return m_plays.value(client); }
    Play shown() const { return play(m_lesson.scenario.client); }
    /// The clients that were played, the lesson's own first.
    QStringList clients() const;
    /// The installed clients that it was played in, in that order.
    const QStringList &realClientsPlayed() const { return m_realPlayed; }
    PartAnswer answer(int part) const;
    /// The right value of each part.
    QStringList answers() const;

Q_SIGNALS:
    void opened(const QStringList &notes);
    void failed(const QString &reason);
    void progressed();
    void revealed();
    void realPlayed(const QString &client);

private:
    void start();
    void playNext();
    void take(int number, const Play &play, bool isOver);

    Lesson m_lesson;
    Scenario m_scenario;
    ScenarioRunner *m_runner = nullptr; ///< created with the first lesson: its thread takes time
    QHash<QString, Play> m_plays;
    QStringList m_queue;
    QString m_client; ///< whose play runs
    QStringList m_realPlayed;
    QString m_realClient; ///< that plays
    int m_number = 0;     ///< of the play that runs, 0: none
    int m_realNumber = 0; ///< likewise, in an installed client
    bool m_isOpen = false;
    bool m_isStepping = false;
    bool m_isRevealed = false;
};

} // namespace hopscope
