// SPDX-License-Identifier: MIT
// Prints how much processor time a response takes whose chunks hold one byte each, and a gzip content of one member
// after the other: 1, 4 and 16 times as many have to take 1, 4 and 16 times as long.
#include "net/relay/contentdecoder.h"
#include "net/relay/responsereader.h"

#include <cstdio>
#include <ctime>

using namespace hopscope;

namespace
{

constexpr int kChunks = 500'000;
constexpr int kMembers = 20'000;
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
    return 0;
}
