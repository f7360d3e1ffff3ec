// SPDX-License-Identifier: MIT
#include "ui/look/uitext.h"
#include "ui/secrets/secretstore.h"

#include <QPointer>
#include <QThread>

#include <qt6keychain/keychain.h>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// How long the end of the program waits for what the key store still has to do.
constexpr int kLastJobsMs = 2000;

/// Its jobs begin on a thread of their own: the search for a key store may ask the desktop and wait for it.
class Keychain final : public SecretStore
{
public:
    explicit Keychain(const QString &service) : m_service(service), m_worker(new QObject)
    {
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.setObjectName(u"secrets"_s);
    }

    ~Keychain() override
    {
        if (!m_thread.isRunning()) {
            delete m_worker;
            return;
        }
        post([this] {
            m_ending = true;
            quitIfIdle();
        });
        if (m_thread.wait(kLastJobsMs))
            return;
        m_thread.quit();
        m_thread.wait();
    }

    void read(const QString &key, QObject *receiver, const std::function<void(const Value &)> &done) override
    {
        const QPointer<QObject> waiting(receiver);
        post([this, key, waiting, done] {
            auto *job = new QKeychain::ReadPasswordJob(m_service);
            start(job, key, [this, job, waiting, done](const QString &error) {
                answer(waiting, [done, value = error.isEmpty() ? Value(job->binaryData()) : Value::failure(error)] {
                    done(value);
                });
            });
        });
    }

    void write(const QString &key, const QByteArray &value, QObject *receiver,
               const std::function<void(const QString &)> &done) override
    {
        const QPointer<QObject> waiting(receiver);
        if (value.size() > kMaxSecretBytes) {
            answer(waiting, [done] { done(UiText::tr("It is too large for a key store.")); });
            return;
        }
        post([this, key, value, waiting, done] {
            auto *job = new QKeychain::WritePasswordJob(m_service);
            job->setBinaryData(value);
            start(job, key,
                  [this, waiting, done](const QString &error) { answer(waiting, [done, error] { done(error); }); });
        });
    }

    void remove(const QString &key) override
    {
        post([this, key] { start(new QKeychain::DeletePasswordJob(m_service), key, [](const QString &) {}); });
    }

private:
    /// Runs on the other thread.
    void post(const std::function<void()> &job)
    {
        if (!m_thread.isRunning())
            m_thread.start(QThread::LowPriority);
        QMetaObject::invokeMethod(m_worker, job, Qt::QueuedConnection);
    }

    /// Runs on the thread of the caller.
    void answer(const QPointer<QObject> &waiting, const std::function<void()> &call)
    {
        QMetaObject::invokeMethod(
            &m_here,
            [waiting, call] {
                if (waiting)
                    call();
            },
            Qt::QueuedConnection);
    }

    void start(QKeychain::Job *job, const QString &key, const std::function<void(const QString &error)> &done)
    {
        job->setKey(key);
        job->setInsecureFallback(false);
        ++m_running;
        QObject::connect(job, &QKeychain::Job::finished, m_worker, [this, job, done] {
            const bool failed = job->error() != QKeychain::NoError;
            done(failed ? UiText::tr("The key store says: %1").arg(job->errorString()) : QString());
            --m_running;
            quitIfIdle();
        });
        job->start();
    }

    void quitIfIdle()
    {
        if (m_ending && m_running == 0)
            m_thread.quit();
    }

    const QString m_service;
    QObject m_here;
    QThread m_thread;
    QObject *m_worker;     ///< on m_thread, with what follows
    int m_running = 0;     ///< jobs
    bool m_ending = false; ///< the thread ends after them
};

} // namespace

std::unique_ptr<SecretStore> systemSecretStore(const QString &service)
{
    return std::make_unique<Keychain>(service);
}

QString systemSecretStoreName()
{
    return u"QtKeychain"_s;
}

} // namespace hopscope
