// SPDX-License-Identifier: MIT
// Writes, reads and removes in the system's key store, and prints what it answers, a line each.
#include "ui/secrets/secretstore.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace hopscope;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    out << "store: " << systemSecretStoreName() << Qt::endl;
    const std::unique_ptr<SecretStore> store = systemSecretStore(u"Hopscope probe"_s);
    const auto written = [&](const QString &error) { out << "written: " << error << Qt::endl; };
    const auto read = [&](const SecretStore::Value &value) {
        out << (value ? u"read: "_s + QString::fromLatin1(value->toHex()) : u"not read: "_s + value.error) << Qt::endl;
    };
    store->read(u"a"_s, &app, read);
    store->write(u"a"_s, QByteArray("first"), &app, written);
    store->write(u"a"_s, QByteArray("\0\xff second", 9), &app, written);
    store->write(u"b"_s, QByteArray("stays"), &app, written);
    store->read(u"a"_s, &app, read);
    store->remove(u"a"_s);
    store->read(u"a"_s, &app, [&](const SecretStore::Value &value) {
        read(value);
        store->remove(u"c"_s);
        store->write(u"c"_s, QByteArray("last"), &app, written); // is kept although the program ends
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}
