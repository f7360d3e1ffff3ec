// SPDX-License-Identifier: MIT
#pragma once

#include "http/uriparts.h"
#include "http/url.h"

namespace hopscope
{

/// A target URI (RFC 9110 7.1) that was split once: who asks for a part of it does not split it again. The parts look
/// into `bytes`, which never change; copies share them.
class ParsedTarget
{
public:
    ParsedTarget() = default;
    explicit ParsedTarget(const QByteArray &url);

    const QByteArray &bytes() const { return m_bytes; }
    const UriParts &parts() const { return m_parts; }
    /// nullopt when it is no http or https URL with a host.
    const std::optional<Origin> &origin() const { return m_origin; }
    /// "user:password", percent-encoded as it stands there; empty when there is none.
    QByteArrayView userinfo() const;

private:
    QByteArray m_bytes;
    UriParts m_parts;
    std::optional<Origin> m_origin;
};

} // namespace hopscope
