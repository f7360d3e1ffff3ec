// SPDX-License-Identifier: MIT
#include "ui/secrets/secretstore.h"

#include "ui/look/uitext.h"

namespace hopscope
{

namespace
{

class NoSecretStore final : public SecretStore
{
public:
    void read(const QString &, QObject *receiver, const std::function<void(const Value &)> &done) override
    {
        QMetaObject::invokeMethod(
            receiver, [done] { done(Value::failure(reason())); }, Qt::QueuedConnection);
    }

    void write(const QString &, const QByteArray &, QObject *receiver,
               const std::function<void(const QString &)> &done) override
    {
        QMetaObject::invokeMethod(
            receiver, [done] { done(reason()); }, Qt::QueuedConnection);
    }

    void remove(const QString &) override {}

private:
    static QString reason() { return UiText::tr("There is no key store here that could keep it."); }
};

} // namespace

std::unique_ptr<SecretStore> noSecretStore()
{
    return std::make_unique<NoSecretStore>();
}

} // namespace hopscope
