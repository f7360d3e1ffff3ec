// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <optional>

namespace hopscope
{

/// The HTML of a response.
struct ShownHtml {
    QByteArray text; ///< UTF-8, or an encoding that has ASCII in it, as it came
    bool isXml = false;
};

/// Whether a browser shows this response in place of the page before: not with 204 and 205, and no download (HTML
/// standard, "navigate"; RFC 6266 4.2).
bool isShown(const Response &response);
/// The content when it is HTML by its Content-Type, or by its first bytes where there is none (MIME Sniffing 7.1).
/// UTF-16 is converted when a byte order mark or Content-Type says so.
std::optional<ShownHtml> shownHtml(const Response &response);

} // namespace hopscope
