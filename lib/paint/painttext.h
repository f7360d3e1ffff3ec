// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace hopscope
{

/// Texts of pictures of a chain: PaintText::tr("...").
struct PaintText {
    Q_DECLARE_TR_FUNCTIONS(paint)
};

} // namespace hopscope
