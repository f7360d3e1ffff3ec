// SPDX-License-Identifier: MIT
#include "redirect/profiles/digeststyles.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void challenges_data();
    void challenges();
    void rfc_data();
    void rfc();
    void measured_data();
    void measured();
    void content();
    void userName_data();
    void userName();
    void unsupported();
    void controls();
};

static DigestChallenge challengeOf(const QByteArray &line)
{
    const QList<Challenge> all = parseChallenges({{{"WWW-Authenticate", line}}});
    return digestChallenge(all.value(0)).value_or(DigestChallenge());
}

/// What the clients were measured with.
static DigestRequest ownRequest(const QByteArray &cnonce)
{
    return {.method = "GET", .uri = "/start?q=1", .user = "us", .password = "pw", .content = "abc", .cnonce = cnonce};
}

void TestDigest::challenges_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("usable");
    QTest::addColumn<int>("algorithm"); // -1: an unknown one
    QTest::addColumn<bool>("stale");
    const auto row = [](const char *title, const char *line, bool usable, int algorithm = 1, bool stale = false) {
        QTest::newRow(title) << QByteArray(line) << usable << algorithm << stale;
    };
    row("no algorithm", "Digest realm=r, nonce=n", true);
    row("lower case", "digest realm=r, nonce=n, algorithm=\"md5-SESS\", stale=TRUE", true, 2, true);
    row("SHA-256", "Digest realm=r, nonce=n, algorithm=SHA-256, stale=false", true, 4);
    row("SHA-256-sess", "Digest realm=r, nonce=n, algorithm=SHA-256-sess", true, 8);
    row("SHA-512-256", "Digest realm=r, nonce=n, algorithm=SHA-512-256", true, 16);
    row("SHA-512-256-sess", "Digest realm=r, nonce=n, algorithm=SHA-512-256-sess", true, 32);
    row("unknown", "Digest realm=r, nonce=n, algorithm=SHA-512", true, -1);
    row("no realm", "Digest nonce=n", true);
    row("no nonce", "Digest realm=r", false);
    row("empty nonce", "Digest realm=r, nonce=\"\"", false);
    row("Basic", "Basic realm=r, nonce=n", false);
}

void TestDigest::challenges()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, usable);
    const auto digest = digestChallenge(parseChallenges({{{"WWW-Authenticate", line}}}).value(0));
    QCOMPARE(digest.has_value(), usable);
    if (!digest)
        return;
    const auto algorithm = digestAlgorithm(*digest);
    QTEST(algorithm ? int(*algorithm) : -1, "algorithm");
    QTEST(digest->stale, "stale");
    QCOMPARE(digest->realm.has_value(), line.contains("realm"));
}

void TestDigest::rfc_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<DigestRequest>("request");
    QTest::addColumn<QByteArray>("field");
    const DigestRequest first{.method = "GET",
                              .uri = "/dir/index.html",
                              .user = "Mufasa",
                              .password = "Circle of Life",
                              .cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"};
    const QByteArray line = R"(Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%1, )"
                            R"(nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", )"
                            R"(opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS")";
    const QByteArray field = R"(Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", )"
                             R"(algorithm=%1, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, )"
                             R"(cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="%2", )"
                             R"(opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS")";
    const auto filled = [](QByteArray text, const char *algorithm, const char *response = "") {
        return text.replace("%1", algorithm).replace("%2", response);
    };
    QTest::newRow("RFC 7616 3.9.1, MD5") << filled(line, "MD5") << first
                                         << filled(field, "MD5", "8ca523f5e9506fed4657c9700eebdbec");
    QTest::newRow("RFC 7616 3.9.1, SHA-256")
        << filled(line, "SHA-256") << first
        << filled(field, "SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    DigestRequest old = first;
    old.password = "Circle Of Life";
    old.cnonce = "0a4f113b";
    QTest::newRow("RFC 2617 3.5")
        << QByteArray(R"(Digest realm="testrealm@host.com", qop="auth,auth-int", )"
                      R"(nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41")")
        << old
        << QByteArray(R"(Digest username="Mufasa", realm="testrealm@host.com", uri="/dir/index.html", )"
                      R"(nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", nc=00000001, cnonce="0a4f113b", qop=auth, )"
                      R"(response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41")");
}

