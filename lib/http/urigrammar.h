// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace hopscope
{

/// What keeps `reference` from being a URI-reference by the grammar of RFC 3986 appendix A, naming the byte and its
/// offset; empty if nothing does.
QString uriReferenceError(QByteArrayView reference);

/// RFC 3986 2.3 and 2.2: unreserved and reserved characters but "[" and "]", which only brackets of a host may use.
bool isUriByte(char c);
/// Whether a percent triplet starts at `at` (RFC 3986 2.1).
bool isTriplet(QByteArrayView text, qsizetype at);

} // namespace hopscope
