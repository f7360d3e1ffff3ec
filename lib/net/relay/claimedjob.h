// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relay.h"

namespace hopscope
{

/// A job whose request QNetworkAccessManager has begun to send.
struct ClaimedJob {
    RelayJob *job = nullptr;
    qint64 content = 0; ///< bytes of content still to come from QNetworkAccessManager
};

enum class ClaimState { Incomplete, Claimed, Refused };

/// Takes the head of a request from the front of `input`, when it is there whole, and claims its job.
/// QNetworkAccessManager repeats a request by itself when a connection breaks; an id passes only once, and anything
/// else is Refused.
ClaimState claimJob(Relay &relay, QByteArray &input, ClaimedJob &claimed);

/// The error of a server that let `wait` pass; `isBegun`: in the middle of its response.
QString silenceText(const WaitLimits &wait, bool isBegun);

} // namespace hopscope
