// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "http/result.h"
#include "redirect/memory.h"

#include <QByteArray>

namespace hopscope
{

inline constexpr int kSessionFileVersion = 1;
inline constexpr qint64 kMaxSessionBytes = 64 * 1024 * 1024;

enum class SessionSecrets {
    LeftOut, ///< the values of cookies are not in the file, nor stored redirects with a secret in them
    Kept
};

/// What a file of a session leaves out.
struct SessionOmissions {
    qsizetype cookieValues = 0;
    qsizetype redirects = 0;

    bool operator==(const SessionOmissions &) const = default;
};

struct SessionFile {
    QByteArray json; ///< UTF-8, indented
    SessionOmissions leftOut;
};

/// What a client remembers, as a file. Credentials that a 401 was answered with are never in it. `options` says what
/// else is a secret where secrets are left out; a cookie whose path has one of its values goes as a whole.
SessionFile writeSession(const ClientMemory &memory, SessionSecrets secrets, const RedactionOptions &options = {});

/// Reads a file of writeSession(), or imports a cookie file in Netscape format, the HSTS file of curl or wget, or a
/// recording such as a HAR: its Set-Cookie, HSTS and
/// redirects as the browser Chromium takes them in at the time of each response. The error names line, place and
/// reason.
Result<ClientMemory> readSession(const QByteArray &file);

/// `memory` with what `more` has besides; of two that are equal but for their value the one of `more`.
ClientMemory merged(ClientMemory memory, const ClientMemory &more);

} // namespace hopscope
