// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

namespace hopscope
{

/// What requestOf() cannot know of the request of a trace, or leaves out of it, in sentences. `client` is the one that
/// will send it, nullptr if it is not known here.
QString guessText(const Trace &trace, const ClientPointer &client);

} // namespace hopscope
