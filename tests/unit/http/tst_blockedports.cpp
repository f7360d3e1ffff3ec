// SPDX-License-Identifier: MIT
#include "http/blockedports.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestBlockedPorts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts();
    void ports_data();
    void ports();
    void reason();
};

static int blockedBy(PortPolicy policy)
{
    int count = 0;
    for (int port = -1; port <= 65536; ++port)
        count += isBlockedPort(policy, port) ? 1 : 0;
    return count;
}

void TestBlockedPorts::counts()
{
    QCOMPARE(blockedBy(PortPolicy::None), 0);
    QCOMPARE(blockedBy(PortPolicy::Fetch), 83);
    QCOMPARE(blockedBy(PortPolicy::Chromium), 81);
}

void TestBlockedPorts::ports_data()
{
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("fetch");
    QTest::addColumn<bool>("chromium");
    const auto row = [](int port, bool fetch, bool chromium) {
        QTest::addRow("%d", port) << port << fetch << chromium;
    };
    for (const int port : {0, 1, 22, 25, 77, 87, 554, 989, 5060, 6000, 6665, 6669, 6697, 10080})
        row(port, true, true);
    for (const int port : {4190, 6679})
        row(port, true, false);
    for (const int port : {-1, 2, 24, 80, 81, 443, 591, 1718, 3658, 4191, 5062, 6001, 6670, 8080, 8443, 10081, 65535})
        row(port, false, false);
}

void TestBlockedPorts::ports()
{
    QFETCH(int, port);
    QTEST(isBlockedPort(PortPolicy::Fetch, port), "fetch");
    QTEST(isBlockedPort(PortPolicy::Chromium, port), "chromium");
    QVERIFY(!isBlockedPort(PortPolicy::None, port));
}

void TestBlockedPorts::reason()
{
    QCOMPARE(blockedPortReason(6000),
             u"Browsers do not connect to port 6000 (x11): it is on the list of ports that are not for the web."_s);
    QCOMPARE(blockedPortReason(77),
             u"Browsers do not connect to port 77: it is on the list of ports that are not for the web."_s);
}

QTEST_APPLESS_MAIN(TestBlockedPorts)
#include "tst_blockedports.moc"
