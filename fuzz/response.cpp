// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "http/chunks.h"
#include "net/relay/responsereader.h"

namespace hopscope::fuzz
{

namespace
{

struct Told {
    QByteArray forward;
    std::optional<OutcomeKind> failure;
    QString error;
    std::optional<OutcomeKind> failureAtEnd;
    std::optional<ResponseHead> head;
    Framing framing;
    QList<InterimResponse> interim;
    QStringList notes;
    qint64 contentBytes = 0;
    qsizetype headBytes = 0;
    bool excess = false;

    bool operator==(const Told &) const = default;
};

void feed(Told &told, ResponseReader &reader, QByteArrayView bytes)
{
    const ResponseReader::Step step = reader.feed(bytes.toByteArray());
    require(step.failure.has_value() == !step.error.isEmpty(), "a failure has a reason");
    told.forward += step.forward;
    told.failure = step.failure;
    told.error = step.error;
}

/// What is handed on, without the chunks that it is handed on in: they follow the pieces.
QByteArray withoutChunks(const QByteArray &forward, const Framing &framing)
{
    const qsizetype content = forward.indexOf("\r\n\r\n") + 4;
    return framing.kind == Framing::Kind::Chunked ? forward.first(content) + readChunks(forward.sliced(content)).data
                                                  : forward;
}

void finish(Told &told, ResponseReader &reader)
{
    if (!told.failure)
        told.failureAtEnd = reader.end(QStringLiteral("The connection ended")).failure;
    told.head = reader.head();
    told.framing = reader.framing();
    if (told.head)
        told.forward = withoutChunks(told.forward, told.framing);
    told.interim = reader.interim();
    told.notes = reader.notes();
    told.contentBytes = reader.contentBytes();
    told.headBytes = reader.headBytes();
    told.excess = reader.hasExcess();
}

void check(const QByteArray &method, QByteArrayView input)
{
    Told atOnce;
    ResponseReader whole(method);
    feed(atOnce, whole, input);
    finish(atOnce, whole);
    for (const quint32 longest : kLongestPieces) {
        Told told;
        ResponseReader reader(method);
        inPieces(input, longest, [&](QByteArrayView piece) {
            feed(told, reader, piece);
            return !told.failure;
        });
        finish(told, reader);
        // What came before the fault has been handed on already.
        require(told.failure == atOnce.failure, "a response in pieces fails as it does at once");
        require(told.failure || told == atOnce, "a response in pieces is read as it is at once");
    }
}

} // namespace

void run(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    check("GET", input);
    check("HEAD", input);
}

} // namespace hopscope::fuzz
