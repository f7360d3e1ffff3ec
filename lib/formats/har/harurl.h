// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"

#include <QHash>

namespace hopscope
{

/// Whether a URL of a recording lacks its scheme, or scheme and host.
bool isRelativeUrl(const QByteArray &url);

/// What the other requests of a recording say about one whose URL is relative: "/login" or "//a.example/login".
class RelativeUrls
{
public:
    /// Every request with an absolute URL is told first.
    void learn(const Recorded &recorded);
    /// The absolute URL: that of a redirect that leads there, or of another request to the same host. Empty where the
    /// recording does not say.
    QByteArray absolute(const Recorded &recorded) const;

private:
    QHash<QByteArray, QByteArray> m_targets; ///< of redirects, by path and query
    QHash<QByteArray, QByteArray> m_schemes; ///< by what stands in Host
};

} // namespace hopscope
