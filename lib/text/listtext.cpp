// SPDX-License-Identifier: MIT
#include "text/listtext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString listText(const QStringList &items, qsizetype most, const QString &word)
{
    QStringList named = items.first(std::min(items.size(), most));
    if (items.size() > most)
        named.append(u"%1 more"_s.arg(items.size() - most));
    if (named.size() < 2)
        return named.join(QString());
    const QString last = named.takeLast();
    return u"%1 %2 %3"_s.arg(named.join(u", "_s), word, last);
}

} // namespace hopscope
