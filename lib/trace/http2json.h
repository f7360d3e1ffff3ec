// SPDX-License-Identifier: MIT
#pragma once

#include "text/jsonreader.h"
#include "trace/http2wire.h"

#include <QJsonObject>

namespace hopscope
{

/// The member `wire.http2` of the trace file: {stream, truncated, frames [{sent, type, flags, stream, length, fields,
/// detail}]}; `type` is a name as http2TypeName() has it, `fields` and `detail` are left out where there are none.
QJsonObject http2ToJson(const Http2Wire &wire);
/// The reverse.
Http2Wire http2FromJson(const JsonValue &value);

} // namespace hopscope
