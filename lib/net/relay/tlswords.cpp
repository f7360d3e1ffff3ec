// SPDX-License-Identifier: MIT
#include "net/relay/tlswords.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslCipher>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.sort();
    return names;
}

QString nameList(const QSslCertificate &certificate)
{
    const QStringList names = namesOf(certificate);
    return names.isEmpty() ? certificate.subjectDisplayName() : names.join(u", "_s);
}

QString words(const QSslError &error, const QString &host)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::HostNameMismatch:
        return u"the certificate is for %1, not for %2"_s.arg(nameList(certificate), host);
    case QSslError::CertificateExpired:
        return u"the certificate of %1 expired on %2"_s.arg(certificate.subjectDisplayName(),
                                                            certificate.expiryDate().toUTC().toString(u"yyyy-MM-dd"));
    case QSslError::CertificateNotYetValid:
        return u"the certificate of %1 is not valid before %2"_s.arg(
            certificate.subjectDisplayName(), certificate.effectiveDate().toUTC().toString(u"yyyy-MM-dd"));
    case QSslError::SelfSignedCertificate:
        return u"the certificate of %1 is self-signed"_s.arg(host);
    case QSslError::SelfSignedCertificateInChain:
        return u"the certificate chain of %1 ends in a root that is not trusted: %2"_s.arg(
            host, certificate.subjectDisplayName());
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
        return u"the issuer of the certificate of %1 is not known: %2"_s.arg(host, certificate.issuerDisplayName());
    default:
        return error.errorString();
    }
}

} // namespace

QString certificateErrors(const QList<QSslError> &errors, const QString &host)
{
    QStringList sentences;
    for (const QSslError &error : errors) {
        const QString sentence = words(error, host);
        if (!sentences.contains(sentence))
            sentences.append(sentence);
    }
    return sentences.join(u"; "_s);
}

Tls describeTls(const QSslConfiguration &session)
{
    Tls tls;
    tls.protocol = session.sessionCipher().protocolString();
    tls.cipher = session.sessionCipher().name();
    for (const QSslCertificate &certificate : session.peerCertificateChain()) {
        tls.chain.append({.subject = certificate.subjectDisplayName(),
                          .issuer = certificate.issuerDisplayName(),
                          .names = namesOf(certificate),
                          .notBefore = certificate.effectiveDate().toUTC(),
                          .notAfter = certificate.expiryDate().toUTC(),
                          .sha256 = certificate.digest(QCryptographicHash::Sha256).toHex()});
    }
    return tls;
}

} // namespace hopscope
