// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>

class QLocalServer;
class QLocalSocket;

namespace hopscope
{

/// What a start of the program asks for.
struct StartRequest {
    QStringList what;       ///< a URL, or files
    QString lesson;         ///< opened in class view, if any
    bool newWindow = false; ///< not in a window that is open

    bool operator==(const StartRequest &) const = default;
};

/// A line of JSON. Names of files that are there become absolute: the other program has a folder of its own.
QByteArray startToLine(const StartRequest &start);
/// nullopt: the line is none of startToLine().
std::optional<StartRequest> startFromLine(const QByteArray &line);

/// Gives the start to the program that already runs for this user's data. False: none answers. It waits for a moment,
/// and is for a program that has no window yet.
bool handOver(const StartRequest &start);

/// The program that runs: it takes what later starts ask for. The socket is in the folder of the tabs and for its owner
/// alone.
class StartServer : public QObject
{
    Q_OBJECT

public:
    explicit StartServer(QObject *parent = nullptr);
    ~StartServer() override;

Q_SIGNALS:
    void started(const StartRequest &start);

private:
    void take(QLocalSocket *socket);

    QLocalServer *m_server;
};

} // namespace hopscope
