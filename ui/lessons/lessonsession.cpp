// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonsession.h"

#include "net/server/scenariorunner.h"

namespace hopscope
{

void LessonSession::start()
{
    m_runner = new ScenarioRunner(this);
    connect(m_runner, &ScenarioRunner::opened, this, [this](const Scenario &scenario, const QStringList &notes) {
        m_scenario = scenario;
        m_isOpen = true;
        Q_EMIT opened(notes);
    });
    connect(m_runner, &ScenarioRunner::failed, this, &LessonSession::failed);
    connect(m_runner, &ScenarioRunner::progressed, this,
            [this](int number, const Play &play) { take(number, play, false); });
    connect(m_runner, &ScenarioRunner::finished, this,
            [this](int number, const Play &play) { take(number, play, true); });
}

void LessonSession::open(const Lesson &lesson)
{
    if (!m_runner)
        start();
    m_lesson = lesson;
    m_scenario = lesson.scenario;
    m_plays.clear();
    m_queue.clear();
    m_realPlayed.clear();
    m_number = 0;
    m_realNumber = 0;
    m_isOpen = false;
    m_isStepping = false;
    m_isRevealed = false;
    m_runner->open(lesson.scenario);
}

void LessonSession::close()
{
    m_isOpen = false;
    m_number = 0;
    m_realNumber = 0;
    if (m_runner)
        m_runner->close();
}

QStringList LessonSession::clients() const
{
    QStringList all{m_lesson.scenario.client};
    for (const QuestionPart &part : m_lesson.parts)
        all.append(clientOf(m_lesson, part));
    all.removeDuplicates();
    return all;
}

PartAnswer LessonSession::answer(int part) const
{
    const QuestionPart &asked = m_lesson.parts.at(part);
    return answerOf(m_scenario, asked, play(clientOf(m_lesson, asked)));
}

QStringList LessonSession::answers() const
{
    QStringList right;
    for (int i = 0; i < m_lesson.parts.size(); ++i)
        right.append(answer(i).value);
    return right;
}

void LessonSession::reveal()
{
    if (!m_isOpen || m_isRevealed)
        return;
    m_isStepping = false;
    m_plays.clear();
    m_queue = clients();
    playNext();
}

void LessonSession::step()
{
    if (!m_isOpen || m_isRevealed)
        return;
    if (m_isStepping) {
        m_runner->step();
        return;
    }
    m_isStepping = true;
    m_queue = clients();
    playNext();
}

void LessonSession::playReal(const QString &client)
{
    if (!m_isOpen || !m_isRevealed || isPlayingReal())
        return;
    m_realClient = client;
    m_realNumber = m_runner->play(client);
}

void LessonSession::playNext()
{
    if (m_queue.isEmpty()) {
        m_number = 0;
        m_isRevealed = true;
        Q_EMIT revealed();
        return;
    }
    m_client = m_queue.takeFirst();
    const bool byStep = m_isStepping && m_client == m_lesson.scenario.client;
    m_number = m_runner->play(m_client, byStep);
}

void LessonSession::take(int number, const Play &play, bool isOver)
{
    if (number == m_realNumber && isOver) {
        m_realNumber = 0;
        m_plays.insert(m_realClient, play);
        if (!m_realPlayed.contains(m_realClient))
            m_realPlayed.append(m_realClient);
        Q_EMIT realPlayed(m_realClient);
        return;
    }
    if (number != m_number)
        return;
    m_plays.insert(m_client, play);
    if (isOver)
        playNext();
    else
        Q_EMIT progressed();
}

} // namespace hopscope
