// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace hopscope
{

/// A browser, or another program, in a process group of its own. It ends with this object and with the thread that
/// started it, and so does what it has started.
class BrowserProcess : public QProcess
{
    Q_OBJECT

public:
    explicit BrowserProcess(QObject *parent = nullptr);
    ~BrowserProcess() override;

    /// Starts the program, whose output is not shown; `before` is called between fork and exec.
    void begin(const QString &program, const QStringList &arguments, const std::function<void()> &before = {});
    /// Starts the program, whose output and errors are read as one.
    void beginHeard(const QString &program, const QStringList &arguments);
    /// Sends a signal to all of the group that still run; SIGTERM asks them to end.
    void signalGroup(int number) const;
    /// Whether some of what it has started still run after it has ended.
    bool isGroupAlive() const;
    /// Ends the whole group and waits for the browser.
    void endGroup();
    /// The end of what the browser wrote to its error output.
    QString lastOutput();

private:
    void beginGroup(const QString &program, const QStringList &arguments, const std::function<void()> &before);

    qint64 m_group = 0; ///< 0 until it has started
};

/// The folder of an empty profile. What a browser has started may outlive it by a moment and still write here, so the
/// folder is removed until it is gone.
class BrowserProfile : public QTemporaryDir
{
public:
    BrowserProfile() = default;
    ~BrowserProfile();
};

} // namespace hopscope
