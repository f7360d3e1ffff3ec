// SPDX-License-Identifier: MIT
#pragma once

#include "ui/secrets/secretstore.h"

#include <QHash>

/// A key store for tests.
class MemorySecrets final : public hopscope::SecretStore
{
public:
    void read(const QString &key, QObject *receiver, const std::function<void(const Value &)> &done) override
    {
        const auto found = values.constFind(key);
        const Value value =
            found == values.constEnd() ? Value::failure(QStringLiteral("There is none.")) : Value(*found);
        QMetaObject::invokeMethod(
            receiver, [done, value] { done(value); }, Qt::QueuedConnection);
    }

    void write(const QString &key, const QByteArray &value, QObject *receiver,
               const std::function<void(const QString &)> &done) override
    {
        values.insert(key, value);
        QMetaObject::invokeMethod(
            receiver, [done] { done({}); }, Qt::QueuedConnection);
    }

    void remove(const QString &key) override { values.remove(key); }

    QHash<QString, QByteArray> values;
};
