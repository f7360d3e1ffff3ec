// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// UTF-8 if it is valid, else Latin-1: for fields and bodies.
QString plainText(const QByteArray &bytes);
/// Every byte visible: control bytes as their pictures (␍␊ and a line break for CR LF), bytes over 0x7E as \xNN.
QString visibleText(QByteArrayView bytes);
/// Offset, 16 bytes in hex, and the printable ones, one line for each 16 bytes.
QString hexText(QByteArrayView bytes);

} // namespace hopscope
