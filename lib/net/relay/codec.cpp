// SPDX-License-Identifier: MIT
#include "net/relay/codec.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kGzipWindow = 15 + 16; ///< windowBits of inflateInit2()
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;
constexpr size_t kZstdBegin = 5; ///< bytes of a frame that say how long its head is (RFC 8878 3.1.1)

/// Whether `bytes` begin with `magic`. Nothing: too few to tell.
std::optional<bool> beginsWith(QByteArrayView bytes, QByteArrayView magic)
{
    const qsizetype size = std::min(bytes.size(), magic.size());
    if (bytes.first(size) != magic.first(size))
        return false;
    return size < magic.size() ? std::nullopt : std::optional(true);
}

class ZlibCodec : public Codec
{
public:
    explicit ZlibCodec(bool isGzip) : m_isGzip(isGzip)
    {
        if (isGzip)
            m_isReady = inflateInit2(&m_stream, kGzipWindow) == Z_OK;
    }
    ~ZlibCodec() override { inflateEnd(&m_stream); }
    ZlibCodec(const ZlibCodec &) = delete;
    ZlibCodec &operator=(const ZlibCodec &) = delete;

    State step(QByteArrayView &in, std::span<char> out, qsizetype &written) override
    {
        if (m_isReady)
            return inflateSome(in, out, written);
        // RFC 9110 8.4.1.2: some servers leave the zlib format (RFC 1950 2.2) out. Two bytes are too few to end either.
        const qsizetype taken = std::min<qsizetype>(in.size(), 2 - m_begin.size());
        m_begin += in.first(taken);
        in = in.sliced(taken);
        if (m_begin.size() < 2)
            return State::More;
        const uint first = uchar(m_begin.at(0));
        const bool isZlib = (first & 0x0f) == Z_DEFLATED && (first * 256 + uchar(m_begin.at(1))) % 31 == 0;
        m_isReady = inflateInit2(&m_stream, isZlib ? kZlibWindow : kRawWindow) == Z_OK;
        QByteArrayView begin(m_begin);
        return m_isReady ? inflateSome(begin, out, written) : State::Broken;
    }

    QString error() const override
    {
        return m_stream.msg ? QString::fromLatin1(m_stream.msg) : u"it needs a dictionary, or memory ran out"_s;
    }

    /// RFC 1952 2.2: members follow one another.
    std::optional<bool> goesOn(QByteArrayView bytes) const override
    {
        return m_isGzip ? beginsWith(bytes, "\x1f\x8b") : false;
    }
    void restart() override { inflateReset(&m_stream); }

private:
    State inflateSome(QByteArrayView &in, std::span<char> out, qsizetype &written)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(in.data()));
        m_stream.avail_in = uInt(in.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream.avail_out = uInt(out.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        in = in.last(m_stream.avail_in);
        written = qsizetype(out.size() - m_stream.avail_out);
        if (result == Z_STREAM_END)
            return State::End;
        if (result == Z_OK || result == Z_BUF_ERROR)
            return State::More;
        const QByteArrayView message(m_stream.msg);
        return message == "incorrect data check" || message == "incorrect length check" ? State::Damaged
                                                                                        : State::Broken;
    }

    bool m_isGzip;
    bool m_isReady = false;
    QByteArray m_begin; ///< of deflate, until it is known which format it has
    z_stream m_stream = {};
};

class BrotliCodec : public Codec
{
public:
    State step(QByteArrayView &in, std::span<char> out, qsizetype &written) override
    {
        const auto *next = reinterpret_cast<const uint8_t *>(in.data());
        size_t left = size_t(in.size());
        auto *nextOut = reinterpret_cast<uint8_t *>(out.data());
        size_t room = out.size();
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(m_decoder.get(), &left, &next, &room, &nextOut, nullptr);
        in = in.last(qsizetype(left));
        written = qsizetype(out.size() - room);
        if (result == BROTLI_DECODER_RESULT_SUCCESS)
            return State::End;
        return result == BROTLI_DECODER_RESULT_ERROR ? State::Broken : State::More;
    }

    QString error() const override
    {
        return QString::fromLatin1(BrotliDecoderErrorString(BrotliDecoderGetErrorCode(m_decoder.get())));
    }

private:
    std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> m_decoder{
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance};
};

class ZstdCodec : public Codec
{
public:
    State step(QByteArrayView &in, std::span<char> out, qsizetype &written) override
    {
        // Given more than it asks for, it would keep the last block back when the checksum behind it is wrong.
        ZSTD_inBuffer from{in.data(), std::min(size_t(in.size()), m_wanted), 0};
        ZSTD_outBuffer to{out.data(), out.size(), 0};
        const size_t result = ZSTD_decompressStream(m_stream.get(), &to, &from);
        in = in.sliced(qsizetype(from.pos));
        written = qsizetype(to.pos);
        if (ZSTD_isError(result)) {
            m_error = QString::fromLatin1(ZSTD_getErrorName(result));
            return m_error.contains("checksum"_L1) ? State::Damaged : State::Broken;
        }
        m_wanted = result == 0 ? kZstdBegin : result;
        return result == 0 ? State::End : State::More;
    }

    QString error() const override { return m_error; }

    /// RFC 8878 3.1: frames follow one another, some of them to be skipped.
    std::optional<bool> goesOn(QByteArrayView bytes) const override
    {
        const auto frame = beginsWith(bytes, "\x28\xb5\x2f\xfd");
        if (frame.value_or(true))
            return frame;
        return (uchar(bytes.front()) & 0xf0) == 0x50 ? beginsWith(bytes.sliced(1), "\x2a\x4d\x18") : false;
    }

private:
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> m_stream{ZSTD_createDStream(), &ZSTD_freeDStream};
    size_t m_wanted = kZstdBegin; ///< bytes, says the library
    QString m_error;
};

} // namespace

std::unique_ptr<Codec> makeCodec(const QByteArray &name)
{
    if (name == "gzip" || name == "deflate")
        return std::make_unique<ZlibCodec>(name == "gzip");
    if (name == "br")
        return std::make_unique<BrotliCodec>();
    if (name == "zstd")
        return std::make_unique<ZstdCodec>();
    return nullptr;
}

} // namespace hopscope
