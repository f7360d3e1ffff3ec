// SPDX-License-Identifier: MIT
#include "net/relay/socks.h"

#include <QTest>

using namespace hopscope;
using State = SocksHandshake::State;

class TestSocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshake_data();
    void handshake();
    void everySplit();
};

static QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

// RFC 1928 3 to 6, RFC 1929 2. Password "pw".
void TestSocks::handshake_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("rest");

    const QByteArray login = hex("050102 01017502"
                                 "7077");
    const QByteArray success = hex("0502 0100 05000001000000000000");
    QTest::newRow("name") << login + hex("05010003 0161 0050") << success << int(State::Done) << QByteArray();
    QTest::newRow("IPv4") << login + hex("05010001 7f000001 0050") << success << int(State::Done) << QByteArray();
    QTest::newRow("IPv6") << login + hex("05010004 00000000000000000000000000000001 0050") << success
                          << int(State::Done) << QByteArray();
    QTest::newRow("bytes after it stay") << login + hex("05010003 0161 0050") + "GET" << success << int(State::Done)
                                         << QByteArray("GET");
    QTest::newRow("several methods") << hex("05030002 01") << hex("0502") << int(State::Credentials) << QByteArray();
    QTest::newRow("no password offered") << hex("050100") << hex("05ff") << int(State::Refused) << QByteArray();
    QTest::newRow("wrong password") << hex("050102 01017502"
                                           "7078")
                                    << hex("0502 0101") << int(State::Refused) << QByteArray();
    QTest::newRow("any user") << hex("050102 01017602"
                                     "7077")
                              << hex("0502 0100") << int(State::Command) << QByteArray();
    QTest::newRow("SOCKS4") << hex("0401") << QByteArray() << int(State::Refused) << hex("0401");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray() << int(State::Refused)
                          << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("BIND") << login + hex("05020003 0161 0050") << hex("0502 0100 05070001000000000000")
                          << int(State::Refused) << hex("05020003 0161 0050");
    QTest::newRow("unknown address type") << login + hex("05010009 0161 0050") << hex("0502 0100 05080001000000000000")
                                          << int(State::Refused) << hex("05010009 0161 0050");
}

void TestSocks::handshake()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, answer);
    SocksHandshake socks("pw");
    QCOMPARE(socks.feed(input).toHex(), answer.toHex());
    QTEST(int(socks.state()), "state");
    QTEST(input, "rest");
}

void TestSocks::everySplit()
{
    const QByteArray whole = hex("050102 01017502"
                                 "7077 05010003 0161 0050");
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        SocksHandshake socks("pw");
        QByteArray input = whole.first(cut);
        QByteArray answer = socks.feed(input);
        QVERIFY(socks.state() != State::Refused);
        input += whole.sliced(cut);
        answer += socks.feed(input);
        QCOMPARE(answer.toHex(), hex("0502 0100 05000001000000000000").toHex());
        QCOMPARE(socks.state(), State::Done);
    }
}

QTEST_APPLESS_MAIN(TestSocks)
#include "tst_socks.moc"
