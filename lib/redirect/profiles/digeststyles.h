// SPDX-License-Identifier: MIT
#pragma once

#include "http/digest.h"

namespace hopscope
{

// How clients write the answer to Digest, each as measured.

inline constexpr DigestPart kRfcDigestOrder[] = {DigestPart::Username,  DigestPart::Realm,   DigestPart::Uri,
                                                 DigestPart::Algorithm, DigestPart::Nonce,   DigestPart::Nc,
                                                 DigestPart::Cnonce,    DigestPart::Qop,     DigestPart::Response,
                                                 DigestPart::Opaque,    DigestPart::Userhash};

/// As in the examples of RFC 7616 3.9.
inline constexpr DigestStyle kRfcDigestStyle{
    .order = kRfcDigestOrder, .hashesUser = true, .extendsUser = true, .hashesContent = true};

inline constexpr DigestPart kBrowserDigestOrder[] = {DigestPart::Username, DigestPart::Realm,     DigestPart::Nonce,
                                                     DigestPart::Uri,      DigestPart::Algorithm, DigestPart::Response,
                                                     DigestPart::Opaque,   DigestPart::Qop,       DigestPart::Nc,
                                                     DigestPart::Cnonce,   DigestPart::Userhash};

inline constexpr DigestStyle kChromiumDigestStyle{
    .order = kBrowserDigestOrder, .canonicalAlgorithm = true, .hashesUser = true};
inline constexpr DigestStyle kFirefoxDigestStyle{.order = kBrowserDigestOrder, .canonicalAlgorithm = true};

inline constexpr DigestPart kCurlDigestOrder[] = {DigestPart::Username,  DigestPart::Realm,    DigestPart::Nonce,
                                                  DigestPart::Uri,       DigestPart::Cnonce,   DigestPart::Nc,
                                                  DigestPart::Qop,       DigestPart::Response, DigestPart::Opaque,
                                                  DigestPart::Algorithm, DigestPart::Userhash};

inline constexpr DigestStyle kCurlDigestStyle{.order = kCurlDigestOrder, .hashesUser = true, .sha512AsSha256 = true};

inline constexpr DigestPart kWgetDigestOrder[] = {
    DigestPart::Username, DigestPart::Realm, DigestPart::Nonce,  DigestPart::Uri,    DigestPart::Response,
    DigestPart::Qop,      DigestPart::Nc,    DigestPart::Cnonce, DigestPart::Opaque, DigestPart::Algorithm};

inline constexpr DigestStyle kWgetDigestStyle{.order = kWgetDigestOrder, .quotesAlgorithm = true, .escapes = false};

inline constexpr DigestPart kRequestsDigestOrder[] = {
    DigestPart::Username, DigestPart::Realm,     DigestPart::Nonce, DigestPart::Uri, DigestPart::Response,
    DigestPart::Opaque,   DigestPart::Algorithm, DigestPart::Qop,   DigestPart::Nc,  DigestPart::Cnonce};

inline constexpr DigestStyle kRequestsDigestStyle{
    .order = kRequestsDigestOrder, .quotesAlgorithm = true, .quotesQop = true, .escapes = false};

} // namespace hopscope
