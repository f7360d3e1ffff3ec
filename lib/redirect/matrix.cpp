// SPDX-License-Identifier: MIT
#include "redirect/matrix.h"

#include "redirect/decisionafter.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kExampleUrl = "http://a.example/start";
constexpr const char *kExampleLocation = "/next";
constexpr const char *kExampleBody = "a=1";

} // namespace

Decision exampleDecision(const ClientProfile &profile, int status, const MatrixQuestion &question)
{
    FirstRequest wish{.method = question.method, .url = kExampleUrl};
    if (question.withBody)
        wish.body = bodyOf(kExampleBody);
    return decisionAfter(profile, wish, status, kExampleLocation);
}

MatrixCell matrixCell(const ClientProfile &profile, int status, const MatrixQuestion &question)
{
    if (const QString reason = unsupportedMethodReason(profile, question.method); !reason.isEmpty())
        return {.step = MatrixStep::Unsent, .reason = reason, .source = profile.source};
    const Decision decision = exampleDecision(profile, status, question);
    const Redirect &redirect = decision.redirect;
    MatrixCell cell{.reason = redirect.reason, .source = redirect.source};
    if (!decision.next) {
        cell.step = redirect.verdict == RedirectVerdict::Refuse ? MatrixStep::Fails : MatrixStep::Stops;
        return cell;
    }
    cell.step = MatrixStep::Follows;
    cell.method = decision.next->method;
    if (question.withBody)
        cell.body = decision.next->body.size > 0 ? BodyFate::Kept : BodyFate::Lost;
    const auto body = std::find_if(redirect.ledger.begin(), redirect.ledger.end(),
                                   [](const LedgerRow &row) { return row.part == "body"_L1; });
    const bool ownReason = body != redirect.ledger.end() && body->reason != cell.reason;
    if (cell.body == BodyFate::Lost && cell.method == question.method && ownReason)
        cell.reason += u' ' + body->reason;
    return cell;
}

} // namespace hopscope
