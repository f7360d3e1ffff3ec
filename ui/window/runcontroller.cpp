// SPDX-License-Identifier: MIT
#include "ui/window/runcontroller.h"

#include "ui/window/session.h"

namespace hopscope
{

RunController::RunController(const std::shared_ptr<Session> &session, QObject *parent)
    : QObject(parent), m_session(session)
{
}

RunController::~RunController()
{
    cancel();
}

void RunController::hear()
{
    if (std::exchange(m_hears, true))
        return;
    const Engine &engine = m_session->engine();
    // The signal of the same name, for what this controller started.
    const auto pass = [this](auto signal) {
        return [this, signal](int id, const auto &value) {
            if (const auto key = m_keys.constFind(id); key != m_keys.constEnd())
                Q_EMIT(this->*signal)(*key, value);
        };
    };
    connect(&engine, &Engine::progress, this, pass(&RunController::progress));
    connect(&engine, &Engine::hopFinished, this, pass(&RunController::hopFinished));
    connect(&engine, &Engine::hopEdited, this, pass(&RunController::hopEdited));
    connect(&engine, &Engine::paused, this, pass(&RunController::paused));
    connect(&engine, &Engine::remembered, this, pass(&RunController::remembered));
    connect(&engine, &Engine::finished, this, [this](int id, const Trace &trace) {
        const auto found = m_keys.constFind(id);
        if (found == m_keys.constEnd())
            return;
        const int key = *found;
        m_keys.erase(found);
        Q_EMIT finished(key, trace);
        if (m_keys.isEmpty())
            Q_EMIT allFinished();
    });
}

void RunController::start(int key, const TraceRequest &request)
{
    hear();
    m_keys.insert(m_session->engine().start(request), key);
}

void RunController::step(const std::optional<EditedRequest> &edited, StepTo to)
{
    for (auto run = m_keys.keyBegin(); run != m_keys.keyEnd(); ++run)
        m_session->engine().step(*run, edited, to);
}

void RunController::cancel()
{
    for (auto run = m_keys.keyBegin(); run != m_keys.keyEnd(); ++run)
        m_session->engine().cancel(*run);
}

void RunController::abandon()
{
    cancel();
    m_keys.clear();
}

} // namespace hopscope
