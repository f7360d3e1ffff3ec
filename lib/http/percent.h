// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

/// The percent-encode sets of the URL standard; each contains the bytes over 0x7e as well.
enum class EncodeSet { C0Control, Fragment, Query, SpecialQuery, Path, Userinfo };

/// URL standard "UTF-8 percent-encode": each byte of `text` that is in `set` as %XX.
QByteArray percentEncoded(QByteArrayView text, EncodeSet set);
/// Encodes each byte of `bytes` as %XX.
QByteArray percentTriplets(QByteArrayView bytes);
/// URL standard "percent-decode": a % without two hexadecimal digits stays.
QByteArray percentDecoded(QByteArrayView text);

} // namespace hopscope
