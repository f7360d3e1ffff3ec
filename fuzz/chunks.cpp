// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "http/chunks.h"

namespace hopscope::fuzz
{

namespace
{

struct Scanned {
    qsizetype taken = 0;
    qint64 dataBytes = 0;
    bool complete = false;
    QString error;
    QByteArray data;

    bool operator==(const Scanned &) const = default;
};

Scanned scanned(QByteArrayView bytes, quint32 longest)
{
    ChunkScanner scanner;
    Scanned result;
    inPieces(bytes, longest, [&](QByteArrayView piece) {
        const qsizetype taken = scanner.feed(piece, result.data);
        require(taken >= 0 && taken <= piece.size(), "no more is taken than there is");
        result.taken += taken;
        return taken == piece.size() && scanner.error().isEmpty();
    });
    result.dataBytes = scanner.dataBytes();
    result.complete = scanner.isComplete();
    result.error = scanner.error();
    return result;
}

} // namespace

void run(QByteArrayView input)
{
    ChunkScanner whole;
    Scanned atOnce;
    atOnce.taken = whole.feed(input, atOnce.data);
    atOnce.dataBytes = whole.dataBytes();
    atOnce.complete = whole.isComplete();
    atOnce.error = whole.error();
    for (const quint32 longest : kLongestPieces)
        require(scanned(input, longest) == atOnce, "chunks are scanned in pieces as they are at once");
    require(!atOnce.complete || atOnce.error.isEmpty(), "a broken coding is not complete");

    const QByteArray &data = atOnce.data;
    require(data.size() == atOnce.dataBytes, "the data are as many as they are said to be");
    const ChunkedContent content = readChunks(input.toByteArray());
    require(content.wholeBytes <= content.data.size(), "whole chunks are part of the data");
    require(content.data.startsWith(data), "the reader finds the data that the scanner finds");
    if (!atOnce.error.isEmpty())
        return;
    require(content.data == data, "the reader finds no more data than the scanner");
    require(!atOnce.complete || content.wholeBytes == data.size(), "the chunks of a complete coding are whole");
}

} // namespace hopscope::fuzz
