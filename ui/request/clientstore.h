// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"

#include <QByteArray>
#include <QObject>

class QThread;

namespace hopscope
{

/// The clients that the windows offer, and which of them are the user's stack. Made once, in main(), as a child of the
/// application. Reads the folder of own clients again, on a thread of its own, whenever the program becomes active and
/// when refresh() is called.
class ClientStore : public QObject
{
    Q_OBJECT

public:
    /// `clients` is what `folder` holds now.
    ClientStore(const Clients &clients, const QString &folder, QObject *parent);
    ~ClientStore() override;

    const Clients &clients() const { return m_clients; }
    /// Reads the folder again; changed() follows if it holds something else.
    void refresh();

    /// Ids (redirect/client/clientstack.h). The preferences keep them, and hand them on here.
    const QStringList &stack() const { return m_stack; }
    void setStack(const QStringList &stack);

Q_SIGNALS:
    void changed();
    void stackChanged();

private:
    Clients m_clients;
    QStringList m_stack;
    QByteArray m_text; ///< of the own clients and faults, to tell whether something changed
    QString m_folder;
    QThread *m_job = nullptr; ///< reads the folder
    bool m_again = false;     ///< refresh() was called while the folder was read
};

/// That of the application; nullptr when it has none.
ClientStore *clientStore();
/// Its clients, or the built-in ones alone.
Clients knownClients();
/// Its stack, or an empty one.
QStringList knownStack();

} // namespace hopscope
