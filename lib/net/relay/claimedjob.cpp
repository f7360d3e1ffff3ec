// SPDX-License-Identifier: MIT
#include "net/relay/claimedjob.h"

#include "http/head.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

ClaimState claimJob(Relay &relay, QByteArray &input, ClaimedJob &claimed)
{
    const qsizetype end = endOfHead(input);
    if (end < 0)
        return input.size() > kMaxHeadBytes ? ClaimState::Refused : ClaimState::Incomplete;
    const Result<RequestHead> head = parseRequestHead(QByteArrayView(input).first(end));
    claimed.job = relay.claim(head ? head->headers.first(kJobField).value_or(QByteArray()) : QByteArray());
    if (!claimed.job)
        return ClaimState::Refused;
    claimed.content = head->headers.first("Content-Length").value_or("0").toLongLong();
    input.remove(0, end);
    return ClaimState::Claimed;
}

QString silenceText(const WaitLimits &wait, bool isBegun)
{
    return isBegun ? u"the server sent nothing for %1 seconds in the middle of the response"_s.arg(wait.idleMs / 1000.0)
                   : u"no response within %1 seconds"_s.arg(wait.firstByteMs / 1000.0);
}

} // namespace hopscope
