// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace hopscope
{

/// Texts of functions that belong to no class: UiText::tr("...").
struct UiText {
    Q_DECLARE_TR_FUNCTIONS(ui)
};

} // namespace hopscope
