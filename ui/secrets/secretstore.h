// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace hopscope
{

/// Larger values are kept by no store: they are bodies, not passwords.
inline constexpr qsizetype kMaxSecretBytes = 64 * 1024;

/// Small secrets, each under a key, kept outside of the program's files: in the system's key store, or nowhere. No call
/// waits; an answer comes later, on the caller's thread, unless `receiver` is gone by then. A value never goes into a
/// message.
class SecretStore
{
public:
    using Value = Result<QByteArray>;

    SecretStore() = default;
    Q_DISABLE_COPY_MOVE(SecretStore)
    virtual ~SecretStore() = default;

    /// The error says why there is no value: none under that key, no store that answers, no permission.
    virtual void read(const QString &key, QObject *receiver, const std::function<void(const Value &)> &done) = 0;
    /// `done` gets why the value is not kept, or an empty text. It takes the place of an earlier one.
    virtual void write(const QString &key, const QByteArray &value, QObject *receiver,
                       const std::function<void(const QString &error)> &done) = 0;
    /// Nothing happens if there is none.
    virtual void remove(const QString &key) = 0;
};

/// A store that keeps nothing.
std::unique_ptr<SecretStore> noSecretStore();

/// The system's key store, whose entries stand under `service`; where the program was built without one,
/// noSecretStore(). Whether it answers is known only when it is asked. One per process: QtKeychain runs all jobs on the
/// thread of the first.
std::unique_ptr<SecretStore> systemSecretStore(const QString &service);
/// What the program was built with, for --version: "QtKeychain", or empty.
QString systemSecretStoreName();

} // namespace hopscope
