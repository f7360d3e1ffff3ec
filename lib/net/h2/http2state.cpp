// SPDX-License-Identifier: MIT
#include "net/h2/http2state.h"

#include "net/relay/responsereader.h"
#include "text/terminaltext.h"
#include "trace/http2text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint32 kWindowBytes = 1024 * 1024; ///< that a server may send without being asked for more
constexpr size_t kMaxSentSectionBytes = 1024 * 1024;
constexpr qsizetype kMaxReasonShown = 200; ///< characters

struct DeleteCallbacks {
    void operator()(nghttp2_session_callbacks *callbacks) const { nghttp2_session_callbacks_del(callbacks); }
};
struct DeleteOption {
    void operator()(nghttp2_option *option) const { nghttp2_option_del(option); }
};

QByteArray fieldBytes(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

Http2State &stateOf(void *user)
{
    return *static_cast<Http2State *>(user);
}

int onBeginFrame(nghttp2_session *, const nghttp2_frame_hd *head, void *user)
{
    Http2State &state = stateOf(user);
    if (head->type == NGHTTP2_DATA && head->stream_id == state.stream)
        state.announced += qint64(head->length);
    return 0;
}

int onBeginHeaders(nghttp2_session *, const nghttp2_frame *, void *user)
{
    Http2State &state = stateOf(user);
    state.section = {};
    state.sectionBytes = 0;
    return 0;
}

int onHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize, const uint8_t *value,
             size_t valueSize, uint8_t, void *user)
{
    Http2State &state = stateOf(user);
    if (frame->hd.type != NGHTTP2_HEADERS || frame->hd.stream_id != state.stream || state.isFailed)
        return 0;
    state.sectionBytes += qsizetype(nameSize + valueSize);
    if (state.sectionBytes > kMaxHeadBytes)
        state.fail(OutcomeKind::Limit, headTooLargeText());
    else if (state.section.fields.size() >= kMaxHeadLines)
        state.fail(OutcomeKind::Limit, tooManyLinesText());
    else
        state.section.append(fieldBytes(name, nameSize), fieldBytes(value, valueSize));
    return state.isFailed ? NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE : 0;
}

/// A field that clients leave out, as curl does.
int onInvalidHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize,
                    const uint8_t *, size_t, uint8_t, void *user)
{
    Http2State &state = stateOf(user);
    if (frame->hd.stream_id == state.stream && state.step.notes.size() < kMaxHeadLines)
        state.step.notes.append(
            u"The field %1 was left out of the response: its name or value is not allowed (RFC 9113 8.2.1). "
            "The frames under Wire have it."_s.arg(terminalText(fieldBytes(name, nameSize), kMaxReasonShown)));
    return 0;
}

int onFrame(nghttp2_session *session, const nghttp2_frame *frame, void *user)
{
    Http2State &state = stateOf(user);
    const bool isLast = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    if (frame->hd.type == NGHTTP2_GOAWAY) {
        if (!state.farewell && frame->goaway.last_stream_id >= state.stream)
            state.step.notes.append(u"The server takes no further request on this connection (GOAWAY %1)."_s.arg(
                http2ErrorName(frame->goaway.error_code)));
        state.farewell = frame->goaway.error_code;
        state.lastTaken = frame->goaway.last_stream_id;
    }
    if (frame->hd.type == NGHTTP2_PUSH_PROMISE) {
        // Sent before the server has read that push is off.
        nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, frame->push_promise.promised_stream_id, NGHTTP2_CANCEL);
        state.step.notes.append(u"The server wanted to push a response; it was refused (RFC 9113 8.4)."_s);
    }
    if (frame->hd.stream_id != state.stream || state.stream < 0)
        return 0;
    state.step.isTouched = state.step.isTouched || frame->hd.type != NGHTTP2_WINDOW_UPDATE;
    if (frame->hd.type == NGHTTP2_HEADERS)
        state.sectionEnded(isLast);
    else if (frame->hd.type == NGHTTP2_DATA && isLast)
        state.ended();
    else if (frame->hd.type == NGHTTP2_RST_STREAM)
        state.resetByServer = frame->rst_stream.error_code;
    return 0;
}

