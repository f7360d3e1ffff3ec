// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace hopscope
{

/// Texts of client profiles: ProfileText::tr(profile.title).
struct ProfileText {
    Q_DECLARE_TR_FUNCTIONS(profiles)
};

} // namespace hopscope
