// SPDX-License-Identifier: MIT
#include "net/connectionoptions.h"

#include "net/relay/proxychoice.h"

#include <QSslSocket>

namespace hopscope
{

using namespace Qt::StringLiterals;

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

QSslConfiguration tlsConfiguration(const ReadyRequest &ready)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setAllowedNextProtocols({QByteArray("http/1.1")});
    if (!ready.authorities.isEmpty())
        tls.setCaCertificates(ready.authorities);
    if (!ready.certificates.isEmpty()) {
        tls.setLocalCertificateChain(ready.certificates);
        tls.setPrivateKey(ready.key);
    }
    return tls;
}

} // namespace hopscope