void TestDigest::rfc()
{
    QFETCH(QByteArray, line);
    QFETCH(DigestRequest, request);
    const DigestChallenge challenge = challengeOf(line);
    const auto algorithm = digestAlgorithm(challenge);
    QVERIFY(algorithm);
    const auto field = digestCredentials(challenge, *algorithm, DigestQop::Auth, request, kRfcDigestStyle);
    QCOMPARE(field.error, QString());
    QTEST(*field, "field");
}

/// Each line was sent by the client to a server on loopback, for the user us:pw and "/start?q=1".
void TestDigest::measured_data()
{
    QTest::addColumn<const DigestStyle *>("style");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<DigestAlgorithm>("algorithm");
    QTest::addColumn<DigestQop>("qop");
    QTest::addColumn<QByteArray>("cnonce");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *title, const DigestStyle &style, const char *line, DigestAlgorithm algorithm,
                        DigestQop qop, const char *cnonce, const char *field) {
        QTest::newRow(title) << &style << QByteArray(line) << algorithm << qop << QByteArray(cnonce)
                             << QByteArray(field);
    };
    using enum DigestAlgorithm;
    row("curl, MD5", kCurlDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=MD5)", Md5,
        DigestQop::Auth, "YWIyMjMyODQxMzRhNDliMGFjYTc5YTYxYjZjNTUxYjE=",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(cnonce="YWIyMjMyODQxMzRhNDliMGFjYTc5YTYxYjZjNTUxYjE=", nc=00000001, qop=auth, )"
        R"(response="4073e42353ec79dcc0b92a27be85cf45", algorithm=MD5)");
    row("curl, algorithm as it stands there", kCurlDigestStyle,
        R"(Digest realm="r", nonce="n1", qop="auth", algorithm=md5)", Md5, DigestQop::Auth,
        "ZWIzMThlZDM0NDNjMDY1ZTQwYzEyMGVhOTBmY2RkMzY=",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(cnonce="ZWIzMThlZDM0NDNjMDY1ZTQwYzEyMGVhOTBmY2RkMzY=", nc=00000001, qop=auth, )"
        R"(response="9366ae0d365b5b17e1ad75749fd34653", algorithm=md5)");
    row("curl, SHA-256-sess", kCurlDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256-sess)",
        Sha256Sess, DigestQop::Auth, "MWFkZGEzOGI3YTQ5NTMxYTdiMzdkZTBkMTA1M2Y5MzM=",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(cnonce="MWFkZGEzOGI3YTQ5NTMxYTdiMzdkZTBkMTA1M2Y5MzM=", nc=00000001, qop=auth, )"
        R"(response="2f4aa24b3f8400c2eb0bd1778bab3d2c762d6c9cf00132fec2f6d09e812beb10", algorithm=SHA-256-sess)");
    row("curl, SHA-512-256", kCurlDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-512-256)",
        Sha512_256, DigestQop::Auth, "MDUxZDBkZmE1ZjMyODhkNWEyYjIxYjBiZmI1ZmM0MjA=",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(cnonce="MDUxZDBkZmE1ZjMyODhkNWEyYjIxYjBiZmI1ZmM0MjA=", nc=00000001, qop=auth, )"
        R"(response="e2ef7d2411d5b700c109d20231385842cf5ac30c0f188a590f29945a7ae6c658", algorithm=SHA-512-256)");
    row("curl, no qop", kCurlDigestStyle, R"(Digest realm="r", nonce="n1")", Md5, DigestQop::None, "drawn",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(response="3f6f2dba426275ece8122b0323e20f6a")");
    row("curl, no realm", kCurlDigestStyle, R"(Digest nonce="n1")", Md5, DigestQop::None, "drawn",
        R"(Digest username="us", realm="", nonce="n1", uri="/start?q=1", )"
        R"(response="5b57bd3807f2dde8307149334899051c")");
    row("curl, userhash and opaque", kCurlDigestStyle,
        R"(Digest realm="r", nonce="n1", qop=auth, algorithm=SHA-256, userhash=true, charset=UTF-8, opaque="o\"p")",
        Sha256, DigestQop::Auth, "NGQ4YTc0YmY1MWU2MmYzMWFhMmFhMTJmMmU4N2U4NDI=",
        R"(Digest username="3fa0d9d4f610713556d677ff1c03258c2a7ae992a28581fc7eeb8268e7d7ab5b", realm="r", )"
        R"(nonce="n1", uri="/start?q=1", cnonce="NGQ4YTc0YmY1MWU2MmYzMWFhMmFhMTJmMmU4N2U4NDI=", nc=00000001, )"
        R"(qop=auth, response="63d7589e2f8229b76f618d5bf8a7bddab20d05458892ab5e30a96c86f7df2c9d", )"
        R"(opaque="o\"p", algorithm=SHA-256, userhash=true)");
    row("wget, MD5-sess", kWgetDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=MD5-sess)", Md5Sess,
        DigestQop::Auth, "0858f7b0",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(response="fe0709f60e4a025621e756a5fc35d70f", qop=auth, nc=00000001, cnonce="0858f7b0", )"
        R"(algorithm="MD5-sess")");
    row("wget, SHA-256 as MD5", kWgetDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256)", Md5,
        DigestQop::Auth, "76624a83",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(response="aed61181a35f93c7625451ee29ac13a6", qop=auth, nc=00000001, cnonce="76624a83")");
    row("requests, SHA-256", kRequestsDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256)",
        Sha256, DigestQop::Auth, "f6d4467ed15383a5",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(response="d12269056d127d1bb9997b75eb0bf3be3afa0a0f8d24671c524b4336fa9a45b4", algorithm="SHA-256", )"
        R"(qop="auth", nc=00000001, cnonce="f6d4467ed15383a5")");
    row("requests, opaque", kRequestsDigestStyle,
        R"(Digest realm="r", nonce="n1", qop=auth, algorithm=SHA-256, userhash=true, charset=UTF-8, opaque="o\"p")",
        Sha256, DigestQop::Auth, "edfd9e54338a1af1",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", )"
        R"(response="4bd068ce391e6acca692fae016d0897de246045753f6179e43b0c593d86fc313", opaque="o"p", )"
        R"(algorithm="SHA-256", qop="auth", nc=00000001, cnonce="edfd9e54338a1af1")");
    row("Chromium, userhash", kChromiumDigestStyle,
        R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256, userhash=true, opaque="o")", Sha256,
        DigestQop::Auth, "4768aaea743b15c6",
        R"(Digest username="3fa0d9d4f610713556d677ff1c03258c2a7ae992a28581fc7eeb8268e7d7ab5b", realm="r", )"
        R"(nonce="n1", uri="/start?q=1", algorithm=SHA-256, )"
        R"(response="9b1426f8a192384b72a949a64e9c472cdcc8c49f432d45ff516298f87eac25a5", opaque="o", qop=auth, )"
        R"(nc=00000001, cnonce="4768aaea743b15c6", userhash=true)");
    row("Chromium, escapes", kChromiumDigestStyle, R"(Digest realm="a\"b\\c", nonce="n,1", qop="auth", opaque="o\"p")",
        Md5, DigestQop::Auth, "6bc6d230247c0f89",
        R"(Digest username="us", realm="a\"b\\c", nonce="n,1", uri="/start?q=1", )"
        R"(response="6fed1a8f20fc13f5b22609d77385e29e", opaque="o\"p", qop=auth, nc=00000001, )"
        R"(cnonce="6bc6d230247c0f89")");
    row("Firefox, MD5-sess", kFirefoxDigestStyle, R"(Digest realm="r", nonce="n1", qop="auth", algorithm=md5-SESS)",
        Md5Sess, DigestQop::Auth, "62a2306e9728dfe2",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", algorithm=MD5-sess, )"
        R"(response="15c1a6efbc6159f28e8b035933094bdc", qop=auth, nc=00000001, cnonce="62a2306e9728dfe2")");
    row("Firefox, no userhash", kFirefoxDigestStyle,
        R"(Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256, userhash=true, opaque="o")", Sha256,
        DigestQop::Auth, "c05287a3e07c52d1",
        R"(Digest username="us", realm="r", nonce="n1", uri="/start?q=1", algorithm=SHA-256, )"
        R"(response="c7aa2faf5bf926747ff30ad182cd147d8eb4420d7c70170a8411a5ddf70d0255", opaque="o", qop=auth, )"
        R"(nc=00000001, cnonce="c05287a3e07c52d1")");
}

