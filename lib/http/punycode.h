// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace hopscope
{

/// RFC 3492: what follows "xn--" in a label, and the reverse; none if `text` is no Punycode.
QByteArray toPunycode(const QString &label);
std::optional<QString> fromPunycode(QByteArrayView text);

} // namespace hopscope
