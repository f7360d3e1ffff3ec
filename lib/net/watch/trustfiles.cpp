// SPDX-License-Identifier: MIT
#include "net/watch/trustfiles.h"

#include "text/wholefile.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QStandardPaths>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxTrustBytes = 16 * 1024 * 1024;
constexpr int kLockMs = 10'000;

/// Where a program finds what the user trusts; the first that is there counts.
constexpr const char *kTrustVariables[] = {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"};
/// Debian, Fedora, openSUSE, Alpine.
constexpr const char *kSystemBundles[] = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                          "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

QByteArray contentOfFile(const QString &path)
{
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.read(kMaxTrustBytes) : QByteArray();
}

/// PEM of what the user trusts. `own` is the bundle that is made of it: who watches within a watch has it set.
QByteArray trustedBundle(const QProcessEnvironment &environment, const QString &own)
{
    for (const char *variable : kTrustVariables) {
        const QString path = environment.value(QString::fromLatin1(variable));
        const QByteArray bundle = path == own ? QByteArray() : contentOfFile(path);
        if (!bundle.isEmpty())
            return bundle;
    }
    for (const char *path : kSystemBundles) {
        const QByteArray bundle = contentOfFile(QString::fromLatin1(path));
        if (!bundle.isEmpty())
            return bundle;
    }
    QByteArray bundle;
    for (const QSslCertificate &certificate : QSslConfiguration::systemCaCertificates())
        bundle += certificate.toPem();
    return bundle;
}

/// The user's settings of wget, with the bundle behind them: what stands last counts.
QByteArray wgetSettings(const QProcessEnvironment &environment, const QString &path, const QString &bundle)
{
    const QString usual = QDir::homePath() + u"/.wgetrc"_s;
    const QString own = environment.value(u"WGETRC"_s, usual);
    QByteArray settings = contentOfFile(own == path ? usual : own);
    if (!settings.isEmpty() && !settings.endsWith('\n'))
        settings += '\n';
    return settings + "ca_certificate = " + QFile::encodeName(bundle) + '\n';
}

/// Writes what is not there like this already. Empty, or one sentence.
QString writeIfOther(const QString &path, const QByteArray &content)
{
    if (contentOfFile(path) == content)
        return {};
    WholeFile file(path, FileAccess::OwnerOnly);
    if (file.open() && file.write(content))
        return {};
    return u"%1 cannot be written (%2): check the folder, or watch with --no-tls"_s.arg(path, file.errorString());
}

Result<Authority> authorityIn(const QString &path)
{
    if (const Result<Authority> known = Authority::fromPem(contentOfFile(path)))
        return known;
    const Result<Authority> made = Authority::make();
    if (!made)
        return made;
    const QString fault = writeIfOther(path, made->pem());
    return fault.isEmpty() ? made : Result<Authority>::failure(fault);
}

} // namespace

QString trustFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/hopscope/watch"_s;
}

Result<TrustFiles> trustFilesIn(const QString &folder, const QProcessEnvironment &environment)
{
    using Files = Result<TrustFiles>;
    const QDir dir(folder);
    if (!dir.mkpath(u"php"_s))
        return Files::failure(
            u"the folder %1 cannot be made: check who owns the one above, or watch with --no-tls"_s.arg(folder));
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    // Two that begin at once have to end with the same authority.
    QLockFile lock(dir.filePath(u"lock"_s));
    lock.tryLock(kLockMs);
    const Result<Authority> authority = authorityIn(dir.filePath(u"authority.pem"_s));
    if (!authority)
        return Files::failure(authority.error);
    TrustFiles files{.authority = *authority,
                     .certificate = dir.filePath(u"certificate.pem"_s),
                     .bundle = dir.filePath(u"bundle.pem"_s),
                     .javaStore = dir.filePath(u"java.p12"_s),
                     .wgetrc = dir.filePath(u"wgetrc"_s),
                     .phpFolder = dir.filePath(u"php"_s)};
    const QByteArray own = authority->certificate().toPem();
    const QByteArray bundle = own + trustedBundle(environment, files.bundle);
    // The store is not the same at each writing, and takes longest.
    const bool isStoreOld = contentOfFile(files.bundle) != bundle || !QFile::exists(files.javaStore);
    if (isStoreOld) {
        const QByteArray store = javaTrustStore(QSslCertificate::fromData(bundle), kJavaStorePassword.data());
        if (const QString fault = writeIfOther(files.javaStore, store); !fault.isEmpty())
            return Files::failure(fault);
    }
    // Node.js adds these to what it trusts anyway.
    const QString extra = environment.value(u"NODE_EXTRA_CA_CERTS"_s);
    const QByteArray added = extra == files.certificate ? QByteArray() : contentOfFile(extra);
    const QByteArray php = "curl.cainfo=\"" + QFile::encodeName(files.bundle) + "\"\nopenssl.cafile=\"" +
                           QFile::encodeName(files.bundle) + "\"\n";
    const std::pair<QString, QByteArray> texts[] = {
        {files.certificate, own + added},
        {files.bundle, bundle},
        {files.wgetrc, wgetSettings(environment, files.wgetrc, files.bundle)},
        {files.phpFolder + u"/hopscope.ini"_s, php}};
    for (const auto &[path, content] : texts) {
        if (const QString fault = writeIfOther(path, content); !fault.isEmpty())
            return Files::failure(fault);
    }
    return files;
}

} // namespace hopscope
