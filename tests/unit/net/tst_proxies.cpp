// SPDX-License-Identifier: MIT
#include "net/relay/proxychoice.h"
#include "rawserver.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Which proxy a request goes through, and what it gets.
class TestProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void environment_data();
    void environment();
    void environmentOfATrace();
    void absoluteForm_data();
    void absoluteForm();
};

void TestProxies::environment_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("proxy"); // "type host:port user", "direct", "unset" or the error

    const auto row = [](const char *name, const QStringList &variables, bool secure, const QString &host,
                        const QString &proxy) { QTest::newRow(name) << variables << secure << host << proxy; };
    const QString a = u"a.example"_s;
    row("nothing set", {}, false, a, u"unset"_s);
    row("http_proxy", {u"http_proxy=http://p:3128"_s}, false, a, u"http p:3128 "_s);
    row("http_proxy is not for https", {u"http_proxy=http://p:3128"_s}, true, a, u"unset"_s);
    row("HTTP_PROXY does not count", {u"HTTP_PROXY=http://p:3128"_s}, false, a, u"unset"_s);
    row("HTTPS_PROXY", {u"HTTPS_PROXY=http://p:3128"_s}, true, a, u"http p:3128 "_s);
    row("lower case first", {u"HTTPS_PROXY=http://q:1"_s, u"https_proxy=http://p:3128"_s}, true, a, u"http p:3128 "_s);
    row("ALL_PROXY", {u"ALL_PROXY=socks5://u:w@p:9"_s}, false, a, u"socks5 p:9 u"_s);
    row("all_proxy", {u"all_proxy=socks5h://p:9"_s}, true, a, u"socks5 p:9 "_s);
    row("its own first", {u"all_proxy=socks5://q:9"_s, u"http_proxy=http://p:1"_s}, false, a, u"http p:1 "_s);
    row("empty means none", {u"http_proxy="_s, u"all_proxy=http://p:1"_s}, false, a, u"direct"_s);
    row("no scheme, no port", {u"http_proxy=p"_s}, false, a, u"http p:1080 "_s);
    row("no_proxy: name", {u"http_proxy=http://p:1"_s, u"no_proxy=b.example,a.example"_s}, false, a, u"direct"_s);
    row("no_proxy: domain", {u"http_proxy=http://p:1"_s, u"NO_PROXY=.example"_s}, false, a, u"direct"_s);
    row("no_proxy: part of a name", {u"http_proxy=http://p:1"_s, u"no_proxy=xample"_s}, false, a, u"http p:1 "_s);
    row("no_proxy: all", {u"http_proxy=http://p:1"_s, u"no_proxy=*"_s}, false, a, u"direct"_s);
    row("no_proxy: network", {u"http_proxy=http://p:1"_s, u"no_proxy=10.0.0.0/8"_s}, false, u"10.1.2.3"_s, u"direct"_s);
    row("no_proxy: other network", {u"http_proxy=http://p:1"_s, u"no_proxy=10.0.0.0/8"_s}, false, u"11.1.2.3"_s,
        u"http p:1 "_s);
    row("no_proxy: IPv6", {u"http_proxy=http://p:1"_s, u"no_proxy=[2001:db8::1]"_s}, false, u"2001:db8::1"_s,
        u"direct"_s);
    row("not usable", {u"all_proxy=socks4://p:1"_s}, false, a,
        u"the environment names a proxy that cannot be used, \"socks4://p:1\": use http:// or socks5://, or --proxy "
        "none"_s);
}

void TestProxies::environment()
{
    QFETCH(QStringList, variables);
    QFETCH(bool, secure);
    QFETCH(QString, host);
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const auto found = environmentProxyFor(environment, secure, host);
    QString text = found.error;
    if (found && !*found) {
        text = u"unset"_s;
    } else if (found) {
        const QNetworkProxy &proxy = **found;
        const QString type = proxy.type() == QNetworkProxy::HttpProxy ? u"http"_s : u"socks5"_s;
        text = proxy.type() == QNetworkProxy::NoProxy
                   ? u"direct"_s
                   : u"%1 %2:%3 %4"_s.arg(type, proxy.hostName(), QString::number(proxy.port()), proxy.user());
    }
    QTEST(text, "proxy");
}

/// A trace goes where the environment says; loopback hosts are reached directly.
void TestProxies::environmentOfATrace()
{
    RawServer proxy;
    proxy.on({}, answer(200, {}, "proxied"));
    qputenv("all_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    Network network;
    const Trace away = runTrace(network, {.url = u"http://shop.example/a?b"_s});
    RawServer direct;
    direct.on({}, answer(200, {}, "direct"));
    const Trace local = runTrace(network, {.url = direct.url()});
    const Trace none = runTrace(network, {.url = u"http://shop.invalid/"_s, .proxy = QUrl(u"none:"_s)});
    qunsetenv("all_proxy");
    QCOMPARE(away.outcome.kind, OutcomeKind::Final);
    QVERIFY(proxy.requests.first().startsWith("GET http://shop.example/a?b HTTP/1.1\r\n"));
    QCOMPARE(local.hops.first().response->body.bytes, "direct");
    QCOMPARE(none.outcome.message, u"could not resolve shop.invalid"_s);
    QCOMPARE(proxy.requests.size(), 1);
}

void TestProxies::absoluteForm_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("no credentials") << QString() << QByteArray();
    QTest::newRow("credentials") << u"user:p%40ss@"_s << "Basic " + QByteArray("user:p@ss").toBase64();
}

/// What a proxy gets of plain http (RFC 9112 3.2.2), and that the record says so.
void TestProxies::absoluteForm()
{
    QFETCH(QString, user);
    QFETCH(QByteArray, field);
    RawServer proxy;
    proxy.on("http://shop.example:81/start", answer(307, {"Location: /end#part"}));
    proxy.on("http://shop.example:81/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.method = "POST",
                                           .url = u"http://shop.example:81/start"_s,
                                           .content = {.bytes = "a=1"},
                                           .proxy = QUrl(u"http://"_s + user + u"127.0.0.1:%1"_s.arg(proxy.port()))});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(proxy.requests.size(), 2);
    QCOMPARE(proxy.connections, 1);
    for (qsizetype i = 0; i < 2; ++i) {
        const Hop &hop = trace.hops[i];
        QCOMPARE(hop.wire->sent, proxy.requests[i]);
        QCOMPARE(hop.request.headers.first("Proxy-Authorization").value_or(QByteArray()), field);
        QCOMPARE(hop.request.headers.first("Host").value_or(QByteArray()), "shop.example:81");
        QVERIFY(hop.notes.join(u' ').contains(u"Sent to the proxy 127.0.0.1:%1"_s.arg(proxy.port())));
        QVERIFY(proxy.requests[i].endsWith("\r\n\r\na=1"));
    }
    // It is sent to the proxy, so no redirect keeps or drops it.
    for (const LedgerRow &row : trace.hops.first().redirect->ledger)
        QVERIFY(row.part != u"Proxy-Authorization"_s);
}

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
