// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"
#include "redirect/memory.h"
#include "trace/hopphase.h"

#include <QObject>

#include <memory>

namespace hopscope
{

class Network;

/// Runs one trace: sends the request, asks decide() after each response, and goes on until the chain ends.
/// Lives on the thread of its Network. Values handed out never change.
class Tracer : public QObject
{
    Q_OBJECT

public:
    /// `network` outlives the tracer. `lent`, from Network::nextTrace(), is whose connections it uses and leaves open
    /// for the next trace: one at a time may have them, with the same options. 0: it has its own, which end with it.
    Tracer(Network &network, const ReadyRequest &ready, QObject *parent = nullptr, quint64 lent = 0);
    ~Tracer() override;

    /// Starts the first hop. finished() always follows, later than this call returns.
    void start();
    /// Step mode: carries out the decision that paused() showed, or sends `edited` in its place. What does not pass
    /// checkEditedRequest() is not sent: the trace goes on waiting.
    void step(const std::optional<EditedRequest> &edited = {}, StepTo to = StepTo::Next);
    /// What the client knows now: what the request began with, and what its responses left behind.
    ClientMemory memory() const;
    /// Ends the trace now; finished() carries what was traced.
    void cancel();

Q_SIGNALS:
    /// The request under way does something else from now on; ends with its hopFinished().
    void progressed(const hopscope::HopProgress &progress);
    /// A hop is complete, its decision included.
    void hopFinished(const hopscope::Hop &hop);
    /// Step mode: the last hop with the user's changes of the next request in its ledger.
    void hopEdited(const hopscope::Hop &hop);
    /// Step mode: the last hop's redirect says what would be sent next; step() sends `next`.
    void paused(const hopscope::Request &next);
    void finished(const hopscope::Trace &trace);

private:
    struct State;
    std::unique_ptr<State> d;
};

} // namespace hopscope
