// SPDX-License-Identifier: MIT
#pragma once

#include "findings/expectations.h"
#include "formats/redaction/redaction.h"

namespace hopscope::cli
{

/// The exit code for a trace of which this was expected; what differs first is written to standard error behind
/// `name`, the client among several, or empty. `redaction`: what is kept out of that line, none for nothing. nullopt:
/// all is as expected.
std::optional<int> reportExpectations(const Trace &trace, const Expectations &expectations, const QString &name,
                                      const std::optional<RedactionOptions> &redaction);

} // namespace hopscope::cli
