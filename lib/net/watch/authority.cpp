// SPDX-License-Identifier: MIT
#include "net/watch/authority.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QSslSocket>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <memory>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kClockSkewSeconds = 24 * 60 * 60; ///< a certificate is valid from a day before it was made
constexpr int kRenewSeconds = 24 * 60 * 60;     ///< an authority that ends within a day is made again
constexpr int kStoreIterations = 2048;
constexpr qsizetype kMaxCommonName = 64; ///< RFC 5280, ub-common-name

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Freed<X509_free>>;
using BioPointer = std::unique_ptr<BIO, Freed<BIO_free>>;

BioPointer reader(const QByteArray &bytes)
{
    return BioPointer(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

QByteArray written(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

KeyPointer newKey()
{
    return KeyPointer(EVP_EC_gen("P-256"));
}

QSslKey keyOf(EVP_PKEY *key)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return QSslKey(written(bio.get()), QSsl::Ec);
}

KeyPointer keyOf(const QSslKey &key)
{
    const QByteArray pem = key.toPem();
    return KeyPointer(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, nullptr, nullptr));
}

CertificatePointer certificateOf(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return CertificatePointer(d2i_X509(nullptr, &bytes, der.size()));
}

QSslCertificate certificateOf(X509 *certificate)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return QSslCertificate(written(bio.get()), QSsl::Pem);
}

void addExtension(X509 *certificate, X509 *issuer, int id, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    if (X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value)) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

/// The host as subject alternative name; what it is made of is not read as a list.
void addHost(X509 *certificate, const QString &host)
{
    GENERAL_NAMES *names = GENERAL_NAMES_new();
    const QHostAddress address(host);
    const QByteArray text = host.toLatin1();
    GENERAL_NAME *name = address.isNull() ? GENERAL_NAME_new()
                                          : a2i_GENERAL_NAME(nullptr, nullptr, nullptr, GEN_IPADD, text.constData(), 0);
    if (address.isNull()) {
        ASN1_IA5STRING *string = ASN1_IA5STRING_new();
        ASN1_STRING_set(string, text.constData(), int(text.size()));
        GENERAL_NAME_set0_value(name, GEN_DNS, string);
    }
    if (name)
        sk_GENERAL_NAME_push(names, name);
    X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT);
    GENERAL_NAMES_free(names);
}

/// Number, name, time and key; neither extensions nor signature.
CertificatePointer newCertificate(const QString &name, const QDateTime &from, const QDateTime &to, EVP_PKEY *key)
{
    CertificatePointer certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    // Positive and unguessable, as the rules for authorities ask (RFC 5280 4.1.2.2).
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), QRandomGenerator::system()->generate64() >> 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), to.toSecsSinceEpoch());
    const QByteArray text = name.left(kMaxCommonName).toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(text.constData()), int(text.size()), -1, 0);
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

} // namespace

Authority::Authority(const QSslCertificate &certificate, const QSslKey &key)
    : m_certificate(certificate), m_key(key), m_serverKey(keyOf(newKey().get()))
{
}

Result<Authority> Authority::make(const QDateTime &now)
{
    const KeyPointer key = newKey();
    if (!key)
        return Result<Authority>::failure(u"libcrypto made no key for the certificate authority"_s);
    const CertificatePointer certificate =
        newCertificate(u"Hopscope Watch %1"_s.arg(now.toUTC().toString(u"yyyy-MM-dd")), now.addSecs(-kClockSkewSeconds),
                       now.addDays(kAuthorityDays), key.get());
    X509 *made = certificate.get();
    X509_set_issuer_name(made, X509_get_subject_name(made));
    addExtension(made, made, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    addExtension(made, made, NID_key_usage, "critical,keyCertSign");
    addExtension(made, made, NID_ext_key_usage, "serverAuth");
    addExtension(made, made, NID_subject_key_identifier, "hash");
    if (X509_sign(made, key.get(), EVP_sha256()) == 0)
        return Result<Authority>::failure(u"libcrypto did not sign the certificate authority"_s);
    return Authority(certificateOf(made), keyOf(key.get()));
}

Result<Authority> Authority::fromPem(const QByteArray &pem, const QDateTime &now)
{
    const QSslCertificate certificate(pem, QSsl::Pem);
    const QSslKey key(pem, QSsl::Ec);
    if (certificate.isNull() || key.isNull())
        return Result<Authority>::failure(u"there is no certificate with its key"_s);
    if (certificate.expiryDate() < now.addSecs(kRenewSeconds) || certificate.effectiveDate() > now)
        return Result<Authority>::failure(u"the certificate is not valid any more"_s);
    return Authority(certificate, key);
}

QSslConfiguration Authority::serverConfiguration(const QString &host) const
{
    const KeyPointer authorityKey = keyOf(m_key);
    const KeyPointer key = keyOf(m_serverKey);
    const CertificatePointer issuer = certificateOf(m_certificate);
    const CertificatePointer certificate =
        newCertificate(host, m_certificate.effectiveDate(), m_certificate.expiryDate(), key.get());
    X509 *made = certificate.get();
    X509_set_issuer_name(made, X509_get_subject_name(issuer.get()));
    addExtension(made, issuer.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(made, issuer.get(), NID_key_usage, "critical,digitalSignature");
    addExtension(made, issuer.get(), NID_ext_key_usage, "serverAuth");
    addExtension(made, issuer.get(), NID_subject_key_identifier, "hash");
    addExtension(made, issuer.get(), NID_authority_key_identifier, "keyid");
    addHost(made, host);
    X509_sign(made, authorityKey.get(), EVP_sha256());
    QSslConfiguration tls;
    tls.setLocalCertificateChain({certificateOf(made), m_certificate});
    tls.setPrivateKey(m_serverKey);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setAllowedNextProtocols({QByteArray("http/1.1")});
    return tls;
}

QByteArray javaTrustStore(const QList<QSslCertificate> &certificates, const QByteArray &password)
{
    // Java takes a certificate of a PKCS #12 file for trusted that has this attribute (JDK-8076190).
    constexpr const char *trustedKeyUsage = "2.16.840.1.113894.746875.1.1";
    STACK_OF(PKCS12_SAFEBAG) *bags = nullptr;
    ASN1_OBJECT *anyUsage = OBJ_nid2obj(NID_anyExtendedKeyUsage);
    int number = 0;
    for (const QSslCertificate &each : certificates) {
        const CertificatePointer certificate = certificateOf(each);
        PKCS12_SAFEBAG *bag = certificate ? PKCS12_add_cert(&bags, certificate.get()) : nullptr;
        if (!bag)
            continue;
        const QByteArray alias = QByteArray::number(++number);
        PKCS12_add_friendlyname_utf8(bag, alias.constData(), int(alias.size()));
        PKCS12_add1_attr_by_txt(bag, trustedKeyUsage, V_ASN1_OBJECT, reinterpret_cast<const unsigned char *>(anyUsage),
                                -1);
    }
    STACK_OF(PKCS7) *safes = nullptr;
    PKCS12_add_safe(&safes, bags, -1, 0, nullptr);
    PKCS12 *store = PKCS12_add_safes(safes, 0);
    QByteArray bytes;
    if (store && PKCS12_set_mac(store, password.constData(), int(password.size()), nullptr, 0, kStoreIterations,
                                EVP_sha256()) == 1) {
        const BioPointer bio(BIO_new(BIO_s_mem()));
        i2d_PKCS12_bio(bio.get(), store);
        bytes = written(bio.get());
    }
    PKCS12_free(store);
    sk_PKCS7_pop_free(safes, PKCS7_free);
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    return bytes;
}

} // namespace hopscope
