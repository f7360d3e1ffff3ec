// SPDX-License-Identifier: MIT
#include "trace/verifytrace.h"

#include "text/jsonreader.h"
#include "trace/tracejson.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What a hop of the file states of its wire bytes; readTrace() computes anew.
struct Stated {
    QByteArray sent;
    QByteArray received;
};

struct StatedTrace {
    QString tool;
    QList<Stated> hops;
};

QString toolIn(const JsonValue &value)
{
    JsonObjectReader in(value);
    const QString text = in.text("name"_L1) + u' ' + in.text("version"_L1);
    const QString commit = in.optionalText("commit"_L1);
    return commit.isEmpty() ? text : u"%1, commit %2"_s.arg(text, commit);
}

Stated hashesIn(const JsonValue &value)
{
    JsonObjectReader in(value);
    const std::optional<JsonValue> wire = in.nullable("wire"_L1);
    if (!wire)
        return {};
    JsonObjectReader block(*wire);
    return {block.optionalText("sentSha256"_L1).toLatin1(), block.optionalText("receivedSha256"_L1).toLatin1()};
}

StatedTrace statedIn(const JsonValue &value)
{
    JsonObjectReader in(value);
    return {toolIn(in.object("tool"_L1)), in.list<Stated>("hops"_L1, hashesIn)};
}

CheckedBlock checkedWire(qsizetype hop, const QString &name, const QByteArray &bytes, const QByteArray &stated,
                         const QByteArray &original)
{
    CheckedBlock block{.hop = hop, .name = name, .size = bytes.size(), .stated = stated, .original = original};
    block.found = sha256Of(bytes);
    block.state = stated.isEmpty()        ? BlockState::Unstated
                  : stated == block.found ? BlockState::Matches
                                          : BlockState::Differs;
    return block;
}

void addBody(QList<CheckedBlock> &blocks, qsizetype hop, const QString &name, const Body &body)
{
    if (body.size == 0 && body.bytes.isEmpty() && body.sha256.isEmpty())
        return;
    CheckedBlock block{.hop = hop, .name = name, .size = body.bytes.size(), .stated = body.sha256};
    block.found = sha256Of(body.bytes);
    block.state = body.sha256.isEmpty()              ? BlockState::Unstated
                  : body.truncated                   ? BlockState::Incomplete
                  : body.sha256 == block.found       ? BlockState::Matches
                  : body.bytes.contains("[redacted") ? BlockState::Replaced
                                                     : BlockState::Differs;
    blocks.append(block);
}

QString clockText(const std::optional<Clock> &clock)
{
    if (!clock)
        return {};
    const QString state = !clock->synchronized   ? u"the system did not say whether it was right"_s
                          : *clock->synchronized ? u"kept right by others"_s
                                                 : u"not kept right by others"_s;
    const QString error =
        clock->maxError < 0 ? QString() : u", wrong by %1 ms at most"_s.arg(double(clock->maxError) / 1000.0);
    return u"the system's clock, %1%2; times within the trace by a clock that never jumps"_s.arg(state, error);
}

} // namespace

Result<VerifiedTrace> verifyTrace(const QByteArray &json)
{
    using Verified = Result<VerifiedTrace>;
    const Result<Trace> trace = readTrace(json);
    if (!trace)
        return Verified::failure(trace.error);
    const Result<StatedTrace> stated = readJsonFile<StatedTrace>(json, statedIn);
    if (!stated)
        return Verified::failure(stated.error);
    VerifiedTrace verified{.tool = stated->tool, .clock = clockText(trace->clock)};
    for (qsizetype i = 0; i < trace->hops.size(); ++i) {
        const Hop &hop = trace->hops[i];
        const Stated &hashes = stated->hops.at(i);
        if (hop.wire) {
            verified.blocks.append(checkedWire(i, u"sent"_s, hop.wire->sent, hashes.sent, hop.wire->sentOriginal));
            verified.blocks.append(
                checkedWire(i, u"received"_s, hop.wire->received, hashes.received, hop.wire->receivedOriginal));
        }
        addBody(verified.blocks, i, u"request body"_s, hop.request.body);
        if (hop.response)
            addBody(verified.blocks, i, u"response body"_s, hop.response->body);
    }
    return verified;
}

} // namespace hopscope
