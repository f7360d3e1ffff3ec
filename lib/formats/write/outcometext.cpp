// SPDX-License-Identifier: MIT
#include "formats/write/tabletext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString meaning(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Final:
        return u"The chain ended with a response that is not a redirect."_s;
    case OutcomeKind::NotFollowed:
        return u"The client does not follow this redirect and returns the response."_s;
    case OutcomeKind::Loop:
        return u"The chain came back to an earlier request."_s;
    case OutcomeKind::TooManyRedirects:
        return u"The limit on redirects was reached."_s;
    case OutcomeKind::MissingLocation:
        return u"The redirect has no Location."_s;
    case OutcomeKind::InvalidLocation:
        return u"The Location is not a URL that can be requested."_s;
    case OutcomeKind::UnsupportedScheme:
        return u"The Location has a scheme that the client does not request."_s;
    case OutcomeKind::NetworkError:
        return u"The connection failed."_s;
    case OutcomeKind::TlsError:
        return u"The TLS connection failed."_s;
    case OutcomeKind::Timeout:
        return u"The time limit was reached."_s;
    case OutcomeKind::Limit:
        return u"A size limit was reached."_s;
    case OutcomeKind::Canceled:
        break;
    }
    return u"The trace was canceled."_s;
}

} // namespace

QString outcomeText(const Outcome &outcome)
{
    return outcome.message.isEmpty() ? meaning(outcome.kind) : outcome.message;
}

} // namespace hopscope