void TestDigest::measured()
{
    QFETCH(const DigestStyle *, style);
    QFETCH(QByteArray, line);
    QFETCH(DigestAlgorithm, algorithm);
    QFETCH(DigestQop, qop);
    QFETCH(QByteArray, cnonce);
    const auto field = digestCredentials(challengeOf(line), algorithm, qop, ownRequest(cnonce), *style);
    QCOMPARE(field.error, QString());
    QTEST(*field, "field");
}

/// curl 7.88.1 hashes no body for auth-int, whatever it sends (measured with POST and "abc").
void TestDigest::content()
{
    const DigestChallenge challenge = challengeOf(R"(Digest realm="r", nonce="n1", qop="auth-int")");
    DigestRequest request = ownRequest("MjI5NjQxODFkZTdjYjA0MzhkN2VlZTY1NzBjYmM4ODQ=");
    request.method = "POST";
    const auto response = [&](const DigestStyle &style) {
        const QByteArray field =
            *digestCredentials(challenge, DigestAlgorithm::Md5, DigestQop::AuthInt, request, style);
        return field.mid(field.indexOf("response=") + 10, 32);
    };
    QCOMPARE(response(kCurlDigestStyle), QByteArray("8af007214a4ebb844c984f82523a6597"));
    const QByteArray covered = response(kRfcDigestStyle);
    QVERIFY(covered != response(kCurlDigestStyle));
    request.content.clear();
    QCOMPARE(response(kRfcDigestStyle), response(kCurlDigestStyle));
    request.content = "abc";
    request.nonceCount = 0x1f;
    QVERIFY(response(kRfcDigestStyle) != covered);
}

