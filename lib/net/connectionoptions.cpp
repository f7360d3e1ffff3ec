// SPDX-License-Identifier: MIT
#include "net/connectionoptions.h"

#include "formats/boundedread.h"
#include "net/proxychoice.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace hopscope
{

using namespace Qt::StringLiterals;

QSslKey readKey(const QString &path)
{
    const QByteArray pem = readFile(path, kMaxPemBytes).value.value_or(QByteArray());
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

QList<QSslCertificate> readCertificates(const QString &path)
{
    return QSslCertificate::fromData(readFile(path, kMaxPemBytes).value.value_or(QByteArray()));
}

ConnectionOptions connectionOptions(const TraceRequest &request)
{
    ConnectionOptions options;
    options.insecure = request.insecure;
    options.http2 = request.http2;
    options.overrides = request.overrides;
    options.wait = request.wait;
    options.systemProxy = request.proxy.isEmpty();
    const QUrl &url = request.proxy;
    if (url.isEmpty() || url.scheme() == "none"_L1)
        return options;
    options.proxy = proxyOf(url);
    return options;
}

QSslConfiguration tlsConfiguration(const TraceRequest &request)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setAllowedNextProtocols({QByteArray("http/1.1")});
    if (!request.caFile.isEmpty())
        tls.setCaCertificates(readCertificates(request.caFile));
    if (!request.certificateFile.isEmpty()) {
        tls.setLocalCertificateChain(readCertificates(request.certificateFile));
        tls.setPrivateKey(readKey(request.certificateFile));
    }
    return tls;
}

} // namespace hopscope
