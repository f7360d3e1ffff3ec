// SPDX-License-Identifier: MIT
#pragma once

#include "http/chunks.h"
#include "http/framing.h"
#include "net/relay/relayjob.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace hopscope
{

/// A head that says only where the content ends: nothing in it can confuse or steer QNetworkAccessManager (redirects,
/// cookies, authentication, alternative services, codings).
QByteArray framingHead(const Framing &framing);
/// One chunk (RFC 9112 7.1); an empty one is the end of the content.
QByteArray chunkOf(const QByteArray &data);
/// Errors of a response that passes a limit.
QString headTooLargeText();
QString tooManyLinesText();
QString tooManyInterimText();
/// Sentences about fields whose meaning clients differ in, and about content that stays coded.
QStringList notesOnFields(const Headers &fields, bool hasContent);

/// Takes a response apart as its bytes arrive: interim heads, the final head, the content that belongs to it.
class ResponseReader
{
public:
    explicit ResponseReader(QByteArray method) : m_method(std::move(method)) {}

    struct Step {
        QByteArray forward; ///< what QNetworkAccessManager is to see: a plain head for framing, then the content
        bool gotHead = false;
        QStringList notes;  ///< about the content; those about heads are in notes()
        bool isCut = false; ///< the content may go on beyond what has arrived
        std::optional<OutcomeKind> failure;
        QString error;
    };
    Step feed(const QByteArray &bytes);
    /// The connection ended. Step::failure is set when the response is not complete.
    Step end(const QString &how, CloseKind kind = CloseKind::Clean);

    const std::optional<ResponseHead> &head() const { return m_head; }
    const Framing &framing() const { return m_framing; }
    const QList<InterimResponse> &interim() const { return m_interim; }
    const QStringList &notes() const { return m_notes; }
    /// Bytes of content handed on so far, transfer coding removed.
    qint64 contentBytes() const { return m_framing.kind == Framing::Kind::Chunked ? m_chunks.dataBytes() : m_content; }
    /// Bytes received before the content: all heads.
    qsizetype headBytes() const { return m_headBytes; }
    /// No byte has arrived yet.
    bool isUntouched() const { return !m_touched; }
    /// The final response has arrived whole.
    bool isComplete() const;
    /// Bytes came after the end of the response, so the connection cannot carry another request.
    bool hasExcess() const { return m_excess > 0; }

private:
    bool readHead(Step &step);
    QByteArray content(const QByteArray &bytes, Step &step);
    QByteArray chunks(const QByteArray &bytes, Step &step);

    QByteArray m_method;
    QByteArray m_buffer;
    qsizetype m_searched = 0;
    qsizetype m_headBytes = 0;
    std::optional<ResponseHead> m_head;
    Framing m_framing;
    ChunkScanner m_chunks;
    bool m_isNoted = false; ///< that lines of the chunks end in a bare LF
    QList<InterimResponse> m_interim;
    QStringList m_notes;
    qint64 m_contentLeft = 0;
    qint64 m_content = 0;
    qint64 m_excess = 0;
    bool m_touched = false;
    bool m_ended = false;
};

} // namespace hopscope