int onInvalidFrame(nghttp2_session *, const nghttp2_frame *frame, int code, void *user)
{
    Http2State &state = stateOf(user);
    if (state.reason.isEmpty())
        state.reason = http2TypeName(frame->hd.type) + u": "_s + QString::fromLatin1(nghttp2_strerror(code));
    return 0;
}

int onData(nghttp2_session *, uint8_t, int32_t id, const uint8_t *data, size_t size, void *user)
{
    Http2State &state = stateOf(user);
    if (id != state.stream || state.isFailed)
        return 0;
    state.step.isTouched = true;
    state.received += qint64(size);
    state.step.content += fieldBytes(data, size);
    return 0;
}

int onClose(nghttp2_session *, int32_t id, uint32_t code, void *user)
{
    Http2State &state = stateOf(user);
    if (id == state.stream)
        state.streamClosed(code);
    return 0;
}

int onSent(nghttp2_session *, const nghttp2_frame *frame, void *user)
{
    Http2State &state = stateOf(user);
    if (frame->hd.type == NGHTTP2_RST_STREAM && frame->hd.stream_id == state.stream)
        state.resetByUs = frame->rst_stream.error_code;
    if (frame->hd.type == NGHTTP2_GOAWAY && frame->goaway.error_code != NGHTTP2_NO_ERROR)
        state.brokenByServer(http2ErrorName(frame->goaway.error_code));
    return 0;
}

int onNotSent(nghttp2_session *, const nghttp2_frame *frame, int code, void *user)
{
    Http2State &state = stateOf(user);
    if (frame->hd.type == NGHTTP2_HEADERS)
        state.fail(OutcomeKind::NetworkError,
                   u"the request cannot be sent over HTTP/2: %1"_s.arg(QString::fromLatin1(nghttp2_strerror(code))));
    return 0;
}

int onError(nghttp2_session *, int, const char *text, size_t size, void *user)
{
    stateOf(user).reason = terminalText(QByteArray(text, qsizetype(size)), kMaxReasonShown);
    return 0;
}

} // namespace

