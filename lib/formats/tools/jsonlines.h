// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// Calls `line(text, number)` for each line of JSON Lines that is not empty; `number` counts from 1.
template <typename Line>
void eachJsonLine(const QByteArray &text, Line line)
{
    int number = 0;
    for (qsizetype from = 0; from < text.size();) {
        ++number;
        const qsizetype found = text.indexOf('\n', from);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArrayView each = QByteArrayView(text).sliced(from, end - from).trimmed();
        if (!each.isEmpty())
            line(each, number);
        from = end + 1;
    }
}

} // namespace hopscope
