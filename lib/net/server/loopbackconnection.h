// SPDX-License-Identifier: MIT
#pragma once

#include "net/server/connectionlimits.h"
#include "net/server/loopbackanswer.h"
#include "net/server/loopbackbody.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope
{

/// One connection of the loopback server: reads requests one after the other and sends an answer to each before it
/// reads the next. Deletes itself when the peer is gone.
class LoopbackConnection : public QObject
{
    Q_OBJECT

public:
    /// Fills in what the connection cannot know and answers. The request has head, body, path and query.
    using Handler = std::function<ServerAnswer(ServerRequest &)>;

    /// Takes `socket` over.
    LoopbackConnection(QTcpSocket *socket, Handler handler, QObject *parent, const ConnectionLimits &limits = {});

private:
    enum class State { Head, Content, Answering, Silent, Closing };

    void readMore();
    int patienceMs() const;
    bool readHead();
    bool readContent();
    void refuse(int status, const QString &why);
    void start(const ServerAnswer &answer);
    void writeMore();
    bool writeChunk();
    void finishAnswer();
    void reset();

    QTcpSocket *m_socket;
    Handler m_handler;
    ConnectionLimits m_limits;
    QTimer m_pause;
    QTimer m_idle;
    State m_state = State::Head;
    QByteArray m_buffer;
    qsizetype m_searched = 0;
    RequestHead m_head;
    std::optional<ServerBodyReader> m_content;
    ServerAnswer m_answer;
    qsizetype m_nextChunk = 0;
    bool m_paused = false; ///< the pause before the next chunk is over or running
    bool m_reading = false;
};

} // namespace hopscope
