// SPDX-License-Identifier: MIT
#include "text/jsonnames.h"

namespace hopscope
{

bool JsonNames::isTwiceOfMany(const QByteArray &name)
{
    if (m_many.isEmpty())
        m_many = QSet<QByteArray>(m_few.cbegin(), m_few.cend());
    const qsizetype before = m_many.size();
    m_many.insert(name);
    return m_many.size() == before;
}

} // namespace hopscope
