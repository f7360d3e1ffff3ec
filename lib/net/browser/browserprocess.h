// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace hopscope
{

/// A browser in a process group of its own, whose output is not shown. It ends with this object and with the thread
/// that started it, and so does what it has started.
class BrowserProcess : public QProcess
{
    Q_OBJECT

public:
    explicit BrowserProcess(QObject *parent = nullptr);
    ~BrowserProcess() override;

    /// Starts the program; `before` is called between fork and exec.
    void begin(const QString &program, const QStringList &arguments, const std::function<void()> &before = {});
    /// Ends the whole group and waits for the browser.
    void endGroup();
    /// The end of what the browser wrote to its error output.
    QString lastOutput();

private:
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
