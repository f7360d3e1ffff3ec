// SPDX-License-Identifier: MIT
#include "net/browser/firefoxpreferences.h"

namespace hopscope
{

namespace
{

constexpr const char *kQuietPreferences = R"(user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.no_proxies_on", "");
user_pref("network.proxy.allow_hijacking_localhost", true);
user_pref("network.proxy.allow_bypass", false);
user_pref("network.proxy.failover_direct", false);
user_pref("network.trr.mode", 5);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.prefetch-next", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("network.http.speculative-parallel-limit", 0);
user_pref("app.update.disabledForTesting", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.newtabpage.enabled", false);
)";

} // namespace

QByteArray firefoxPreferences(quint16 proxyPort)
{
    const QByteArray port = QByteArray::number(proxyPort);
    return kQuietPreferences + QByteArray("user_pref(\"network.proxy.http_port\", ") + port +
           ");\nuser_pref(\"network.proxy.ssl_port\", " + port + ");\n";
}

} // namespace hopscope
