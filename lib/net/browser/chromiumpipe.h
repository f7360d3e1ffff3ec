// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserprocess.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>

class QSocketNotifier;

namespace hopscope
{

/// A Chromium of its own process group and its messages, which go through two pipes (--remote-debugging-pipe). It ends
/// with this object, and with the program.
class ChromiumPipe : public QObject
{
    Q_OBJECT

public:
    explicit ChromiumPipe(QObject *parent = nullptr);
    /// Ends the browser at once.
    ~ChromiumPipe() override;

    /// Empty, or why the pipes could not be made. ended() follows where the program cannot be started.
    QString start(const QString &program, const QStringList &arguments);
    void send(const QByteArray &message);

Q_SIGNALS:
    /// One message, as JSON.
    void received(const QByteArray &message);
    /// The browser has ended; `output` is the end of what it wrote to its error output.
    void ended(const QString &output);

private:
    void read();
    void write();

    BrowserProcess m_process;
    int m_in = -1;  ///< read by us
    int m_out = -1; ///< written by us
    QSocketNotifier *m_reader = nullptr;
    QSocketNotifier *m_writer = nullptr;
    QByteArray m_received;
    QByteArray m_waiting; ///< to be written
};

} // namespace hopscope
