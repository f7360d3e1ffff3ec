// SPDX-License-Identifier: MIT
#include "findings/privatescope.h"
#include "madechains.h"
#include "redirect/sources.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class PrivateScopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("scope"); ///< what and source; empty: everybody's
        const auto row = [](const char *host, const QString &scope) {
            QTest::newRow(host) << QByteArray(host) << scope;
        };
        const QString net4 = u" [RFC 6890 2.2.2]"_s;
        const QString net6 = u" [RFC 6890 2.2.3]"_s;
        row("10.0.0.1", u"a private address"_s + net4);
        row("172.16.0.0", u"a private address"_s + net4);
        row("172.31.255.255", u"a private address"_s + net4);
        row("172.32.0.0", {});
        row("172.15.255.255", {});
        row("192.168.1.1", u"a private address"_s + net4);
        row("192.169.0.1", {});
        row("127.8.9.1", u"a loopback address"_s + net4);
        row("0x7f.1", u"a loopback address"_s + net4);
        row("2130706433", u"a loopback address"_s + net4);
        row("0.0.0.0", u"an address of the client itself"_s + net4);
        row("169.254.169.254", u"a link-local address"_s + net4);
        row("100.64.0.1", u"an address within a provider"_s + net4);
        row("100.128.0.1", {});
        row("8.8.8.8", {});
        row("1.2.3.4.5", {});
        row("[::1]", u"a loopback address"_s + net6);
        row("[::]", u"an address of the client itself"_s + net6);
        row("[::2]", {});
        row("[fc00::1]", u"a private address"_s + net6);
        row("[fdff:1::1]", u"a private address"_s + net6);
        row("[fe80::1]", u"a link-local address"_s + net6);
        row("[fec0::1]", {});
        row("[2001:db8::1]", {});
        row("[::ffff:10.0.0.1]", u"a private address"_s + net4);
        row("[::ffff:8.8.8.8]", {});
        row("[bad", {});
        row("localhost", u"a name of the client itself [RFC 6761 6.3]"_s);
        row("shop.localhost", u"a name of the client itself [RFC 6761 6.3]"_s);
        row("printer.local", u"a name of a local network [RFC 6762 3]"_s);
        row("printer.local.", u"a name of a local network [RFC 6762 3]"_s);
        row("nas.home.arpa", u"a name of a local network [RFC 8375]"_s);
        row("metadata.google.internal", u"a name of a local network [RFC 6762 G]"_s);
        row("intranet", u"a name of a local network [RFC 6762 G]"_s);
        row("wiki", u"a name without a dot, which each network completes [RFC 1123 6.1.4.3]"_s);
        row("notlocal.example", {});
        row("mylocalhost.example", {});
        row("local.example", {});
        row("a.example", {});
        row("", {});
    }

    void hosts()
    {
        QFETCH(QByteArray, host);
        QFETCH(QString, scope);
        const std::optional<PrivateScope> found = privateScope(host);
        QCOMPARE(found ? u"%1 [%2]"_s.arg(QLatin1StringView(found->what), QLatin1StringView(found->source)) : QString(),
                 scope);
        QVERIFY(!found || !sourceLink(QString::fromLatin1(found->source)).isEmpty());
    }

    /// Only the step from outside counts, and only in a chain that began outside.
    void chains()
    {
        constexpr QLatin1StringView id("private-host");
        const QByteArray inside = "http://10.0.0.1/";
        const QByteArray other = "http://printer.local/";
        Trace trace = chain({hop("GET", kA, 302, kB), hop("GET", kB, 302, inside), hop("GET", inside, 302, other),
                             hop("GET", other, 200)});
        const QList<Finding> found = named(trace, id);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].hop, 1);
        QCOMPARE(found[0].source, u"RFC 6890 2.2.2"_s);
        QCOMPARE(found[0].detail,
                 u"http://b.example leads to http://10.0.0.1, a private address: what answers there differs from "
                 "network to network. A program on a server can be led into its own network this way."_s);
        trace.hops.removeFirst();
        trace.hops.removeFirst();
        QCOMPARE(detailsOf(trace, id), QStringList());
        // The client refused, and the server asked for it all the same.
        QCOMPARE(named(chain({refusing(hop("GET", kA, 302, inside))}), id).size(), 1);
        QCOMPARE(detailsOf(chain({hop("GET", inside, 302, kA), hop("GET", kA, 302, inside)}), id), QStringList());
        QCOMPARE(detailsOf(chain({hop("GET", "http://unknown.invalid/", 302, inside)}), id), QStringList());
    }
};

QTEST_GUILESS_MAIN(PrivateScopeTest)
#include "tst_privatescope.moc"
