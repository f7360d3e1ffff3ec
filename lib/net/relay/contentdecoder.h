// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/codec.h"

#include <QList>

#include <functional>
#include <vector>

namespace hopscope
{

/// Bytes that are decoded at most of one response, unless more are to be kept: a small content can hold any number.
inline constexpr qint64 kMaxDecodedBytes = 256 * 1024 * 1024;

/// A coding that lies on content.
struct Coding {
    QByteArray name;
    bool isTransfer = false; ///< a transfer coding (RFC 9112 7.2)

    bool operator==(const Coding &) const = default;
};

/// How coded content ends.
struct CodingEnd {
    /// Trailing: bytes follow its end. Cut: the rest of it is missing. Limit: more was not decoded.
    enum class Kind { Whole, Trailing, Damaged, Cut, Broken, Limit };
    Kind kind = Kind::Whole;
    Coding coding;
    QString error;       ///< of Damaged and Broken, in the library's words
    qint64 decoded = 0;  ///< bytes
    qint64 trailing = 0; ///< bytes
    int members = 1;     ///< of gzip (RFC 1952 2.2)

    /// Content is missing.
    bool isIncomplete() const { return kind >= Kind::Cut; }
    bool operator==(const CodingEnd &) const = default;
};

/// Takes codings off content as its bytes come.
class ContentDecoder
{
public:
    /// Takes a piece of decoded content, at most 64 KiB of coded content. False: no more is wanted.
    using Sink = std::function<bool(QByteArrayView piece)>;

    /// `codings` with the outermost first, each one of those that makeCodec() has. `limit` bytes are decoded at most.
    explicit ContentDecoder(const QList<Coding> &codings, qint64 limit = kMaxDecodedBytes);

    /// Nothing reaches the sink beyond a fault. False: it wants no more, and nothing more is to be fed.
    bool feed(QByteArrayView bytes, const Sink &sink);
    /// For each coding that departs from what it should be, the outermost first, when no more bytes come. What is
    /// missing from one is missing from those inside it.
    QList<CodingEnd> ends() const;
    /// Of what was fed something is left because the sink wanted no more.
    bool hasRest() const { return m_hasRest; }

private:
    enum class State { Member, Between, Trailing, Damaged, Broken, Limit };
    struct Layer {
        Coding coding;
        std::unique_ptr<Codec> codec;
        State state = State::Member;
        QByteArray pending; ///< after a member, too few to tell what they are
        std::vector<char> room;
        qint64 taken = 0;
        CodingEnd end;
    };

    bool feedLayer(size_t index, QByteArrayView bytes, const Sink &sink);
    bool decodeMember(size_t index, QByteArrayView &in, const Sink &sink);
    static bool beginMember(Layer &layer, QByteArrayView in);
    static CodingEnd endOf(const Layer &layer);

    std::vector<Layer> m_layers;
    qint64 m_limit;
    bool m_hasRest = false;
};

} // namespace hopscope
