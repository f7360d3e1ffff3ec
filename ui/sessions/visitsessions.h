// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "redirect/memory.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <functional>

namespace hopscope
{

/// The named sessions of the program: what a user who comes again brings along. They are private: in memory only, until
/// the user saves one.
class VisitSessions : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    QStringList names() const { return m_memories.keys(); }
    /// Nothing for a name that is none.
    ClientMemory memory(const QString &name) const { return m_memories.value(name); }
    /// Makes the session if there is none called so.
    void setMemory(const QString &name, const ClientMemory &memory);
    void remove(const QString &name);

    /// The session of new traces; empty: each of them is a first visit.
    QString current() const { return m_current; }
    void setCurrent(const QString &name);

    /// What a saved session leaves out besides what is always secret.
    RedactionOptions redaction() const { return m_redaction ? m_redaction() : RedactionOptions(); }
    void setRedaction(const std::function<RedactionOptions()> &redaction) { m_redaction = redaction; }

    /// What is wrong with a name for a new session; empty when nothing is.
    QString complaintAbout(const QString &name) const;

Q_SIGNALS:
    /// Names, the current one, or what one of them remembers.
    void changed();

private:
    QMap<QString, ClientMemory> m_memories;
    QString m_current;
    std::function<RedactionOptions()> m_redaction;
};

} // namespace hopscope
