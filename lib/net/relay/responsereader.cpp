// SPDX-License-Identifier: MIT
#include "net/relay/responsereader.h"

#include "net/relay/contentcoding.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isEmpty(const Framing &framing)
{
    return framing.kind == Framing::Kind::None || (framing.kind == Framing::Kind::Length && framing.length == 0);
}

bool looksLikeHttp(QByteArrayView bytes)
{
    while (bytes.startsWith('\r') || bytes.startsWith('\n'))
        bytes = bytes.sliced(1);
    constexpr QByteArrayView name = "HTTP/";
    return equalsIgnoringCase(bytes.first(std::min(bytes.size(), name.size())),
                              name.first(std::min(bytes.size(), name.size())));
}

} // namespace

QByteArray framingHead(const Framing &framing)
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\n";
    switch (framing.kind) {
    case Framing::Kind::None:
        bytes += "Content-Length: 0\r\n";
        break;
    case Framing::Kind::Length:
        bytes += "Content-Length: " + QByteArray::number(framing.length) + "\r\n";
        break;
    case Framing::Kind::Chunked:
        bytes += "Transfer-Encoding: chunked\r\n";
        break;
    case Framing::Kind::UntilClose:
        bytes += "Connection: close\r\n";
        break;
    }
    return bytes + "\r\n";
}

QByteArray chunkOf(const QByteArray &data)
{
    constexpr int hexadecimal = 16;
    return QByteArray::number(data.size(), hexadecimal) + "\r\n" + data + "\r\n";
}

QString headTooLargeText()
{
    return u"the response's head is larger than %1 KiB"_s.arg(kMaxHeadBytes / 1024);
}

QString tooManyLinesText()
{
    return u"the response's head has more than %1 lines"_s.arg(kMaxHeadLines);
}

QString tooManyInterimText()
{
    return u"the server sent more than %1 interim responses and no final one"_s.arg(kMaxInterimResponses);
}

QStringList notesOnFields(const Headers &fields, bool hasContent)
{
    QStringList notes;
    // RFC 9110 5.3: only fields that are lists may be repeated, and clients differ in what they make of two Locations.
    if (const QList<QByteArray> locations = fields.all("Location"); locations.size() > 1) {
        const bool equal = locations.count(locations.first()) == locations.size();
        notes.append(u"The response has %1 Location fields with %2 values; only one is allowed (RFC 9110 5.3)."_s.arg(
            QString::number(locations.size()), equal ? u"equal"_s : u"different"_s));
    }
    if (const QString note = keptCodingNote(fields); !note.isEmpty() && hasContent)
        notes.append(note);
    return notes;
}

ResponseReader::Step ResponseReader::feed(const QByteArray &bytes)
{
    m_touched = true;
    Step step;
    if (m_head) {
        step.forward = content(bytes, step);
        return step;
    }
    m_buffer += bytes;
    while (!m_head && !step.failure && readHead(step)) {
    }
    return step;
}

bool ResponseReader::readHead(Step &step)
{
    const qsizetype end = endOfHead(m_buffer, m_searched);
    const qsizetype size = end < 0 ? m_buffer.size() : end;
    if (size > kMaxHeadBytes) {
        step.failure = OutcomeKind::Limit;
        step.error = headTooLargeText();
        return false;
    }
    if (std::count(m_buffer.cbegin(), m_buffer.cbegin() + size, '\n') > kMaxHeadLines) {
        step.failure = OutcomeKind::Limit;
        step.error = tooManyLinesText();
        return false;
    }
    if (end < 0 && looksLikeHttp(m_buffer)) {
        m_searched = std::max<qsizetype>(0, m_buffer.size() - 3);
        return false;
    }
    const Result<ResponseHead> head = parseResponseHead(QByteArrayView(m_buffer).first(size));
    if (!head) {
        step.failure = OutcomeKind::NetworkError;
        step.error = head.error;
        return false;
    }
    m_notes += head->notes;
    m_buffer.remove(0, size);
    m_headBytes += size;
    m_searched = 0;
    // 101 ends the exchange in HTTP (RFC 9110 15.2.2); every other 1xx comes before the answer.
    if (head->status / 100 == 1 && head->status != 101) {
        m_interim.append({head->version, head->status, head->reason, head->headers});
        if (m_interim.size() <= kMaxInterimResponses)
            return !m_buffer.isEmpty();
        step.failure = OutcomeKind::Limit;
        step.error = tooManyInterimText();
        return false;
    }
    const Result<Framing> framing = responseFraming(*head, m_method);
    if (!framing) {
        step.failure = OutcomeKind::NetworkError;
        step.error = framing.error;
        return false;
    }
    m_head = *head;
    m_framing = *framing;
    m_notes += framing->notes;
    m_notes += notesOnFields(head->headers, !isEmpty(m_framing));
    m_contentLeft = framing->length;
    step.gotHead = true;
    step.forward = framingHead(m_framing) + content(std::exchange(m_buffer, {}), step);
    return false;
}

