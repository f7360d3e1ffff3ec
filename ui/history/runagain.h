// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"
#include "ui/history/storedrequest.h"

namespace hopscope
{

/// A trace of the history with its request.
struct StoredRun {
    Trace trace;
    std::optional<StoredRequest> request; ///< none: of a version that did not keep it, or its file cannot be read
};

/// A request to send once more, and what is to be said about it first.
struct RunAgain {
    TraceRequest request;
    bool isGuess = false; ///< made from the trace alone: the preferences have their say
    QString doubt;        ///< sentences on what is not as it was; empty if nothing is
};

/// The ports of the built-in server that the request went to; empty if it went elsewhere. Where nothing was stored, the
/// demo is known by its request.
QList<quint16> serverPortsOf(const StoredRun &run);

/// Whether the built-in server, which has `ports` now, is another one than that with the ports `before`. False for an
/// empty `before`.
bool isServerGone(const QList<quint16> &before, const QList<quint16> &ports);

/// That it is, for the user.
QString serverGoneText();

/// The request of a run; one to the built-in server of an earlier start names `ports`, those of the server that runs
/// now, in the place of its own.
RunAgain runAgain(const StoredRun &run, const QList<quint16> &ports);

} // namespace hopscope