void Http2State::open()
{
    nghttp2_session_callbacks *made = nullptr;
    nghttp2_session_callbacks_new(&made);
    const std::unique_ptr<nghttp2_session_callbacks, DeleteCallbacks> callbacks(made);
    nghttp2_session_callbacks_set_on_begin_frame_callback(made, onBeginFrame);
    nghttp2_session_callbacks_set_on_begin_headers_callback(made, onBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(made, onHeader);
    nghttp2_session_callbacks_set_on_invalid_header_callback(made, onInvalidHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(made, onFrame);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(made, onInvalidFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(made, onData);
    nghttp2_session_callbacks_set_on_stream_close_callback(made, onClose);
    nghttp2_session_callbacks_set_on_frame_send_callback(made, onSent);
    nghttp2_session_callbacks_set_on_frame_not_send_callback(made, onNotSent);
    nghttp2_session_callbacks_set_error_callback2(made, onError);
    nghttp2_option *options = nullptr;
    nghttp2_option_new(&options);
    const std::unique_ptr<nghttp2_option, DeleteOption> option(options);
    nghttp2_option_set_max_send_header_block_length(options, kMaxSentSectionBytes);
    nghttp2_session *opened = nullptr;
    nghttp2_session_client_new2(&opened, made, this, options);
    session.reset(opened);
    constexpr std::array<nghttp2_settings_entry, 3> settings{{{NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
                                                              {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, kWindowBytes},
                                                              {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, kMaxHeadBytes}}};
    nghttp2_submit_settings(opened, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    nghttp2_session_set_local_window_size(opened, NGHTTP2_FLAG_NONE, 0, kWindowBytes);
}

void Http2State::begin(qint64 size)
{
    step = {};
    section = {};
    head.reset();
    interim.clear();
    received = 0;
    announced = 0;
    isEnded = false;
    isFailed = false;
    content.clear();
    contentLeft = size;
    isGivenUp = false;
    isReset = false;
    resetByServer.reset();
    resetByUs.reset();
    reason.clear();
}

void Http2State::fail(OutcomeKind kind, const QString &error, bool isUntaken)
{
    if (isFailed || isEnded || stream < 0)
        return;
    isFailed = true;
    step.failure = kind;
    step.error = error;
    step.isUntaken = isUntaken;
}

/// How far the response is.
QString Http2State::where() const
{
    return head ? u" in the middle of the body, after %1 bytes"_s.arg(received) : u" without a response"_s;
}

/// Of the response's Content-Length; -1: it says none.
qint64 Http2State::length() const
{
    bool isNumber = false;
    const qint64 length =
        head ? head->headers.first("Content-Length").value_or(QByteArray()).toLongLong(&isNumber) : -1;
    return isNumber ? length : -1;
}

void Http2State::brokenByServer(const QString &what)
{
    const QString why = reason.isEmpty() ? QString() : u": "_s + reason;
    fail(OutcomeKind::NetworkError, u"the server broke the rules of HTTP/2 (%1)%2"_s.arg(what, why));
}

void Http2State::sectionEnded(bool isLast)
{
    const std::optional<QByteArray> status = section.first(":status");
    Headers fields;
    for (const Header &field : section.fields) {
        if (!field.name.startsWith(':'))
            fields.fields.append(field);
    }
    if (!status) {
        QStringList names;
        for (const Header &field : fields.fields)
            names.append(QString::fromUtf8(field.name));
        step.notes.append(u"The response has trailer fields after its body: %1."_s.arg(names.join(u", "_s)));
    } else if (status->startsWith('1')) {
        interim.append({"HTTP/2", status->toInt(), {}, fields});
        if (interim.size() > kMaxInterimResponses) {
            fail(OutcomeKind::Limit, tooManyInterimText());
            nghttp2_submit_rst_stream(session.get(), NGHTTP2_FLAG_NONE, stream, NGHTTP2_ENHANCE_YOUR_CALM);
        }
    } else {
        head = ResponseHead{.version = "HTTP/2", .status = status->toInt(), .headers = fields};
        step.notes += notesOnFields(fields, !isLast);
        step.gotHead = true;
    }
    if (isLast)
        ended();
}

void Http2State::ended()
{
    if (isFailed)
        return;
    isEnded = true;
    step.hasEnded = true;
}

QString Http2State::cutText() const
{
    if (announced > length())
        return u"the server sent more of the body than the %1 bytes that Content-Length says"_s.arg(length());
    return u"the server ended the response after %1 of %2 bytes of the body"_s.arg(received).arg(length());
}

/// The stream is over for both sides.
void Http2State::streamClosed(quint32 code)
{
    if (isEnded) {
        step.isUploadEnded = true;
    } else if (resetByServer) {
        const bool isUntaken = *resetByServer == NGHTTP2_REFUSED_STREAM;
        fail(OutcomeKind::NetworkError,
             u"the server reset the stream (RST_STREAM %1)"_s.arg(http2ErrorName(*resetByServer)) + where(), isUntaken);
    } else if (farewell && lastTaken < stream) {
        fail(OutcomeKind::NetworkError,
             u"the server ended the connection before it took the request (GOAWAY %1)"_s.arg(http2ErrorName(*farewell)),
             true);
    } else if (length() >= 0 && received != length() && resetByUs == quint32(NGHTTP2_PROTOCOL_ERROR)) {
        fail(OutcomeKind::NetworkError, cutText());
    } else {
        brokenByServer(http2ErrorName(code));
    }
    stream = -1;
}

ssize_t readHttp2Content(nghttp2_session *, int32_t, uint8_t *buffer, size_t size, uint32_t *flags,
                         nghttp2_data_source *, void *user)
{
    Http2State &state = stateOf(user);
    const qsizetype count = std::min<qsizetype>(state.content.size(), qsizetype(size));
    if (state.isGivenUp || (count == 0 && state.contentLeft > 0))
        return NGHTTP2_ERR_DEFERRED;
    std::memcpy(buffer, state.content.constData(), size_t(count));
    state.content.remove(0, count);
    state.contentLeft -= count;
    if (state.contentLeft == 0)
        *flags |= NGHTTP2_DATA_FLAG_EOF;
    return count;
}

} // namespace hopscope
