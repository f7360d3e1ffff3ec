// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace hopscope
{

/// Far beyond any host name; keeps sums from overflowing and hostile names from costing time.
inline constexpr qsizetype kMaxLabel = 1000;

/// RFC 3492: what follows "xn--" in a label, and the reverse; none if `text` is no Punycode. A label or text of more
/// than kMaxLabel characters is none either.
std::optional<QByteArray> toPunycode(const QString &label);
std::optional<QString> fromPunycode(QByteArrayView text);

} // namespace hopscope
