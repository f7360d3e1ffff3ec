// SPDX-License-Identifier: MIT
#pragma once

#include "http/url.h"

#include <QByteArray>

#include <functional>

namespace hopscope
{

/// Whether everybody can register names below this one, such as com or co.uk. Lower case, without a leading dot.
using PublicSuffix = std::function<bool(const QByteArray &domain)>;

/// Likewise of `domain` by `isPublicSuffix`; without that, of every name without a dot.
bool isSuffix(const QByteArray &domain, const PublicSuffix &isPublicSuffix);

/// The public suffix of `host` and one label more; `host` itself when it is an address or a public suffix
/// (HTML, "obtain a site").
QByteArray registrableDomain(const QByteArray &host, const PublicSuffix &isPublicSuffix);

/// HTML, "same site": equal registrable domains and, with `schemeful`, equal schemes.
bool isSameSite(const Origin &a, const Origin &b, bool schemeful, const PublicSuffix &isPublicSuffix);

/// localhost, *.localhost, 127.0.0.0/8 and [::1] (Secure Contexts 3.1).
bool isLoopbackHost(QByteArrayView host);

} // namespace hopscope
