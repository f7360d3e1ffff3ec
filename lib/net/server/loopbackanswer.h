// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "http/message.h"

#include <QList>

#include <optional>

namespace hopscope
{

/// A request as it reached the loopback server.
struct ServerRequest {
    RequestHead head;
    QByteArray path;  ///< of the target, as sent
    QByteArray query; ///< of the target, as sent, without '?'
    Body body;        ///< counted and hashed in full, kept up to kDefaultBodyLimit bytes
    int origin = 0;   ///< index in `ports` of the port that it came to
    QList<quint16> ports;
    int visit = 1; ///< how often this path was asked for, this time included

    bool isHead() const { return head.method == "HEAD"; }
};

/// Bytes to send after a pause.
struct ServerChunk {
    QByteArray bytes = {};
    int delayMs = 0;
};

/// What happens to the connection after an answer. Hold: it stays open and silent. Reset: TCP RST.
enum class AfterAnswer { KeepAlive, Close, Hold, Reset };

/// The exact bytes of an answer: the chunks, then `block` over and over up to `blockBytes` bytes.
struct ServerAnswer {
    static constexpr qint64 kEndless = -1;

    QList<ServerChunk> chunks = {};
    QByteArray block = {};
    qint64 blockBytes = 0; ///< or kEndless
    AfterAnswer after = AfterAnswer::KeepAlive;
};

/// A correct answer: Content-Length is added, and the body left out where there must be none (HEAD, 204, 304).
ServerAnswer answer(const ServerRequest &request, int status, const Headers &headers, const QByteArray &body);
/// A correct answer with a short body of plain text.
ServerAnswer answerText(const ServerRequest &request, int status, const QByteArray &text);
/// A redirect with a short HTML body that names the target. Bytes that would end the line are percent-encoded.
ServerAnswer redirectTo(const ServerRequest &request, int status, const QByteArray &location, const Headers &more = {});
/// These bytes and nothing else.
ServerAnswer rawAnswer(const QByteArray &bytes, AfterAnswer after = AfterAnswer::Close);

/// The percent-decoded value of `name` in the query; '+' stays '+'.
std::optional<QByteArray> queryValue(const ServerRequest &request, QByteArrayView name);
QList<QByteArray> queryValues(const ServerRequest &request, QByteArrayView name);
/// The number in the query, within its limits; `otherwise` if there is none or it is no number.
qint64 queryNumber(const ServerRequest &request, QByteArrayView name, qint64 otherwise, qint64 least, qint64 most);

} // namespace hopscope