QByteArray ResponseReader::content(const QByteArray &bytes, Step &step)
{
    qint64 wanted = bytes.size();
    if (m_framing.kind == Framing::Kind::Chunked)
        return chunks(bytes, step);
    if (m_framing.kind != Framing::Kind::UntilClose) {
        wanted = std::min<qint64>(wanted, m_contentLeft);
        m_contentLeft -= wanted;
    }
    m_content += wanted;
    m_excess += bytes.size() - wanted;
    return bytes.first(wanted);
}

/// The data in one clean chunk: QNetworkAccessManager takes fewer ways to write chunks than clients do.
QByteArray ResponseReader::chunks(const QByteArray &bytes, Step &step)
{
    const bool wasComplete = m_chunks.isComplete();
    QByteArray data;
    const qsizetype taken = m_chunks.feed(bytes, data);
    m_excess += bytes.size() - taken;
    if (m_chunks.hasBareLineFeed() && !m_isNoted) {
        m_isNoted = true;
        step.notes.append(u"Chunk lines end in a bare LF instead of CRLF (RFC 9112 2.2, 7.1)."_s);
    }
    if (!m_chunks.error().isEmpty()) {
        step.failure = OutcomeKind::NetworkError;
        step.error = u"the body's chunks are broken: "_s + m_chunks.error();
        return {};
    }
    QByteArray forward;
    if (!data.isEmpty())
        forward = chunkOf(data);
    if (m_chunks.isComplete() && !wasComplete)
        forward += chunkOf({});
    return forward;
}

bool ResponseReader::isComplete() const
{
    if (!m_head)
        return false;
    switch (m_framing.kind) {
    case Framing::Kind::None:
        return true;
    case Framing::Kind::Length:
        return m_contentLeft == 0;
    case Framing::Kind::Chunked:
        return m_chunks.isComplete();
    case Framing::Kind::UntilClose:
        return m_ended;
    }
    return false;
}

ResponseReader::Step ResponseReader::end(const QString &how, CloseKind kind)
{
    m_ended = true;
    Step step;
    if (!m_head) {
        step.failure = OutcomeKind::NetworkError;
        if (m_interim.isEmpty() && m_buffer.isEmpty())
            step.error = how + u" without a response"_s;
        else
            step.error = how + u" in the middle of the response's head, after %1 bytes"_s.arg(m_buffer.size());
    } else if (m_framing.kind == Framing::Kind::Length && m_contentLeft > 0) {
        step.failure = OutcomeKind::NetworkError;
        step.error =
            how + u" after %1 of %2 bytes of the body"_s.arg(m_framing.length - m_contentLeft).arg(m_framing.length);
    } else if (m_framing.kind == Framing::Kind::Chunked && !m_chunks.isComplete()) {
        step.failure = OutcomeKind::NetworkError;
        step.error =
            how + (m_chunks.hasLastChunk() ? u" after the last chunk of the body, before the empty line that ends it"_s
                                           : u" before the last chunk of the body"_s);
    } else if (m_framing.kind == Framing::Kind::UntilClose && kind == CloseKind::NoCloseNotify) {
        step.isCut = true;
        step.notes.append(
            u"The body ends where the connection ends, and TLS ended without close_notify: the body must be "
            "considered incomplete (RFC 9112 9.8)."_s);
    } else if (m_framing.kind == Framing::Kind::UntilClose && kind == CloseKind::Broken) {
        step.isCut = true;
        step.notes.append(
            u"The body ends where the connection ends, and %1: the body may be incomplete (RFC 9112 8)."_s.arg(how));
    }
    return step;
}

} // namespace hopscope
