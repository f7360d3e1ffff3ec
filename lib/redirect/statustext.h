// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace hopscope
{

/// Texts of the table of statuses: StatusText::tr(facts.summary).
struct StatusText {
    Q_DECLARE_TR_FUNCTIONS(statuses)
};

} // namespace hopscope
