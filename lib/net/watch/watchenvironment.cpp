// SPDX-License-Identifier: MIT
#include "net/watch/watchenvironment.h"

#include "formats/write/shellquote.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kAddress = u"127.0.0.1"_s;
/// curl's, and what most libraries took over; the upper case is read by Go, Node.js and Python.
constexpr const char *kProxyNames[] = {"http_proxy", "https_proxy", "all_proxy",   "ws_proxy",
                                       "wss_proxy",  "HTTP_PROXY",  "HTTPS_PROXY", "ALL_PROXY"};
/// Each replaces what the program trusts otherwise: the bundle has that, too.
constexpr const char *kBundleNames[] = {"CURL_CA_BUNDLE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE",
                                        "GIT_SSL_CAINFO", "AWS_CA_BUNDLE", "PERL_LWP_SSL_CA_FILE",
                                        "HTTPS_CA_FILE",  "PIP_CERT"};

/// Java reads neither the variables of the proxy nor a bundle; it cannot be given credentials like this.
QString javaOptions(const WatchAddress &address, const TrustFiles *trust)
{
    QString options = u"-Dhttp.proxyHost=%1 -Dhttp.proxyPort=%2 -Dhttps.proxyHost=%1 -Dhttps.proxyPort=%2 "
                      "-Dhttp.nonProxyHosts="_s.arg(kAddress, QString::number(address.port));
    if (trust && !trust->javaStore.isEmpty())
        options += u" -Djavax.net.ssl.trustStore=%1 -Djavax.net.ssl.trustStoreType=PKCS12 "
                   "-Djavax.net.ssl.trustStorePassword=%2"_s.arg(trust->javaStore, QString(kJavaStorePassword));
    return options;
}

} // namespace

QString WatchAddress::url(QLatin1StringView scheme) const
{
    return u"%1://%2:%3@%4:%5"_s.arg(QString(scheme), QString::fromLatin1(user), QString::fromLatin1(password),
                                     kAddress, QString::number(port));
}

QList<WatchVariable> watchVariables(const WatchAddress &address, const TrustFiles *trust,
                                    const QProcessEnvironment &base)
{
    QList<WatchVariable> variables;
    for (const char *name : kProxyNames)
        variables.append({QString::fromLatin1(name), address.url()});
    for (const QString &name : {u"no_proxy"_s, u"NO_PROXY"_s})
        variables.append({name, QString()});
    variables.append({u"NODE_USE_ENV_PROXY"_s, u"1"_s});
    const QString java = base.value(u"JAVA_TOOL_OPTIONS"_s);
    variables.append(
        {u"JAVA_TOOL_OPTIONS"_s, (java.isEmpty() ? QString() : java + u' ') + javaOptions(address, trust)});
    if (!trust)
        return variables;
    for (const char *name : kBundleNames)
        variables.append({QString::fromLatin1(name), trust->bundle});
    variables.append({u"NODE_EXTRA_CA_CERTS"_s, trust->certificate});
    variables.append({u"WGETRC"_s, trust->wgetrc});
    // An empty part is the folder that PHP was built with.
    variables.append({u"PHP_INI_SCAN_DIR"_s, base.value(u"PHP_INI_SCAN_DIR"_s) + u':' + trust->phpFolder});
    return variables;
}

QProcessEnvironment watchEnvironment(const QList<WatchVariable> &variables, const QProcessEnvironment &base)
{
    QProcessEnvironment environment = base;
    for (const WatchVariable &variable : variables)
        environment.insert(variable.name, variable.value);
    return environment;
}

QString watchLines(const WatchAddress &address, const QList<WatchVariable> &variables, bool opensTls)
{
    QStringList lines{u"# Hopscope watches what comes to this proxy, which is reached from this machine only."_s,
                      u"# HTTP proxy:   "_s + address.url(), u"# SOCKS5 proxy: "_s + address.url("socks5h"_L1),
                      opensTls ? u"# https is opened: programs have to trust the authority of these variables."_s
                               : u"# https is not opened: only names, sizes and times are shown."_s,
                      u"# A shell that has read these lines runs programs that are watched:"_s};
    for (const WatchVariable &variable : variables)
        lines.append(u"export %1=%2"_s.arg(variable.name, QString::fromUtf8(shellWord(variable.value.toUtf8()))));
    return lines.join(u'\n') + u'\n';
}

} // namespace hopscope
