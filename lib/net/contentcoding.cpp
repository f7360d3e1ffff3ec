// SPDX-License-Identifier: MIT
#include "net/contentcoding.h"

#include <QLibrary>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxDecodedBytes = 64 * 1024 * 1024;
constexpr uint kPieceBytes = 64 * 1024;

/// z_stream of zlib.h, whose layout is the same in all versions 1.x.
struct ZStream {
    const uchar *in = nullptr;
    uint inLeft = 0;
    ulong inTotal = 0;
    uchar *out = nullptr;
    uint outLeft = 0;
    ulong outTotal = 0;
    const char *message = nullptr;
    void *state = nullptr;
    void *allocate = nullptr;
    void *free = nullptr;
    void *opaque = nullptr;
    int dataType = 0;
    ulong adler = 0;
    ulong reserved = 0;
};

constexpr int kZOk = 0;
constexpr int kZStreamEnd = 1;
constexpr int kZBufferError = -5;
constexpr int kZlibWindow = 15; ///< windowBits of inflateInit2()
constexpr int kGzipWindow = 15 + 16;
constexpr int kRawWindow = -15;

CodingEnd endOfZlib(const QByteArray &content, int window)
{
    QLibrary library(u"z"_s, 1);
    const auto version = reinterpret_cast<const char *(*)()>(library.resolve("zlibVersion"));
    const auto begin = reinterpret_cast<int (*)(ZStream *, int, const char *, int)>(library.resolve("inflateInit2_"));
    const auto inflate = reinterpret_cast<int (*)(ZStream *, int)>(library.resolve("inflate"));
    const auto end = reinterpret_cast<int (*)(ZStream *)>(library.resolve("inflateEnd"));
    ZStream stream;
    if (!version || !begin || !inflate || !end || begin(&stream, window, version(), int(sizeof(stream))) != kZOk)
        return CodingEnd::Unknown;
    QByteArray piece(kPieceBytes, Qt::Uninitialized);
    stream.in = reinterpret_cast<const uchar *>(content.constData());
    stream.inLeft = uint(content.size());
    int state = kZOk;
    while (state == kZOk && stream.outTotal < ulong(kMaxDecodedBytes)) {
        stream.out = reinterpret_cast<uchar *>(piece.data());
        stream.outLeft = kPieceBytes;
        state = inflate(&stream, 0);
    }
    end(&stream);
    return state == kZStreamEnd ? CodingEnd::Whole : state == kZBufferError ? CodingEnd::Cut : CodingEnd::Unknown;
}

constexpr int kBrotliSuccess = 1; ///< BrotliDecoderResult of brotli/decode.h
constexpr int kBrotliMoreInput = 2;
constexpr int kBrotliMoreOutput = 3;

CodingEnd endOfBrotli(const QByteArray &content)
{
    using Decode = int (*)(void *, size_t *, const uchar **, size_t *, uchar **, size_t *);
    QLibrary library(u"brotlidec"_s, 1);
    const auto create =
        reinterpret_cast<void *(*)(void *, void *, void *)>(library.resolve("BrotliDecoderCreateInstance"));
    const auto decode = reinterpret_cast<Decode>(library.resolve("BrotliDecoderDecompressStream"));
    const auto destroy = reinterpret_cast<void (*)(void *)>(library.resolve("BrotliDecoderDestroyInstance"));
    void *decoder = create && decode && destroy ? create(nullptr, nullptr, nullptr) : nullptr;
    if (!decoder)
        return CodingEnd::Unknown;
    QByteArray piece(kPieceBytes, Qt::Uninitialized);
    const uchar *in = reinterpret_cast<const uchar *>(content.constData());
    size_t inLeft = size_t(content.size());
    size_t total = 0;
    int state = kBrotliMoreOutput;
    while (state == kBrotliMoreOutput && total < size_t(kMaxDecodedBytes)) {
        uchar *out = reinterpret_cast<uchar *>(piece.data());
        size_t outLeft = kPieceBytes;
        state = decode(decoder, &inLeft, &in, &outLeft, &out, &total);
    }
    destroy(decoder);
    return state == kBrotliSuccess ? CodingEnd::Whole : state == kBrotliMoreInput ? CodingEnd::Cut : CodingEnd::Unknown;
}

QByteArray codingOf(const Headers &headers)
{
    const QByteArray coding = headers.combined("Content-Encoding").toLower().trimmed();
    return coding == "identity" ? QByteArray() : coding == "x-gzip" ? "gzip" : coding;
}

} // namespace

QByteArray decodableCoding(const Headers &headers)
{
    constexpr QByteArrayView decodable[] = {"gzip", "deflate", "br", "zstd"};
    const QByteArray coding = codingOf(headers);
    return std::ranges::find(decodable, QByteArrayView(coding)) == std::end(decodable) ? QByteArray() : coding;
}

QString keptCodingNote(const Headers &headers)
{
    if (codingOf(headers).isEmpty() || !decodableCoding(headers).isEmpty())
        return {};
    return u"The content is shown as it was received: Content-Encoding %1 is not decoded here."_s.arg(
        QString::fromLatin1(headers.combined("Content-Encoding")));
}

CodingEnd endOfCoding(const QByteArray &coding, const QByteArray &content)
{
    if (content.isEmpty())
        return CodingEnd::Whole;
    if (coding == "gzip")
        return endOfZlib(content, kGzipWindow);
    if (coding == "br")
        return endOfBrotli(content);
    if (coding != "deflate")
        return CodingEnd::Unknown;
    // RFC 9110 8.4.1.2: some servers leave the zlib format out.
    const CodingEnd end = endOfZlib(content, kZlibWindow);
    return end == CodingEnd::Unknown ? endOfZlib(content, kRawWindow) : end;
}

} // namespace hopscope
