// SPDX-License-Identifier: MIT
#include "ui/sessions/visitsessions.h"

namespace hopscope
{

namespace
{

constexpr qsizetype kLongestName = 60;

} // namespace

void VisitSessions::setMemory(const QString &name, const ClientMemory &memory)
{
    const auto found = m_memories.constFind(name);
    if (found != m_memories.constEnd() && *found == memory)
        return;
    m_memories.insert(name, memory);
    Q_EMIT changed();
}

void VisitSessions::remove(const QString &name)
{
    if (m_memories.remove(name) == 0)
        return;
    if (m_current == name)
        m_current.clear();
    Q_EMIT changed();
}

void VisitSessions::setCurrent(const QString &name)
{
    if (m_current == name || (!name.isEmpty() && !m_memories.contains(name)))
        return;
    m_current = name;
    Q_EMIT changed();
}

QString VisitSessions::complaintAbout(const QString &name) const
{
    if (name.trimmed().isEmpty())
        return tr("A session needs a name.");
    if (name.size() > kLongestName)
        return tr("The name is too long: use at most %1 characters.").arg(kLongestName);
    return m_memories.contains(name.trimmed()) ? tr("There is a session called so already: choose another name.")
                                               : QString();
}

} // namespace hopscope