void TestDigest::userName_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("ASCII") << QByteArray("Jason Doe") << QByteArray(", charset=UTF-8")
                           << QByteArray("username=\"Jason Doe\"");
    // RFC 7616 3.4.4 and 4
    QTest::newRow("UTF-8") << QByteArray("J\xc3\xa4s\xc3\xb8n Doe") << QByteArray(", charset=UTF-8")
                           << QByteArray("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe");
    QTest::newRow("no charset") << QByteArray("J\xc3\xa4s\xc3\xb8n Doe") << QByteArray()
                                << QByteArray("username=\"J\xc3\xa4s\xc3\xb8n Doe\"");
    QTest::newRow("quote") << QByteArray("a\"b\\c") << QByteArray() << QByteArray(R"(username="a\"b\\c")");
}

void TestDigest::userName()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, part);
    DigestRequest request = ownRequest("c");
    request.user = user;
    request.nonceCount = 0xab;
    const auto field = digestCredentials(challengeOf("Digest realm=r, nonce=n, qop=auth" + more), DigestAlgorithm::Md5,
                                         DigestQop::Auth, request, kRfcDigestStyle);
    QVERIFY2(field && field->startsWith("Digest " + part + ", realm=\"r\""), field->constData());
    QVERIFY(field->contains(", nc=000000ab,"));
}

void TestDigest::unsupported()
{
    const auto field =
        digestCredentials(challengeOf("Digest realm=r, nonce=n, algorithm=SHA-512-256"), DigestAlgorithm::Sha512_256,
                          DigestQop::None, ownRequest("c"), kRfcDigestStyle);
    QVERIFY(!field);
    QCOMPARE(field.error, u"Hopscope cannot compute SHA-512-256, which the server asks for."_s);
}

/// A line break in the user name would begin another field.
void TestDigest::controls()
{
    DigestRequest request = ownRequest("c");
    request.user = "a\r\nX: b";
    const auto field = digestCredentials(challengeOf("Digest realm=r, nonce=n"), DigestAlgorithm::Md5, DigestQop::None,
                                         request, kCurlDigestStyle);
    QVERIFY(!field);
    QVERIFY(field.error.contains(u"control character"_s));
}

QTEST_APPLESS_MAIN(TestDigest)
#include "tst_digest.moc"
