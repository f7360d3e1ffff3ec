// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace hopscope
{

inline constexpr int kAuthorityDays = 30;

/// A certificate authority of this user, which signs for the hosts that a watched program asks. It is installed
/// nowhere: a program knows of it by its environment only.
class Authority
{
public:
    /// A new one, valid from `now` on for kAuthorityDays. The error says what libcrypto could not do.
    static Result<Authority> make(const QDateTime &now = QDateTime::currentDateTimeUtc());
    /// The one in `pem`, certificate and key; an error if it is none or has expired at `now`, or will within a day.
    static Result<Authority> fromPem(const QByteArray &pem, const QDateTime &now = QDateTime::currentDateTimeUtc());

    /// Certificate and key: a secret.
    QByteArray pem() const { return m_certificate.toPem() + m_key.toPem(); }
    const QSslCertificate &certificate() const { return m_certificate; }
    /// For a server that is called `host`, a name or an address: certificate, key, and HTTP/1.1 as the only protocol.
    QSslConfiguration serverConfiguration(const QString &host) const;

private:
    Authority(const QSslCertificate &certificate, const QSslKey &key);

    QSslCertificate m_certificate;
    QSslKey m_key;
    QSslKey m_serverKey; ///< the same for all hosts
};

/// A key store that Java trusts (PKCS #12): these certificates, each marked as trusted. Empty where libcrypto fails.
QByteArray javaTrustStore(const QList<QSslCertificate> &certificates, const QByteArray &password);

} // namespace hopscope
