// SPDX-License-Identifier: MIT
#include "net/watch/watchedprogram.h"

#include <csignal>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kTellMs = 50;
/// A program that was asked to end gets so long.
constexpr int kPatienceMs = 2000;
/// Of a program whose output is not shown, where it fails.
constexpr qsizetype kMaxErrorShown = 300;

} // namespace

QString notStartedText(const QString &program, const QString &why)
{
    return u"%1 cannot be started (%2); check its name and that it may be executed"_s.arg(program, why);
}

WatchedProgram::WatchedProgram(const WatchLaunch &launch, QObject *parent) : QObject(parent), m_launch(launch)
{
    m_tell.setSingleShot(true);
    m_tell.setInterval(kTellMs);
    connect(&m_tell, &QTimer::timeout, this, &WatchedProgram::tell);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_before.signalGroup(SIGKILL);
        m_process.signalGroup(SIGKILL);
    });
    for (BrowserProcess *process : {&m_before, &m_process}) {
        process->setProcessEnvironment(m_launch.environment);
        connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish(false, notStartedText(process->program(), process->errorString()));
        });
    }
    connect(&m_before, &QProcess::finished, this, &WatchedProgram::prepared);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { hear(m_process.readAllStandardOutput()); });
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { hear(m_process.readAllStandardError()); });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        if (status == QProcess::CrashExit)
            finish(false, u"%1 was ended by signal %2"_s.arg(m_launch.name, QString::number(code)));
        else
            finish(code == 0, u"%1 ended with exit status %2"_s.arg(m_launch.name, QString::number(code)));
    });
}

WatchedProgram::~WatchedProgram()
{
    for (BrowserProcess *process : {&m_before, &m_process}) {
        process->disconnect(this);
        process->endGroup();
    }
}

void WatchedProgram::start()
{
    if (m_launch.before.isEmpty())
        startItself();
    else
        m_before.begin(m_launch.before.constFirst(), m_launch.before.sliced(1));
}

void WatchedProgram::prepared()
{
    if (m_before.exitStatus() == QProcess::NormalExit && m_before.exitCode() == 0 && !m_patience.isActive())
        startItself();
    else
        finish(false,
               u"%1 was not started: %2 failed (%3)"_s.arg(m_launch.name, m_before.program(), m_before.lastOutput()));
}

void WatchedProgram::startItself()
{
    const QString &program = m_launch.command.constFirst();
    const QStringList arguments = m_launch.command.sliced(1);
    if (m_launch.isHeard)
        m_process.beginHeard(program, arguments);
    else
        m_process.begin(program, arguments);
}

void WatchedProgram::end()
{
    if (m_hasEnded || m_patience.isActive())
        return;
    m_patience.start();
    m_before.signalGroup(SIGTERM);
    m_process.signalGroup(SIGTERM);
}

void WatchedProgram::hear(const QByteArray &bytes)
{
    m_unheard += bytes;
    const qsizetype most = m_launch.isHeard ? kMaxUnheardBytes : kMaxErrorShown;
    if (m_unheard.size() > most)
        m_unheard = m_unheard.last(most);
    if (m_launch.isHeard && !m_tell.isActive())
        m_tell.start();
}

void WatchedProgram::tell()
{
    m_tell.stop();
    if (m_launch.isHeard && !m_unheard.isEmpty())
        Q_EMIT wrote(std::exchange(m_unheard, {}));
}

void WatchedProgram::finish(bool isGood, const QString &how)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_patience.stop();
    tell();
    // A browser's helpers write into its profile, which is removed now. The number of an empty group may become that of
    // a foreign one.
    if (m_launch.profile || !m_process.isGroupAlive())
        m_process.endGroup();
    m_launch.profile.reset();
    const QString output = isGood ? QString() : QString::fromUtf8(m_unheard).simplified();
    Q_EMIT ended(isGood, output.isEmpty() ? how : u"%1: %2"_s.arg(how, output));
}

} // namespace hopscope
