// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QString>

namespace hopscope
{

/// The section of trace.hops[index]. `id` is that of its heading.
QString htmlHop(const Trace &trace, qsizetype index, const QString &id);
/// The verdict of a ledger row or the severity of a finding, with a sign or in words, in its colour.
QString htmlTag(const QString &text, const QString &style);
/// "reason [source]", the source in grey.
QString htmlBecause(const QString &reason, const QString &source);

} // namespace hopscope
