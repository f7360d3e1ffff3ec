// SPDX-License-Identifier: MIT
#include "net/relay/proxychoice.h"

#include "net/relay/hostname.h"
#include "net/tracerequest.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kDefaultProxyPort = 1080; ///< as curl's, where a variable names none

/// The first of the variables that is set, empty or not.
std::optional<QString> variable(const QProcessEnvironment &environment, std::initializer_list<QString> names)
{
    for (const QString &name : names) {
        if (environment.contains(name))
            return environment.value(name);
    }
    return std::nullopt;
}

/// One entry of no_proxy: a name and all below it, an address, or a network such as 10.0.0.0/8.
bool isExcepted(const QString &entry, const QString &host)
{
    if (entry == "*"_L1)
        return true;
    const QHostAddress address(host);
    if (!address.isNull()) {
        if (entry.contains(u'/')) {
            const auto subnet = QHostAddress::parseSubnet(entry);
            return subnet.second >= 0 && address.isInSubnet(subnet);
        }
        QString literal = entry;
        if (literal.startsWith(u'[') && literal.endsWith(u']'))
            literal = literal.sliced(1, literal.size() - 2);
        return address == QHostAddress(literal);
    }
    const QString name = entry.startsWith(u'.') ? entry.sliced(1) : entry;
    return !name.isEmpty() &&
           (host.compare(name, Qt::CaseInsensitive) == 0 || host.endsWith(u'.' + name, Qt::CaseInsensitive));
}

bool isExcepted(const QProcessEnvironment &environment, const QString &host)
{
    QString list = variable(environment, {u"no_proxy"_s, u"NO_PROXY"_s}).value_or(QString());
    const QStringList entries = list.replace(u' ', u',').split(u',', Qt::SkipEmptyParts);
    return std::ranges::any_of(entries, [&](const QString &entry) { return isExcepted(entry, host); });
}

bool isUsable(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy;
}

} // namespace

QNetworkProxy proxyOf(const QUrl &url)
{
    const auto type = url.scheme() == "http"_L1 ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    return {type, url.host(), static_cast<quint16>(url.port()), url.userName(QUrl::FullyDecoded),
            url.password(QUrl::FullyDecoded)};
}

Result<std::optional<QNetworkProxy>> environmentProxyFor(const QProcessEnvironment &environment, bool secure,
                                                         const QString &host)
{
    std::optional<QString> value =
        secure ? variable(environment, {u"https_proxy"_s, u"HTTPS_PROXY"_s}) : variable(environment, {u"http_proxy"_s});
    if (!value)
        value = variable(environment, {u"all_proxy"_s, u"ALL_PROXY"_s});
    if (!value)
        return std::optional<QNetworkProxy>();
    if (value->isEmpty() || isExcepted(environment, host))
        return std::optional(QNetworkProxy(QNetworkProxy::NoProxy));
    QUrl url(value->contains("://"_L1) ? *value : u"http://"_s + *value, QUrl::StrictMode);
    if (url.port() < 0)
        url.setPort(kDefaultProxyPort);
    const Result<QUrl> proxy = parseProxy(url.toString(QUrl::FullyEncoded));
    if (!proxy)
        return Result<std::optional<QNetworkProxy>>::failure(
            u"the environment names a proxy that cannot be used, \"%1\": use http:// or socks5://, or --proxy none"_s
                .arg(url.toDisplayString(QUrl::RemoveUserInfo)));
    return std::optional(proxyOf(*proxy));
}

Result<QNetworkProxy> systemProxyFor(bool secure, const QString &host, quint16 port)
{
    const QNetworkProxy direct(QNetworkProxy::NoProxy);
    if (isLocalName(host) || QHostAddress(host).isLoopback())
        return direct;
    const auto named = environmentProxyFor(QProcessEnvironment::systemEnvironment(), secure, host);
    if (!named)
        return Result<QNetworkProxy>::failure(named.error);
    if (*named)
        return **named;
    QUrl url;
    url.setScheme(secure ? u"https"_s : u"http"_s);
    url.setHost(host);
    url.setPort(port);
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() || !isUsable(proxies.first()) ? direct : proxies.first();
}

Headers proxyFields(const QNetworkProxy &proxy)
{
    Headers fields;
    if (!proxy.user().isEmpty())
        fields.append("Proxy-Authorization", "Basic " + (proxy.user() + u':' + proxy.password()).toUtf8().toBase64());
    return fields;
}

QString proxyRefusal(const QNetworkProxy &proxy, const QByteArray &reason)
{
    const QString wanted = proxy.user().isEmpty() ? u"a user name and password"_s : u"another user name or password"_s;
    return u"the proxy %1:%2 asks for %3 (407 %4)"_s.arg(proxy.hostName(), QString::number(proxy.port()), wanted,
                                                         QString::fromLatin1(reason));
}

} // namespace hopscope
