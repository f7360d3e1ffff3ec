// SPDX-License-Identifier: MIT
#include "http/challenge.h"

#include <QTest>

using namespace hopscope;

class TestChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void findsParameters();
};

/// "LINE SCHEME token68 name=[value] ..." of each challenge, one below the other.
static QByteArray textOf(const QList<Challenge> &challenges)
{
    QByteArrayList lines;
    for (const Challenge &each : challenges) {
        QByteArray line = QByteArray::number(each.line) + ' ' + each.scheme;
        if (!each.token68.isEmpty())
            line += ' ' + each.token68;
        for (const Header &parameter : each.parameters)
            line += ' ' + parameter.name + "=[" + parameter.value + ']';
        lines.append(line);
    }
    return lines.join('\n');
}

void TestChallenge::parses_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("challenges");
    const auto row = [](const char *title, const QByteArrayList &lines, const char *challenges) {
        QTest::newRow(title) << lines << QByteArray(challenges);
    };
    row("none", {}, "");
    row("Basic", {R"(Basic realm="r")"}, "0 Basic realm=[r]");
    row("a token", {"Basic REALM=r"}, "0 Basic realm=[r]");
    row("a scheme alone", {"Negotiate"}, "0 Negotiate");
    row("token68", {"Negotiate oYG2MIGzoAMKAQA="}, "0 Negotiate oYG2MIGzoAMKAQA=");
    row("token68 and a scheme", {R"(NTLM TlRM==, Basic realm="r")"}, "0 NTLM TlRM==\n0 Basic realm=[r]");
    row("two lines", {R"(Digest realm="r", nonce="n")", "Basic"}, "0 Digest realm=[r] nonce=[n]\n1 Basic");
    row("an empty line between", {"Negotiate", "", "Basic"}, "0 Negotiate\n2 Basic");
    // RFC 9110 11.6.1
    row("two in a line", {R"(Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"")"},
        "0 Basic realm=[simple]\n0 Newauth realm=[apps] type=[1] title=[Login to \"apps\"]");
    row("scheme behind a list", {R"(Negotiate, Digest realm="r", qop="auth,auth-int", Basic realm="r")"},
        "0 Negotiate\n0 Digest realm=[r] qop=[auth,auth-int]\n0 Basic realm=[r]");
    row("comma and escapes in quotes", {R"(Basic realm="a, Digest nonce=\"\\\"", charset="UTF-8")"},
        R"(0 Basic realm=[a, Digest nonce="\"] charset=[UTF-8])");
    row("blanks around =", {"Digest realm = \"r\" ,\tnonce\t=n"}, "0 Digest realm=[r] nonce=[n]");
    row("empty elements", {", ,Basic realm=r,, ,x=1,"}, "0 Basic realm=[r] x=[1]");
    row("comma behind the scheme", {"Basic, realm=r"}, "0 Basic realm=[r]");
    row("twice the same", {"Basic realm=a, realm=b"}, "0 Basic realm=[a] realm=[b]");
    // What is none
    row("no scheme", {R"(realm="r", Basic realm="b")"}, "0 Basic realm=[b]");
    row("no scheme, but a line before", {"Basic", "realm=r"}, "0 Basic");
    row("quote without end", {R"(Basic realm="r, x=1)", "Digest nonce=n"},
        "0 Basic realm=[r, x=1]\n1 Digest nonce=[n]");
    row("backslash at the end", {R"(Basic realm="r\)"}, R"(0 Basic realm=[r\])");
    row("no value: by the grammar token68", {"Digest realm=, nonce=n"}, "0 Digest realm= nonce=[n]");
    row("no value later on", {"Digest nonce=n, realm=, x=1"}, "0 Digest nonce=[n] realm=[] x=[1]");
    row("garbage behind a value", {R"(Basic realm="r" "s, t" x, charset=u)"}, "0 Basic realm=[r] charset=[u]");
    row("garbage", {R"("a, b" Basic, =, (c) Basic, Digest nonce=n)"}, "0 Digest nonce=[n]");
    row("bytes", {"\xff\xfe, Basic realm=\"\xe9\""}, "0 Basic realm=[\xe9]");
    row("no comma between", {"Negotiate Digest nonce=n"}, "0 Negotiate\n0 Digest nonce=[n]");
}

void TestChallenge::parses()
{
    QFETCH(QByteArrayList, lines);
    Headers headers{{{"Proxy-Authenticate", "Basic realm=\"proxy\""}}};
    for (const QByteArray &line : lines)
        headers.append("www-authenticate", line);
    QTEST(textOf(parseChallenges(headers)), "challenges");
}

void TestChallenge::findsParameters()
{
    const Headers headers{{{"WWW-Authenticate", R"(Digest Nonce="n", opaque="", nonce=m)"}}};
    const QList<Challenge> challenges = parseChallenges(headers);
    QCOMPARE(challenges.size(), 1);
    QCOMPARE(challenges.first().parameter("nonce"), std::optional<QByteArray>("n"));
    QCOMPARE(challenges.first().parameter("opaque"), std::optional<QByteArray>(""));
    QCOMPARE(challenges.first().parameter("realm"), std::optional<QByteArray>());
}

QTEST_APPLESS_MAIN(TestChallenge)
#include "tst_challenge.moc"
