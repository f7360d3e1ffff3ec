// SPDX-License-Identifier: MIT
#include "text/wholenumber.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

Result<qint64> wholeNumber(const QString &title, const QString &text, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number >= least && number <= most)
        return number;
    return Result<qint64>::failure(u"%1 takes a whole number from %2 to %3, not \"%4\""_s.arg(
        title, QString::number(least), QString::number(most), text));
}

} // namespace hopscope
