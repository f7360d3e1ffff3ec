// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchlaunch.h"

#include <QTimer>

namespace hopscope
{

/// Bytes of what a program writes that are kept for a reader who comes later; of more, the last ones.
inline constexpr qsizetype kMaxUnheardBytes = 256 * 1024;

/// "%1 cannot be started (%2); …": for a program that is not there or may not be executed.
QString notStartedText(const QString &program, const QString &why);

/// A program that was started to be watched. It ends with this object, and so does what it has started.
class WatchedProgram : public QObject
{
    Q_OBJECT

public:
    explicit WatchedProgram(const WatchLaunch &launch, QObject *parent = nullptr);
    ~WatchedProgram() override;

    const QString &name() const { return m_launch.name; }
    void start();
    bool hasEnded() const { return m_hasEnded; }
    /// Asks it and all that it has started to end, and ends what does not.
    void end();

Q_SIGNALS:
    /// What it wrote, many pieces at once.
    void wrote(const QByteArray &bytes);
    /// `how` is a sentence without its period; what it left running in the background may go on.
    void ended(bool isGood, const QString &how);

private:
    void startItself();
    void prepared();
    void hear(const QByteArray &bytes);
    void tell();
    void finish(bool isGood, const QString &how);

    WatchLaunch m_launch; ///< with the profile, which goes after the processes
    BrowserProcess m_before;
    BrowserProcess m_process;
    QByteArray m_unheard;
    QTimer m_tell;
    QTimer m_patience; ///< until a program that was asked to end is killed
    bool m_hasEnded = false;
};

} // namespace hopscope
