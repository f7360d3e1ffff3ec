// SPDX-License-Identifier: MIT
#include "net/clientfiles.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxFileSize = 1 << 20;
constexpr QLatin1StringView kStackKey("clientStack");

Result<ClientPointer> readClientFile(const QString &path, const QList<ClientPointer> &known)
{
    using Read = Result<ClientPointer>;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Read::failure(file.errorString());
    const QByteArray json = file.read(kMaxFileSize + 1);
    if (json.size() > kMaxFileSize)
        return Read::failure(u"is larger than 1 MiB, the limit for a client file"_s);
    const Result<ClientPointer> client = clientFromJson(json);
    if (client && Clients(known).find(QString((*client)->id)))
        return Read::failure(u"id: another file also has \"%1\"; choose another id"_s.arg((*client)->id));
    return client;
}

} // namespace

QString clientFolder()
{
    const QString chosen = qEnvironmentVariable("HOPSCOPE_CLIENTS");
    return chosen.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/hopscope/clients"_s
               : chosen;
}

Clients readClients(const QString &folder)
{
    QList<ClientPointer> clients;
    QStringList faults;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const QString path = dir.filePath(name);
        const Result<ClientPointer> client = readClientFile(path, clients);
        if (client)
            clients.append(*client);
        else
            faults.append(u"%1: %2"_s.arg(path, client.error));
    }
    return Clients(clients, faults);
}

QStringList readClientStack(const QSettings &settings)
{
    QStringList stack = settings.value(kStackKey).toStringList();
    stack.removeAll(QString());
    stack.removeDuplicates();
    return stack;
}

void writeClientStack(QSettings &settings, const QStringList &stack)
{
    settings.setValue(kStackKey, stack);
}

QStringList readClientStack()
{
    return readClientStack(QSettings(QSettings::NativeFormat, QSettings::UserScope, kSettingsName, kSettingsName));
}

} // namespace hopscope
