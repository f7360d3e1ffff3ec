// SPDX-License-Identifier: MIT
#include "ui/secrets/secretstore.h"
#include "windowhelpers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class SecretStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_system.reset(); }
    void none();
    void systemWithoutAnswer();
    void tooLarge();
    void receiverIsGone();

private:
    /// What a read and a write say, in this order.
    QStringList errorsOf(SecretStore &store);

    std::unique_ptr<SecretStore> m_system;
};

/// Whatever key store the machine has is not asked.
void SecretStoreTest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qputenv("XDG_CURRENT_DESKTOP", "");
    m_system = systemSecretStore(u"Hopscope test"_s);
}

QStringList SecretStoreTest::errorsOf(SecretStore &store)
{
    QStringList errors;
    store.read(u"key"_s, this,
               [&](const SecretStore::Value &value) { errors.append(value ? u"a value"_s : value.error); });
    store.write(u"key"_s, "very-secret", this, [&](const QString &error) { errors.append(error); });
    store.remove(u"key"_s);
    // No answer comes from within a call.
    if (!errors.isEmpty())
        return {u"at once"_s};
    const bool answered = QTest::qWaitFor([&] { return errors.size() == 2; }, kTimeoutMs);
    return answered ? errors : QStringList{u"no answer"_s};
}

void SecretStoreTest::none()
{
    const QString no = u"There is no key store here that could keep it."_s;
    QCOMPARE(errorsOf(*noSecretStore()), QStringList({no, no}));
}

/// Built with QtKeychain or without it, on a system without a key store: every call is answered, with a reason.
void SecretStoreTest::systemWithoutAnswer()
{
    const QStringList errors = errorsOf(*m_system);
    QCOMPARE(errors.size(), 2);
    for (const QString &error : errors) {
        QVERIFY(!error.isEmpty() && error != u"a value"_s);
        QVERIFY(!error.contains(u"very-secret"_s));
    }
}

void SecretStoreTest::tooLarge()
{
    QString error;
    m_system->write(u"key"_s, QByteArray(kMaxSecretBytes + 1, 'x'), this, [&](const QString &why) { error = why; });
    QTRY_VERIFY(!error.isEmpty());
}

void SecretStoreTest::receiverIsGone()
{
    bool called = false;
    auto receiver = std::make_unique<QObject>();
    m_system->read(u"key"_s, receiver.get(), [&](const SecretStore::Value &) { called = true; });
    receiver.reset();
    bool answered = false;
    m_system->read(u"key"_s, this, [&](const SecretStore::Value &) { answered = true; });
    QTRY_VERIFY_WITH_TIMEOUT(answered, kTimeoutMs);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "tst_secretstore.moc"
