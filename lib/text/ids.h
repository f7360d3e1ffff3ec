// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

/// The ids of the rows of a table.
template <typename Rows>
QStringList idsOf(const Rows &rows)
{
    QStringList ids;
    for (const auto &row : rows)
        ids.append(row.id);
    return ids;
}

} // namespace hopscope
