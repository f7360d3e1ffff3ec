// SPDX-License-Identifier: MIT
#include "ui/request/clientstore.h"

#include "net/clientfiles.h"

#include <QGuiApplication>
#include <QThread>

#include <memory>
#include <utility>

namespace hopscope
{

namespace
{

/// Equal for clients that are the same in every member.
QByteArray textOf(const Clients &clients)
{
    QByteArray text;
    for (const ClientPointer &client : clients.own())
        text += clientToJson(*client);
    return text + clients.faults().join(u'\n').toUtf8();
}

} // namespace

ClientStore::ClientStore(const Clients &clients, const QString &folder, QObject *parent)
    : QObject(parent), m_clients(clients), m_text(textOf(clients)), m_folder(folder)
{
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            refresh();
    });
}

ClientStore::~ClientStore()
{
    if (!m_job)
        return;
    m_job->wait();
    delete m_job;
}

void ClientStore::refresh()
{
    if (m_job) {
        m_again = true;
        return;
    }
    struct Read {
        Clients clients;
        QByteArray text;
    };
    const auto read = std::make_shared<Read>();
    m_job = QThread::create([read, folder = m_folder] {
        read->clients = readClients(folder);
        read->text = textOf(read->clients);
    });
    connect(m_job, &QThread::finished, this, [this, read] {
        std::exchange(m_job, nullptr)->deleteLater();
        if (std::exchange(m_text, read->text) != read->text) {
            m_clients = read->clients;
            Q_EMIT changed();
        }
        if (std::exchange(m_again, false))
            refresh();
    });
    m_job->start();
}

void ClientStore::setStack(const QStringList &stack)
{
    if (std::exchange(m_stack, stack) != stack)
        Q_EMIT stackChanged();
}

ClientStore *clientStore()
{
    return qApp->findChild<ClientStore *>(QString(), Qt::FindDirectChildrenOnly);
}

Clients knownClients()
{
    const ClientStore *store = clientStore();
    return store ? store->clients() : Clients();
}

QStringList knownStack()
{
    const ClientStore *store = clientStore();
    return store ? store->stack() : QStringList();
}

} // namespace hopscope
