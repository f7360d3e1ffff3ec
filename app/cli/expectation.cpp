// SPDX-License-Identifier: MIT
#include "app/cli/expectation.h"

#include "app/cli/common.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// The sentence about the trace as it is shown. What it quotes is secret if it is so there, or in the URL that was
/// expected; equal secrets have equal placeholders, so the same differs.
QString shownText(const ExpectationFault &fault, Trace trace, Expectations expectations,
                  const RedactionOptions &redaction)
{
    Hop hop;
    hop.request.url = expectations.finalUrl;
    hop.notes = {fault.text};
    trace.hops.append(hop);
    trace = redacted(trace, redaction).trace;
    hop = trace.hops.takeLast();
    expectations.finalUrl = hop.request.url;
    const QList<ExpectationFault> shown = expectationFaults(trace, expectations);
    const auto same = std::ranges::find_if(
        shown, [&fault](const ExpectationFault &each) { return each.kind == fault.kind && each.hop == fault.hop; });
    return same == shown.end() ? hop.notes.constFirst() : same->text;
}

} // namespace

std::optional<int> reportExpectations(const Trace &trace, const Expectations &expectations, const QString &name,
                                      const std::optional<RedactionOptions> &redaction)
{
    const QList<ExpectationFault> faults = expectationFaults(trace, expectations);
    if (faults.isEmpty())
        return std::nullopt;
    const ExpectationFault &first = faults.constFirst();
    const QString text = redaction ? shownText(first, trace, expectations, *redaction) : first.text;
    printError(name + u"not as expected: "_s + text);
    return first.isUnknown ? kExitNetwork : kExitExpectation;
}

} // namespace hopscope::cli
