// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace hopscope::cli
{

/// A program that runs as if it had been started without us: with our standard streams and terminal, and with the
/// signals that we get.
class WatchChild : public QObject
{
    Q_OBJECT

public:
    explicit WatchChild(QObject *parent = nullptr);
    ~WatchChild() override;

    /// Empty, or why the program cannot be started.
    QString start(const QStringList &command, const QProcessEnvironment &environment);

Q_SIGNALS:
    /// `code` is its exit code, or 128 and the number of the signal that ended it.
    void ended(int code);

private:
    QProcess m_process;
};

} // namespace hopscope::cli
