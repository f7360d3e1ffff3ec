// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "net/relay/contentcoding.h"

namespace hopscope::fuzz
{

namespace
{

constexpr qint64 kDecodedLimit = 1024 * 1024;

struct Decoded {
    QByteArray bytes;
    QList<CodingEnd> ends;

    bool operator==(const Decoded &) const = default;
};

Decoded decoded(const QList<Coding> &codings, QByteArrayView content, bool inBytes)
{
    ContentDecoder decoder(codings, kDecodedLimit);
    Decoded result;
    const auto feed = [&](QByteArrayView piece) {
        return decoder.feed(piece, [&](QByteArrayView bytes) {
            result.bytes += bytes;
            return true;
        });
    };
    if (inBytes)
        inPieces(content, 1, feed);
    else
        feed(content);
    result.ends = decoder.ends();
    return result;
}

QList<CodingEnd::Kind> kindsOf(const Decoded &decoded)
{
    QList<CodingEnd::Kind> kinds;
    for (const CodingEnd &end : decoded.ends)
        kinds.append(end.kind);
    return kinds;
}

} // namespace

void run(QByteArrayView input)
{
    for (const char *name : {"gzip", "deflate", "br", "zstd"}) {
        const QList<Coding> codings{{.name = name}};
        const Decoded atOnce = decoded(codings, input, false);
        require(atOnce.bytes.size() <= kDecodedLimit, "no more is decoded than the limit says");
        for (const CodingEnd &end : atOnce.ends)
            require(!codingNote(end, atOnce.bytes.size()).isEmpty(), "every departure is said");
        const Decoded inPieces = decoded(codings, input, true);
        require(kindsOf(inPieces) == kindsOf(atOnce), "content ends in pieces as it does at once");
        // How much comes out before a fault is the library's affair.
        const bool isBroken = kindsOf(atOnce).contains(CodingEnd::Kind::Broken);
        require(isBroken ? inPieces.bytes.startsWith(atOnce.bytes) || atOnce.bytes.startsWith(inPieces.bytes)
                         : inPieces.bytes == atOnce.bytes,
                "content is decoded in pieces as it is at once");
    }
    Headers headers;
    headers.append("Content-Encoding", input.toByteArray());
    const QByteArray known = decodableCoding(headers);
    require(known.isEmpty() || isToken(known), "a coding is a token");
    keptCodingNote(headers);
}

} // namespace hopscope::fuzz
