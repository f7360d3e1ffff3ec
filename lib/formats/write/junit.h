// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// JUnit XML as CI servers read it: a test for each kind of finding, and one for how the chain ended. Warnings and
/// errors are failures, notes are the output of a test that passed.
QByteArray writeJunit(const Trace &trace);

} // namespace hopscope
