// SPDX-License-Identifier: MIT
// Prints how much processor time a response takes whose chunks hold one byte each, and a gzip content of one member
// after the other, and frames of HTTP/2 with a byte or a list of fields each: 1, 4 and 16 times as many have to take 1,
// 4 and 16 times as long.
#include "http2frames.h"
#include "net/h2/framereader.h"
#include "net/h2/http2fields.h"
#include "net/h2/http2session.h"
#include "net/relay/contentdecoder.h"
#include "net/relay/responsereader.h"

#include <cstdio>
#include <ctime>

using namespace hopscope;

namespace
{

constexpr int kChunks = 500'000;
constexpr int kMembers = 20'000;
constexpr int kFrames = 50'000;
constexpr int kSections = 100; ///< of HTTP/2, with 900 fields each
constexpr int kSectionFields = 900;
constexpr qsizetype kReadBytes = 64 * 1024;

void readChunksOfOneByte(int factor)
{
    ResponseReader reader("GET");
    reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray bytes = QByteArray("1\r\nx\r\n").repeated(kChunks * factor) + "0\r\n\r\n";
    for (qsizetype at = 0; at < bytes.size(); at += kReadBytes)
        reader.feed(bytes.mid(at, kReadBytes));
    if (!reader.isComplete())
        std::puts("the chunks did not end");
}

void decodeEmptyMembers(int factor)
{
    const QByteArray member = QByteArray::fromHex("1f8b08000000000000ff03000000000000000000");
    const QByteArray bytes = member.repeated(kMembers * factor);
    ContentDecoder decoder({{.name = "gzip"}});
    for (qsizetype at = 0; at < bytes.size(); at += kReadBytes)
        decoder.feed(bytes.mid(at, kReadBytes), [](QByteArrayView) { return true; });
    if (decoder.ends().value(0).members != kMembers * factor)
        std::puts("the members are not all there");
}

/// In pieces, to the reader of frames and to a session that waits for them.
void readFrames(const QByteArray &bytes)
{
    FrameReader reader(false);
    Http2Session session;
    session.request(http2Fields({.method = "GET", .url = "https://a.example/"}).fields, 0);
    Http2Session::Step begun;
    session.takeOutput(begun);
    bool hasEnded = false;
    for (qsizetype at = 0; at < bytes.size(); at += kReadBytes) {
        const QByteArray piece = bytes.mid(at, kReadBytes);
        reader.feed(piece);
        hasEnded = session.feed(piece).hasEnded;
        Http2Session::Step step;
        session.takeOutput(step);
    }
    if (!hasEnded)
        std::puts("the response did not end");
}

void readDataFramesOfOneByte(int factor)
{
    readFrames(test::settingsFrame() + test::headersFrame(1, {{":status", "200"}}) +
               test::dataFrame(1, "x").repeated(kFrames * factor) + test::dataFrame(1, "x", true));
}

void readFieldSections(int factor)
{
    QByteArray fields;
    for (int i = 0; i < kSectionFields; ++i)
        fields += test::literals({{"x-field", "a value of some length"}});
    const QByteArray section = test::http2Frame(Http2Headers, Http2EndHeaders, 1, fields);
    FrameReader reader(false);
    qsizetype found = 0;
    for (int i = 0; i < kSections * factor; ++i)
        found += reader.feed(section).frames.value(0).fields.fields.size();
    if (found != qsizetype(kSections) * factor * kSectionFields)
        std::puts("the fields are not all there");
}

void measure(const char *what, void (*run)(int factor))
{
    double first = 0;
    for (const int factor : {1, 4, 16}) {
        const std::clock_t start = std::clock();
        run(factor);
        const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
        first = factor == 1 ? seconds : first;
        std::printf("%s, %d times: %.3f s, ratio %.1f\n", what, factor, seconds, seconds / first);
    }
}

} // namespace

int main()
{
    measure("chunks of one byte", readChunksOfOneByte);
    measure("empty gzip members", decodeEmptyMembers);
    measure("DATA frames of one byte", readDataFramesOfOneByte);
    measure("field sections of HTTP/2", readFieldSections);
    return 0;
}
