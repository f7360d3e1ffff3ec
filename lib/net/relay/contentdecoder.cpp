// SPDX-License-Identifier: MIT
#include "net/relay/contentdecoder.h"

#include <utility>

namespace hopscope
{

namespace
{

constexpr size_t kPieceBytes = 64 * 1024;

} // namespace

ContentDecoder::ContentDecoder(const QList<Coding> &codings, qint64 limit) : m_limit(limit)
{
    for (const Coding &coding : codings) {
        Layer layer{.coding = coding, .codec = makeCodec(coding.name), .room = std::vector<char>(kPieceBytes)};
        Q_ASSERT(layer.codec);
        m_layers.push_back(std::move(layer));
    }
}

bool ContentDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    return feedLayer(0, bytes, sink);
}

bool ContentDecoder::feedLayer(size_t index, QByteArrayView bytes, const Sink &sink)
{
    if (index == m_layers.size())
        return sink(bytes);
    Layer &layer = m_layers[index];
    layer.taken += bytes.size();
    const QByteArray joined = layer.pending.isEmpty() ? QByteArray() : std::exchange(layer.pending, {}).append(bytes);
    QByteArrayView in = joined.isEmpty() ? bytes : QByteArrayView(joined);
    bool more = true;
    while (more) {
        if (layer.state == State::Between && !beginMember(layer, in))
            return true;
        if (layer.state == State::Trailing)
            layer.end.trailing += in.size();
        if (layer.state != State::Member)
            return true;
        if (!decodeMember(index, in, sink))
            return false;
        more = layer.state != State::Member || !in.isEmpty();
    }
    return true;
}

/// Goes on to the end of the member, or of `in` and of all that is in the codec. False: the sink wants no more.
bool ContentDecoder::decodeMember(size_t index, QByteArrayView &in, const Sink &sink)
{
    Layer &layer = m_layers[index];
    bool more = true;
    while (more) {
        const qsizetype before = in.size();
        qsizetype written = 0;
        const Codec::State state = layer.codec->step(in, layer.room, written);
        layer.end.decoded += written;
        const bool isWanted = written == 0 || feedLayer(index + 1, QByteArrayView(layer.room.data(), written), sink);
        const bool hasMore = !in.isEmpty() || size_t(written) == layer.room.size();
        if (state == Codec::State::Damaged || state == Codec::State::Broken) {
            layer.state = state == Codec::State::Damaged ? State::Damaged : State::Broken;
            layer.end.error = layer.codec->error();
        } else if (hasMore && layer.end.decoded >= m_limit) {
            layer.state = State::Limit;
        } else if (state == Codec::State::End) {
            layer.state = State::Between;
        }
        if (!isWanted) {
            m_hasRest = m_hasRest || layer.state == State::Member || !in.isEmpty();
            return false;
        }
        more = layer.state == State::Member && hasMore && (written > 0 || in.size() < before);
    }
    return true;
}

/// After a member: whether another one or something else comes. False: `in` is too short to tell.
bool ContentDecoder::beginMember(Layer &layer, QByteArrayView in)
{
    const std::optional<bool> goesOn = in.isEmpty() ? std::nullopt : layer.codec->goesOn(in);
    if (!goesOn) {
        layer.pending = in.toByteArray();
        return false;
    }
    layer.state = *goesOn ? State::Member : State::Trailing;
    if (*goesOn) {
        layer.codec->restart();
        ++layer.end.members;
    }
    return true;
}

CodingEnd ContentDecoder::endOf(const Layer &layer)
{
    CodingEnd end = layer.end;
    end.coding = layer.coding;
    end.trailing += layer.pending.size();
    if (layer.state == State::Member && layer.taken > 0)
        end.kind = CodingEnd::Kind::Cut;
    else if (end.trailing > 0)
        end.kind = CodingEnd::Kind::Trailing;
    else if (layer.state == State::Damaged)
        end.kind = CodingEnd::Kind::Damaged;
    else if (layer.state == State::Broken)
        end.kind = CodingEnd::Kind::Broken;
    else if (layer.state == State::Limit)
        end.kind = CodingEnd::Kind::Limit;
    return end;
}

QList<CodingEnd> ContentDecoder::ends() const
{
    QList<CodingEnd> ends;
    for (const Layer &layer : m_layers) {
        const CodingEnd end = endOf(layer);
        const bool isGzipOfMembers = layer.coding.name == "gzip" && end.members > 1;
        if (end.kind != CodingEnd::Kind::Whole || isGzipOfMembers)
            ends.append(end);
        if (end.isIncomplete())
            break;
    }
    return ends;
}

} // namespace hopscope
