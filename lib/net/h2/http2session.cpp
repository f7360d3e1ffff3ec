// SPDX-License-Identifier: MIT
#include "net/h2/http2session.h"

#include "net/h2/http2state.h"
#include "trace/http2text.h"

#include <utility>
#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

Http2Session::Http2Session() : d(std::make_unique<Http2State>())
{
    d->open();
}

Http2Session::~Http2Session() = default;

qint32 Http2Session::request(const Headers &fields, qint64 content)
{
    d->begin(content);
    std::vector<nghttp2_nv> list;
    list.reserve(size_t(fields.fields.size()));
    // The library copies what it is given and does not write to it.
    const auto data = [](const QByteArray &bytes) {
        return reinterpret_cast<uint8_t *>(const_cast<char *>(bytes.constData()));
    };
    for (const Header &field : fields.fields)
        list.push_back({data(field.name), data(field.value), size_t(field.name.size()), size_t(field.value.size()),
                        NGHTTP2_NV_FLAG_NONE});
    const nghttp2_data_provider provider{.source = {}, .read_callback = readHttp2Content};
    d->stream = nghttp2_submit_request(d->session.get(), nullptr, list.data(), list.size(),
                                       content > 0 ? &provider : nullptr, nullptr);
    return d->stream;
}

void Http2Session::addContent(const QByteArray &bytes)
{
    if (d->isGivenUp || d->stream < 0)
        return;
    d->content += bytes;
    nghttp2_session_resume_data(d->session.get(), d->stream);
}

qint64 Http2Session::contentWaiting() const
{
    return d->content.size();
}

void Http2Session::giveUpContent()
{
    const bool isOpen = d->stream >= 0 && d->contentLeft > 0;
    // Sooner it would end the response, too.
    if (isOpen && d->isEnded && !d->isReset) {
        d->isReset = true;
        nghttp2_submit_rst_stream(d->session.get(), NGHTTP2_FLAG_NONE, d->stream, NGHTTP2_CANCEL);
    }
    d->isGivenUp = true;
    d->content.clear();
}

Http2Session::Step Http2Session::feed(QByteArrayView bytes)
{
    const ssize_t read = nghttp2_session_mem_recv(d->session.get(), reinterpret_cast<const uint8_t *>(bytes.data()),
                                                  size_t(bytes.size()));
    if (read < 0) {
        d->isDead = true;
        d->brokenByServer(QString::fromLatin1(nghttp2_strerror(int(read))));
    }
    return std::exchange(d->step, {});
}

QByteArray Http2Session::takeOutput(Step &step)
{
    QByteArray output;
    for (;;) {
        const uint8_t *bytes = nullptr;
        const ssize_t size = nghttp2_session_mem_send(d->session.get(), &bytes);
        if (size <= 0)
            break;
        output.append(reinterpret_cast<const char *>(bytes), qsizetype(size));
    }
    const Step made = std::exchange(d->step, {});
    step.isUploadEnded = step.isUploadEnded || made.isUploadEnded;
    step.notes += made.notes;
    if (!step.failure && !step.hasEnded) {
        step.failure = made.failure;
        step.error = made.error;
        step.isUntaken = made.isUntaken;
    }
    return output;
}

bool Http2Session::isUsable() const
{
    return !d->isDead && nghttp2_session_check_request_allowed(d->session.get()) != 0;
}

const std::optional<ResponseHead> &Http2Session::head() const
{
    return d->head;
}

const QList<InterimResponse> &Http2Session::interim() const
{
    return d->interim;
}

QString Http2Session::farewell() const
{
    return d->farewell ? u" (GOAWAY %1)"_s.arg(http2ErrorName(*d->farewell)) : QString();
}

QString Http2Session::holdUp() const
{
    nghttp2_session *session = d->session.get();
    if (d->stream < 0)
        return {};
    if (nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS) == 0)
        return u"the server allows no request (MAX_CONCURRENT_STREAMS 0)"_s;
    const bool isClosed = nghttp2_session_get_remote_window_size(session) <= 0 ||
                          nghttp2_session_get_stream_remote_window_size(session, d->stream) <= 0;
    return d->contentLeft > 0 && isClosed
               ? u"the server takes no more of the request's body (its flow control window is used up)"_s
               : QString();
}

} // namespace hopscope
