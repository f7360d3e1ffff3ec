// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace hopscope
{

/// A URI-reference cut by RFC 3986 appendix B, nothing lost: views into the text that was split.
struct UriParts {
    std::optional<QByteArrayView> scheme;
    std::optional<QByteArrayView> authority;
    QByteArrayView path;
    std::optional<QByteArrayView> query;
    std::optional<QByteArrayView> fragment;
};

/// RFC 3986 3.2. The userinfo ends at the last "@".
struct AuthorityParts {
    std::optional<QByteArrayView> userinfo;
    QByteArrayView host; ///< an address in brackets keeps them
    std::optional<QByteArrayView> port;
};

UriParts splitReference(QByteArrayView reference);
AuthorityParts splitAuthority(QByteArrayView authority);
/// What is asked for: a fragment is never sent (RFC 9110 4.2.5).
QByteArray withoutFragment(const QByteArray &url);
/// RFC 3986 5.3.
QByteArray joinReference(const UriParts &parts);

} // namespace hopscope
