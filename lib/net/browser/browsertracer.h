// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

#include <QObject>

#include <memory>

namespace hopscope
{

/// The id of the profile that says what the client of the request does with it: that of an installed client's
/// predictor, or its own.
QString predictorOf(const TraceRequest &request);

/// Runs one trace in an installed client. Lives on the thread that created it; deleting it ends the client.
class BrowserTracer : public QObject
{
    Q_OBJECT

public:
    /// The client of `ready` is one of realClients().
    explicit BrowserTracer(const ReadyRequest &ready, QObject *parent = nullptr);
    ~BrowserTracer() override;

    /// finished() always follows, later than this call returns, if stop() does not come before.
    void start();
    /// Ends the client, and the trace with what was seen and that outcome.
    void stop(const Outcome &outcome);

Q_SIGNALS:
    void finished(const hopscope::Trace &trace);

private:
    struct State;
    std::unique_ptr<State> d;
};

} // namespace hopscope
