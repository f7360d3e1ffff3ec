// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

namespace hopscope
{

/// The names of one object's members so far. RFC 8259 4 leaves a second member of one name to the reader: readers here
/// refuse it.
class JsonNames
{
public:
    /// Takes a name without its escapes; true if it was there before.
    /// A search through a list is fast for the few members that objects have, and endless for a hostile one.
    bool isTwice(const QByteArray &name)
    {
        if (m_few.size() >= kFewNames)
            return isTwiceOfMany(name);
        const bool twice = m_few.contains(name);
        m_few.append(name);
        return twice;
    }
    static QString fault() { return QStringLiteral("occurs twice in one object"); }

private:
    static constexpr qsizetype kFewNames = 32;

    bool isTwiceOfMany(const QByteArray &name);

    QList<QByteArray> m_few; ///< the first names
    QSet<QByteArray> m_many; ///< all names, when there are many
};

} // namespace hopscope
