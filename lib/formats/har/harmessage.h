// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QJsonObject>

namespace hopscope
{

/// The URL without its fragment; one that is no URI is written as the URL standard does, so that readers take it.
QString harUrl(const QByteArray &url);
/// HAR's `request`. A body that is no text is in base64, with the `encoding` that HAR 1.3 proposes for postData.
QJsonObject harRequest(const Hop &hop);
/// HAR's `response`; status 0 when there was none.
QJsonObject harResponse(const Hop &hop);

} // namespace hopscope
