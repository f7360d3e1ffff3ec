// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"
#include "formats/record/readrecord.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// HAR 1.2: one page, one entry a hop, redirects with their bodies and an absolute redirectURL. Times are milliseconds
/// and sum to `time`; a phase that did not happen is -1, and `connect` includes `ssl` as HAR wants it. What HAR has no
/// field for is under `_hopscope`, in the words of the trace file: there a member is left out when HAR's own field
/// holds exactly the same.
QByteArray writeHar(const Trace &trace);
/// Several traces in one log, a page each.
QByteArray writeHars(const QList<Trace> &traces);
/// The same, entry by entry; never more than one of them is in memory.
bool streamHars(const QList<Trace> &traces, const ByteSink &sink);

/// The traces of a HAR. What Hopscope wrote comes back whole. Of what others wrote, redirects are joined to the
/// requests that followed from them and judged by the rules of the client that made them; every other request is a
/// trace of one hop. An entry that is bad is left out with a note. Of a file that is cut off, the whole entries are
/// read, and `cutOff` says where it breaks. The error names the place and the reason.
Result<ReadRecord> readHar(const QByteArray &har);

} // namespace hopscope
