// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/contentdecoder.h"
#include "net/relay/responsereader.h"
#include "net/relay/upload.h"
#include "net/watch/bodymeter.h"
#include "net/watch/proxyrequest.h"
#include "net/watch/watchedexchange.h"

namespace hopscope
{

/// Keeps the record of one exchange while its bytes pass, and knows where request and response end.
class ExchangeRecorder
{
public:
    /// Its time begins now. `bodyLimit`: bytes kept of each body.
    ExchangeRecorder(const ProxyRequest &request, qint64 bodyLimit);

    const ProxyRequest &request() const { return m_request; }
    RelayJob &job() { return *m_job; }

    /// The head has gone to `server`, in the form that it gets.
    void sendHead(QTcpSocket &server, const QByteArray &head);
    /// Sends what of `bytes` belongs to the request's content; returns how many bytes that were.
    qsizetype sendContent(QTcpSocket &server, QByteArrayView bytes);
    /// The system has taken more of what was sent.
    void noteSent(const QTcpSocket &server) { m_upload.noteLeft(*m_job, server); }
    bool isRequestWhole() const;
    /// A fault in how the client frames its content; empty if there is none.
    const QString &requestFault() const { return m_requestChunks.error(); }

    /// Bytes of the server's. Failure and error, if they are no HTTP.
    ResponseReader::Step receive(const QByteArray &bytes);
    /// The server has closed.
    ResponseReader::Step end(const QString &how, CloseKind kind);
    bool isResponseWhole() const { return m_reader.isComplete(); }
    bool hasResponse() const { return m_reader.head().has_value(); }
    bool hasExcess() const { return m_reader.hasExcess(); }
    /// Whether the connection to the server carries another request.
    bool canGoOn() const { return m_reader.framing().keepAlive && !m_reader.hasExcess(); }
    /// 101 (RFC 9110 15.2.2): what comes now is of another protocol.
    bool isSwitched() const;
    /// The exchange as it is recorded so far, without a redirect.
    Recorded recorded() const { return recordedAs(hop()); }

    /// Nothing more of it passes. `error`: what went wrong, empty if nothing did.
    void finish(const QString &error, std::optional<OutcomeKind> failure);
    WatchedExchange exchange(const WatchedClient &client, const QByteArray &connection) const;

private:
    Hop hop() const;
    Recorded recordedAs(const Hop &hop) const;
    void takeContent(const QByteArray &piece, qint64 before);
    Request sentRequest() const;

    ProxyRequest m_request;
    std::unique_ptr<RelayJob> m_job;
    Upload m_upload;
    ResponseReader m_reader;
    BodyMeter m_sent;
    BodyMeter m_received;
    std::unique_ptr<ContentDecoder> m_decoder;
    ChunkScanner m_requestChunks;
    ChunkScanner m_responseChunks;
    qint64 m_requestLeft = 0;
    qint64 m_total = 0; ///< bytes received
    qint64 m_started;   ///< microseconds since 1970
    qint64 m_sendStarted = 0;
    QString m_error;
    std::optional<OutcomeKind> m_failure;
};

} // namespace hopscope
