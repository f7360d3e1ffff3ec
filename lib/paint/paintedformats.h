// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"

#include <QList>

namespace hopscope
{

/// The formats that show the picture of the chain: html, svg, png, pdf. All but html need a QGuiApplication.
std::span<const Format> paintedFormats();
/// formats(), then paintedFormats(): what an Export menu and --format offer.
QList<const Format *> allFormats();
/// Of allFormats(); nullptr for an unknown id.
const Format *findAnyFormat(QStringView id);

} // namespace hopscope
