// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"
#include "redirect/profile.h"

namespace hopscope
{

/// The profile of the browser that wrote the request, by its User-Agent and what Sec-Fetch-Mode says (without it, by
/// whether it asks for a page): "chromium-nav", "firefox-fetch", ... Empty when it is of no browser that has one.
QString browserOf(const PastedRequest &pasted);

/// The names of those `fields` that this client writes by itself, once each.
QList<QByteArray> ownFields(const Headers &fields, const ClientProfile &profile);

} // namespace hopscope
