// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace hopscope
{

inline constexpr int kMaxChunkLineBytes = 4096;

/// Takes the chunked transfer coding (RFC 9112 7.1) off its data as the bytes come: says where it ends and whether it
/// is sound.
class ChunkScanner
{
public:
    /// Bytes of `bytes` that belong to the coding; what is beyond its end does not. The data in them is appended to
    /// `data`.
    qsizetype feed(QByteArrayView bytes, QByteArray &data);
    /// Bytes of data seen so far, without sizes, extensions and trailers.
    qint64 dataBytes() const { return m_data; }
    bool isComplete() const { return m_state == State::Done; }
    /// The last chunk is there; only trailer fields and the empty line after them may be missing.
    bool hasLastChunk() const { return m_state == State::Trailer || isComplete(); }
    /// A line has ended without CR.
    bool hasBareLineFeed() const { return m_hasBareLineFeed; }
    /// Empty, or what is wrong with the coding. Nothing is taken after an error.
    const QString &error() const { return m_error; }

private:
    enum class State { Size, Extension, Data, DataEnd, Trailer, Done };

    void sizeByte(char c);
    void endOfSizeLine();
    void trailerByte(char c);
    void fail(const QString &what);

    State m_state = State::Size;
    qint64 m_left = 0; ///< of the chunk's data
    qint64 m_data = 0;
    int m_digits = 0;    ///< hexadecimal digits read of the size
    int m_lineBytes = 0; ///< read of the current line
    bool m_isAfterReturn = false;
    bool m_hasBareLineFeed = false;
    QString m_error;
};

/// What the chunked coding (RFC 9112 7.1) holds, as far as it is sound.
struct ChunkedContent {
    QByteArray firstLine; ///< with the size of the first chunk
    QByteArray data;
    qsizetype wholeBytes = 0; ///< of `data` that are in whole chunks: the last one may be cut off
    int chunks = 0;
    QByteArray rest; ///< what follows the data: line end, last chunk, trailer
};
ChunkedContent readChunks(const QByteArray &bytes);

} // namespace hopscope
