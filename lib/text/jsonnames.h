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
    bool isTwice(const QByteArray &name);
    static QString fault() { return QStringLiteral("occurs twice in one object"); }

private:
    QList<QByteArray> m_few; ///< the first names
    QSet<QByteArray> m_many; ///< all names, when there are many
};

} // namespace hopscope
