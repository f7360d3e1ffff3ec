// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "net/h2/framereader.h"
#include "net/h2/http2fields.h"
#include "net/h2/http2session.h"
#include "trace/http2text.h"

namespace hopscope::fuzz
{

namespace
{

struct Told {
    QList<Http2Frame> frames;
    QByteArray content;
    bool isCut = false;
    QList<Http2Frame> unfinished;

    bool operator==(const Told &) const = default;
};

Told told(QByteArrayView bytes, quint32 longest, bool isSent)
{
    FrameReader reader(isSent);
    Told all;
    inPieces(bytes, longest, [&](QByteArrayView piece) {
        const FrameReader::Read read = reader.feed(piece);
        all.frames += read.frames;
        all.content += read.content;
        all.isCut = all.isCut || read.isCut;
        return true;
    });
    all.unfinished = reader.unfinished();
    return all;
}

void readFrames(QByteArrayView input, bool isSent)
{
    const Told atOnce = told(input, quint32(input.size()) + 1, isSent);
    qsizetype size = 0;
    for (const Http2Frame &frame : atOnce.frames) {
        size += kHttp2FrameHeadBytes + qsizetype(frame.length);
        require(http2Type(http2TypeName(frame.type)) == frame.type, "the name of a type is that type");
        require(!http2FrameLine(frame).contains(QChar(u'\n')), "a frame is one line");
    }
    require(size <= input.size(), "frames that are whole are not longer than what came in");
    require(atOnce.content.size() <= input.size(), "content is not longer than what came in");
    for (const quint32 longest : kLongestPieces)
        require(told(input, longest, isSent) == atOnce, "frames in pieces are read as they are at once");
}

/// A server that answers a request with the input.
void answer(QByteArrayView input, quint32 longest, qint64 content)
{
    Http2Session session;
    const Request request{.method = content > 0 ? "POST" : "GET", .url = "https://a.example/"};
    session.request(http2Fields(request).fields, content);
    session.addContent(QByteArray(content, 'c'));
    bool hasFailed = false;
    bool hasEnded = false;
    const auto take = [&](const Http2Session::Step &step) {
        require(step.failure.has_value() == !step.error.isEmpty(), "a failure has a reason");
        require(!step.failure || !(hasFailed || hasEnded), "a response fails once, and not after its end");
        require(!step.gotHead || session.head(), "a head that is there can be read");
        require(!step.hasEnded || (session.head() && !hasFailed), "what has ended has a head, and did not fail");
        hasFailed = hasFailed || step.failure;
        hasEnded = hasEnded || step.hasEnded;
    };
    inPieces(input, longest, [&](QByteArrayView piece) {
        take(session.feed(piece));
        Http2Session::Step step;
        session.takeOutput(step);
        take(step);
        return true;
    });
    require(session.interim().size() <= 101, "interim responses are counted");
}

} // namespace

void run(QByteArrayView input)
{
    readFrames(input, false);
    readFrames(input, true);
    const QByteArray settings = QByteArray::fromHex("000000040000000000");
    for (const quint32 longest : kLongestPieces) {
        answer(input, longest, 0);
        answer(settings + input.toByteArray(), longest, 100'000);
    }
}

} // namespace hopscope::fuzz
