// SPDX-License-Identifier: MIT
#include "text/jsonnames.h"

namespace hopscope
{

namespace
{

constexpr qsizetype kFewNames = 32;

} // namespace

/// A search through a list is fast for the few members that objects have, and endless for a hostile one.
bool JsonNames::isTwice(const QByteArray &name)
{
    if (m_few.size() < kFewNames) {
        const bool twice = m_few.contains(name);
        m_few.append(name);
        return twice;
    }
    if (m_many.isEmpty())
        m_many = QSet<QByteArray>(m_few.cbegin(), m_few.cend());
    const qsizetype before = m_many.size();
    m_many.insert(name);
    return m_many.size() == before;
}

} // namespace hopscope
