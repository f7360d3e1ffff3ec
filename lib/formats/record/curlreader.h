// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/curlattempt.h"
#include "formats/record/curllines.h"
#include "formats/record/recorded.h"
#include "formats/record/recordedline.h"
#include "http/result.h"

#include <optional>

namespace hopscope
{

/// Reads what curl tells of one transfer, or of several one after the other.
class CurlReader
{
public:
    /// The exchanges of the lines; the error names the line.
    Result<QList<Recorded>> read(const QList<CurlLine> &lines);
    /// Two requests were under way at the same time, so that the text does not tell which response is whose.
    bool isMixed() const { return m_isMixed; }

private:
    void line(const CurlLine &line);
    void sent(const QByteArray &text);
    void received(const QByteArray &text);
    void sentData(const CurlLine &data);
    void receivedData(const CurlLine &data);
    void note(const QByteArray &text);
    void tlsNote(const QByteArray &text);
    void endRequest();
    QByteArray urlOf(const Request &request, QStringList &notes) const;
    void endResponse();
    void endTunnel();
    void failure(const QByteArray &text);
    void endAttempt();
    void failedRequest(Recorded &exchange);
    void announced(const QByteArray &url);
    void finish();

    QList<Recorded> m_exchanges;
    Connection m_connection;
    QByteArray m_announced;               ///< the URL that the next request is for
    CurlAttempt m_attempt;                ///< the connection, and whether a request has gone out on it
    bool m_hasFailed = false;             ///< the last exchange is a connection that failed
    std::optional<SaidRequest> m_command; ///< of a line above the output
    std::optional<Hop> m_refused;         ///< CONNECT, and what the proxy answered instead of opening a tunnel
    QList<QByteArray> m_head;
    QList<QByteArray> m_answer;
    QByteArray m_sentBody;     ///< of the last request; --trace only
    QByteArray m_receivedBody; ///< of its response, likewise
    bool m_inTunnel = false;   ///< the exchange is a CONNECT to a proxy
    bool m_areTwoOpen = false; ///< a request went out before the response to the one before it
    bool m_isMixed = false;
    bool m_hasClosed = false; ///< since the last request
    QString m_error;
};

} // namespace hopscope
