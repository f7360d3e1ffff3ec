// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

/// Whether a text stands for a value that somebody took out: "REDACTED", "[redacted 3]", "<masked>", "*****", "xxxxx".
bool isMasked(QByteArrayView text);
/// Equal for URLs that may be one where values are masked: origin, number of segments, names of the parameters.
QByteArray maskedShape(const QByteArray &url);
/// Whether two URLs of one shape are equal but for what is masked in either, and something is.
bool isSameButMasked(const QByteArray &a, const QByteArray &b);

} // namespace hopscope
