// SPDX-License-Identifier: MIT
// What tests/clients/memory.py does not ask: measured by hand with a server on loopback, or documented.
#include "authchain.h"
#include "redirect/firstrequest.h"

#include <QTest>

using namespace hopscope;
using hopscope::test::AuthPlay;
using namespace Qt::StringLiterals;

class TestAuthRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chains_data();
    void chains();
    void reasons_data();
    void reasons();
    void reasonsAtOnce();
    void sameAsFirstRequest();
    void givenFieldWins();
    void heldBack();
    void staleWithoutEnd();
    void oldestEntryGoes();
    void folders();
    void refusedIsForgotten();
    void remembersRealm();
    void longBody();
};

namespace
{

constexpr const char *kBasic = "Basic realm=\"r\"";
constexpr const char *kDigest = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"";

Response unauthorized(const QByteArrayList &challenges)
{
    Response response{.status = 401};
    for (const QByteArray &each : challenges)
        response.headers.append("WWW-Authenticate", each);
    return response;
}

Response to(const QByteArray &location, int status = 302)
{
    return {.status = status, .headers = {{{"Location", location}}}};
}

AuthWish usPw(AuthChoice choice = AuthChoice::ClientDefault)
{
    return {choice, Credentials{"us", "pw"}};
}

/// The scheme, user, nonce and count of each request: "", "Basic us:pw", "Digest us n1 1".
QString shortly(const QString &line)
{
    const QString field = line.section(u'[', 1).section(u']', 0, 0);
    if (field.startsWith(u"Basic "_s))
        return u"Basic "_s + QString::fromUtf8(QByteArray::fromBase64(field.mid(6).toLatin1()));
    const auto part = [&](const QString &name) {
        return field.section(name + u'=', 1).section(u',', 0, 0).remove(u'"');
    };
    const QString count = part(u"nc"_s).right(1);
    return field.isEmpty() ? QString()
                           : u"Digest "_s + part(u"username"_s) + u' ' + part(u"nonce"_s) +
                                 (count.isEmpty() ? QString() : u' ' + count);
}

AuthPlay played(const char *client, const AuthWish &wish, AuthMemory &memory, const QList<Response> &responses,
                const Request &request = {.method = "GET", .url = "http://a.example/start"})
{
    qsizetype next = 0;
    const std::function<Response(const Request &)> answer = [&](const Request &) {
        return next < responses.size() ? responses[next++] : Response{.status = 200};
    };
    test::AuthChain chain{*findClient(QString::fromLatin1(client)), wish, memory, answer};
    return chain.play(request);
}

} // namespace

void TestAuthRules::chains_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<AuthWish>("wish");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QList<Response>>("responses");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *title, const char *client, const AuthWish &wish, const char *url,
                        const QList<Response> &responses, const QStringList &fields) {
        QTest::newRow(title) << QByteArray(client) << wish << QByteArray(url) << responses << fields;
    };
    constexpr auto digest = AuthChoice::Digest;
    constexpr auto any = AuthChoice::Any;
    const char *plain = "http://a.example/start";
    const char *withUser = "http://a:b@a.example/start";
    const Response askBasic = unauthorized({kBasic});
    const Response askDigest = unauthorized({kDigest});
    const Response askOther = unauthorized({R"(Digest realm="r", nonce="n2", qop="auth")"});
    const Response askBoth = unauthorized({kBasic, kDigest});
    const Response askUnknown = unauthorized({R"(Digest realm="r", nonce="n1", algorithm=FOO)", kBasic});

    row("curl, another nonce", "curl", usPw(digest), plain, {askDigest, to("/end"), askOther},
        {u""_s, u"Digest us n1 1"_s, u"Digest us n1 2"_s});
    row("curl, both refused", "curl", usPw(any), plain, {askBoth, askBoth}, {u""_s, u"Digest us n1 1"_s});
    row("curl, Basic, then Digest asked", "curl", usPw(any), plain, {askBasic, to("/end"), askDigest},
        {u""_s, u"Basic us:pw"_s, u"Basic us:pw"_s, u"Digest us n1 1"_s});
    row("curl, user in the URL too", "curl", usPw(any), withUser, {askBasic}, {u""_s, u"Basic us:pw"_s});
    row("curl, first URL's user", "curl", {any, {}}, withUser, {askBasic, to("http://a.example/end"), askBasic},
        {u""_s, u"Basic a:b"_s, u"Basic a:b"_s});
    row("curl, another host asks", "curl", usPw(digest), plain, {askDigest, to("http://b.example/end"), askOther},
        {u""_s, u"Digest us n1 1"_s, u""_s});
    row("curl, another host and back, Digest", "curl", usPw(digest), plain,
        {askDigest, to("http://b.example/mid"), to("http://a.example/end")},
        {u""_s, u"Digest us n1 1"_s, u""_s, u"Digest us n1 2"_s});
    row("curl, another host and back, Basic", "curl", usPw(any), plain,
        {askBasic, to("http://b.example/mid"), to("http://a.example/end")},
        {u""_s, u"Basic us:pw"_s, u""_s, u"Basic us:pw"_s});
    row("curl --location-trusted", "curl-trusted", usPw(digest), plain,
        {askDigest, to("http://b.example/end"), askOther}, {u""_s, u"Digest us n1 1"_s, u"Digest us n1 2"_s});
    row("curl, user in the Location too", "curl", usPw(digest), plain, {to("http://c:d@a.example/end"), askDigest},
        {u""_s, u""_s, u"Digest us n1 1"_s});
    row("curl, user in the Location", "curl", {digest, {}}, plain, {to("http://c:d@a.example/end"), askDigest},
        {u""_s, u""_s, u"Digest c n1 1"_s});
    row("curl, user in the Location of another host", "curl", {digest, {}}, plain,
        {to("http://c:d@b.example/end"), askDigest}, {u""_s, u""_s, u""_s});
    row("curl, unknown algorithm", "curl", usPw(any), plain, {askUnknown}, {u""_s});
    row("curl, no nonce", "curl", usPw(any), plain, {unauthorized({"Digest realm=r", kBasic})}, {u""_s});
    row("curl, -sess without qop", "curl", usPw(digest), plain,
        {unauthorized({"Digest realm=r, nonce=n1, algorithm=MD5-sess"})}, {u""_s});
    row("curl, in one line", "curl", usPw(any), plain, {unauthorized({QByteArray(kBasic) + ", " + kDigest})},
        {u""_s, u"Digest us n1 1"_s});
    row("wget, Basic known, Digest asked", "wget", usPw(), plain, {askBasic, to("/end"), askDigest},
        {u""_s, u"Basic us:pw"_s, u"Basic us:pw"_s, u"Digest us n1 1"_s});
    row("wget, Basic known, both asked", "wget", usPw(), plain, {askBasic, to("/end"), askBoth},
        {u""_s, u"Basic us:pw"_s, u"Basic us:pw"_s});
    row("wget --auth-no-challenge", "wget", usPw(AuthChoice::Basic), plain, {askDigest},
        {u"Basic us:pw"_s, u"Digest us n1 1"_s});
    row("wget, Digest, then Basic asked", "wget", usPw(), plain, {askDigest, askBasic}, {u""_s, u"Digest us n1 1"_s});
    row("wget, Basic, then Digest asked", "wget", usPw(), plain, {askBasic, askDigest}, {u""_s, u"Basic us:pw"_s});
    row("wget, user in the URL too", "wget", usPw(), withUser, {askBasic}, {u""_s, u"Basic a:b"_s});
    row("wget, first URL's user", "wget", {}, withUser, {askBasic, to("http://a.example/end"), askBasic},
        {u""_s, u"Basic a:b"_s, u""_s});
    row("wget, unknown algorithm, then Basic", "wget", usPw(), plain, {askUnknown}, {u""_s, u"Basic us:pw"_s});
    row("wget, in one line", "wget", usPw(), plain, {unauthorized({QByteArray(kDigest) + ", " + kBasic})},
        {u""_s, u"Digest us n1 1"_s});
    row("wget, no realm", "wget", usPw(), plain, {unauthorized({"Digest nonce=n1"})}, {u""_s});
    row("requests, spaces in qop", "py-requests", usPw(digest), plain,
        {unauthorized({R"(Digest realm="r", nonce="n1", qop="auth-int, auth")"})}, {u""_s, u"error"_s});
    row("requests, no nonce", "py-requests", usPw(digest), plain, {unauthorized({"Digest realm=r", kBasic})},
        {u""_s, u"error"_s});
    row("HTTPie is requests", "httpie", usPw(digest), plain, {askDigest, to("http://b.example/end"), askOther},
        {u""_s, u"Digest us n1 1"_s, u""_s, u"Digest us n2 1"_s});
    row("Chromium, unknown algorithm", "chromium-nav", {}, withUser, {askUnknown}, {u""_s, u"Basic a:b"_s});
    row("Firefox, unknown algorithm", "firefox-nav", {}, withUser, {askUnknown}, {u""_s});
    row("Chromium, URL without the user", "chromium-nav", {}, withUser, {askDigest, to("http://a.example/end")},
        {u""_s, u"Digest a n1 1"_s, u"Digest a n1 2"_s});
    row("not measured", "py-httpx", usPw(digest), plain, {askBoth}, {u"Basic us:pw"_s});
    row("not measured, at once never", "wget2", usPw(), plain, {askBoth}, {u""_s});
    row("RFC 9110", "rfc9110", {}, withUser, {askBoth, to("/end")}, {u""_s, u"Digest a n1 1"_s, u"Digest a n1 2"_s});
}

void TestAuthRules::chains()
{
    QFETCH(QByteArray, client);
    QFETCH(AuthWish, wish);
    QFETCH(QByteArray, url);
    QFETCH(QList<Response>, responses);
    AuthMemory memory;
    const AuthPlay chain = played(client.constData(), wish, memory, responses, {.method = "GET", .url = url});
    QStringList fields;
    for (const QString &line : chain.seen)
        fields.append(shortly(line));
    if (chain.fails)
        fields.append(u"error"_s);
    QTEST(fields, "fields");
    for (const AuthStep &step : chain.steps)
        QVERIFY2(!step.source.isEmpty() && step.reason.endsWith(u'.'), qPrintable(step.reason));
}

void TestAuthRules::reasons_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<AuthWish>("wish");
    QTest::addColumn<QByteArrayList>("challenges");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *client, const AuthWish &wish, const QByteArrayList &challenges, const char *reason,
                        const char *source) {
        QTest::addRow("%s, %s", client, reason)
            << QByteArray(client) << wish << challenges << QString::fromUtf8(reason) << QString::fromUtf8(source);
    };
    row("wget", usPw(), {kBasic}, "wget answers the 401 with Basic.", "wget 1.21.3, measured");
    row("wget", {}, {kBasic}, "There is no user name and password with which wget could answer the 401.",
        "wget 1.21.3, measured");
    row("wget", usPw(), {"Negotiate, Bearer", "Bearer"}, "wget cannot answer what the 401 offers (Negotiate, Bearer).",
        "wget 1.21.3, measured");
    row("wget", usPw(), {"A, B, C", "D, E, F, A"}, "wget cannot answer what the 401 offers (A, B, C, D, E, …).",
        "wget 1.21.3, measured");
    row("wget", usPw(), {}, "The 401 offers no way to authenticate: it has no challenge in WWW-Authenticate.",
        "RFC 9110 11.6.1");
    row("curl", {}, {kBasic}, "curl -L sends user name and password at once or not at all; it does not answer a 401.",
        "curl 7.88.1, measured");
    row("curl", usPw(), {kBasic},
        "The server has refused the user name and password, and curl -L does not try them again.",
        "curl 7.88.1, measured");
    row("py-httpx", {}, {kBasic}, "Nobody has measured what Python httpx does about a 401, so it counts as the result.",
        "RFC 9110 15.5.2");
    row("rfc9110", {}, {kBasic},
        "There is no user name and password with which RFC 9110 (strict) could answer the 401.", "RFC 9110 11.6.1");
}

void TestAuthRules::reasons()
{
    QFETCH(QByteArray, client);
    QFETCH(AuthWish, wish);
    QFETCH(QByteArrayList, challenges);
    AuthMemory memory;
    const AuthPlay chain = played(client.constData(), wish, memory, {unauthorized(challenges)});
    QVERIFY(!chain.steps.isEmpty());
    QTEST(chain.steps.last().reason, "reason");
    QTEST(chain.steps.last().source, "source");
}

void TestAuthRules::reasonsAtOnce()
{
    AuthMemory memory;
    AuthPlay chain = played("curl", usPw(AuthChoice::Basic), memory, {});
    QCOMPARE(chain.steps.first().reason,
             u"With --basic, curl -L sends user name and password before a 401 asks for them."_s);
    QVERIFY(chain.steps.first().likeGiven);
    chain = played("py-requests", usPw(), memory, {});
    QCOMPARE(chain.steps.first().reason, u"Python requests sends user name and password before a 401 asks for them."_s);
    QCOMPARE(chain.steps.first().source, u"requests 2.28.1, requests/sessions.py"_s);
    chain = played("curl", usPw(AuthChoice::Digest), memory, {unauthorized({kDigest}), to("/end")});
    QCOMPARE(chain.steps.last().reason,
             u"curl -L has answered a 401 and now sends user name and password without being "
             "asked, with the nonce of that 401 (request 2 with it)."_s);
    QVERIFY(!chain.steps.last().likeGiven);
    memory = {};
    chain = played("curl", {AuthChoice::Any, {}}, memory, {to("http://c:d@a.example/end")});
    QCOMPARE(chain.steps.last().reason,
             u"With --anyauth, curl -L waits for a 401 before it sends user name and password."_s);
    chain = played("curl", usPw(AuthChoice::Any), memory, {to("http://b.example/end"), unauthorized({kBasic})});
    QCOMPARE(chain.steps.first().reason,
             u"curl -L sends the request again, but does not give the user name and password to this origin."_s);
    QVERIFY(chain.steps.first().repeats && chain.steps.first().field.isEmpty());
}

/// What goes out at once has two owners until the tracer asks only this one.
void TestAuthRules::sameAsFirstRequest()
{
    for (const ClientProfile &profile : clientProfiles()) {
        for (const char *url : {"http://a.example/", "http://a:b@a.example/"}) {
            for (const bool given : {false, true}) {
                FirstRequest first{.method = "GET", .url = url, .userPassword = given ? "us:pw" : ""};
                AuthMemory memory;
                const auto step = credentialsAtOnce(profile, given ? usPw() : AuthWish(), memory,
                                                    {.request = {.method = "GET", .url = url}, .firstUrl = url});
                QCOMPARE(step ? step->field : QByteArray(),
                         firstRequest(profile, first).headers.first("Authorization").value_or(QByteArray()));
            }
        }
    }
}

void TestAuthRules::givenFieldWins()
{
    Request request{.method = "GET", .url = "http://a:b@a.example/start"};
    request.headers.append("Authorization", "Bearer t");
    AuthMemory memory;
    const auto fieldOf = [&](const char *client) {
        const auto step = credentialsAtOnce(*findClient(QString::fromLatin1(client)), {}, memory,
                                            {.request = request, .firstUrl = request.url});
        return step ? step->field : QByteArray("as given");
    };
    QCOMPARE(fieldOf("curl"), QByteArray("as given"));
    QCOMPARE(fieldOf("wget"), QByteArray("as given"));
    QCOMPARE(fieldOf("py-requests"), QByteArray("Basic YTpi"));
}

/// curl --digest -d abc; each line as the server saw it.
void TestAuthRules::heldBack()
{
    const Request post{.method = "POST", .url = "http://a.example/start", .body = bodyOf("abc")};
    const auto sizes = [&](const QList<Response> &responses, const AuthWish &wish) {
        AuthMemory memory;
        QStringList seen;
        const AuthPlay chain = played("curl", wish, memory, responses, post);
        for (const QString &line : chain.seen)
            seen.append(line.section(u' ', 0, 0) + u' ' + line.section(u' ', -1));
        return seen;
    };
    const AuthWish wish = usPw(AuthChoice::Digest);
    QCOMPARE(sizes({unauthorized({kDigest})}, wish), (QStringList{u"POST 0"_s, u"POST 3"_s}));
    QCOMPARE(sizes({{.status = 200}}, wish), (QStringList{u"POST 0"_s, u"POST 3"_s}));
    QCOMPARE(sizes({{.status = 404}}, wish), QStringList{u"POST 0"_s});
    QCOMPARE(sizes({to("/end")}, wish), (QStringList{u"POST 0"_s, u"GET 0"_s}));
    QCOMPARE(sizes({to("/end", 307)}, wish), (QStringList{u"POST 0"_s, u"POST 0"_s, u"POST 3"_s}));
    QCOMPARE(sizes({to("http://b.example/", 307)}, wish), (QStringList{u"POST 0"_s, u"POST 3"_s}));
    QCOMPARE(sizes({unauthorized({kDigest}), to("/end", 307)}, wish),
             (QStringList{u"POST 0"_s, u"POST 3"_s, u"POST 3"_s}));
    QCOMPARE(sizes({}, {AuthChoice::Digest, {}}), QStringList{u"POST 3"_s});
    QCOMPARE(sizes({}, usPw(AuthChoice::Any)), QStringList{u"POST 3"_s});
}

void TestAuthRules::staleWithoutEnd()
{
    const Response stale = unauthorized({QByteArray(kDigest) + ", stale=true"});
    AuthMemory memory;
    const AuthPlay chain =
        played("curl", usPw(AuthChoice::Digest), memory, QList<Response>(10 * kMostAuthAnswers, stale));
    QCOMPARE(chain.seen.size(), 1 + kMostAuthAnswers);
    QCOMPARE(chain.steps.last().reason, u"curl -L would go on; Hopscope answers at most 20 times."_s);
    QCOMPARE(memory.entries.size(), 1);
}

void TestAuthRules::oldestEntryGoes()
{
    AuthMemory memory;
    for (int number = 0; number <= kMostAuthEntries; ++number)
        played("firefox-nav", {}, memory, {unauthorized({kBasic})},
               {.method = "GET", .url = "http://a:b@h" + QByteArray::number(number) + ".example/"});
    QCOMPARE(memory.entries.size(), kMostAuthEntries);
    QCOMPARE(memory.entries.first().origin.host, QByteArray("h1.example"));
    AuthMemory copy = memory;
    QVERIFY(copy == memory);
    copy.entries.removeFirst();
    QVERIFY(copy != memory);
}

/// RFC 7617 2.2: browsers send Basic at once to paths below that of the 401.
void TestAuthRules::folders()
{
    AuthMemory memory;
    played("firefox-nav", {}, memory, {unauthorized({kBasic})}, {.method = "GET", .url = "http://a:b@a.example/x/y"});
    const auto sent = [&](const char *url) {
        const auto step = credentialsAtOnce(*findClient(u"firefox-nav"), {}, memory,
                                            {.request = {.method = "GET", .url = url}, .firstUrl = url});
        return step.has_value();
    };
    QVERIFY(sent("http://a.example/x/"));
    QVERIFY(sent("http://a.example/x/z/z?q"));
    QVERIFY(!sent("http://a.example/x"));
    QVERIFY(!sent("http://a.example"));
    QVERIFY(!sent("https://a.example/x/y"));
    QVERIFY(!sent("http://a.example:81/x/y"));
}

void TestAuthRules::refusedIsForgotten()
{
    AuthMemory memory;
    const Response ask = unauthorized({kBasic});
    const AuthPlay chain =
        played("firefox-nav", {}, memory, {ask, ask}, {.method = "GET", .url = "http://a:b@a.example/"});
    QCOMPARE(chain.seen.size(), 2);
    QVERIFY(memory.entries.isEmpty());
    const Response other = unauthorized({"Basic realm=other"});
    played("firefox-nav", {}, memory, {ask, to("/b"), other}, {.method = "GET", .url = "http://a:b@a.example/"});
    QCOMPARE(memory.entries.size(), 1);
}

/// A path beside the folder is asked first; then the same realm gets the same credentials.
void TestAuthRules::remembersRealm()
{
    AuthMemory memory;
    played("chromium-nav", {}, memory, {unauthorized({kBasic})}, {.method = "GET", .url = "http://a:b@a.example/x/y"});
    const AuthMemory known = memory;
    AuthPlay chain = played("chromium-nav", {}, memory, {unauthorized({kBasic})});
    QCOMPARE(shortly(chain.seen.value(1)), u"Basic a:b"_s);
    memory = known;
    chain = played("chromium-nav", {}, memory, {unauthorized({"Basic realm=other"})});
    QCOMPARE(chain.seen.size(), 1);
}

/// auth-int needs all of the body.
void TestAuthRules::longBody()
{
    const Response ask = unauthorized({R"(Digest realm="r", nonce="n1", qop="auth-int")"});
    AuthMemory memory;
    Request request{.method = "POST", .url = "http://a:b@a.example/", .body = bodyOf("abc")};
    QCOMPARE(played("rfc9110", {}, memory, {ask}, request).seen.size(), 2);
    request.body.truncated = true;
    memory = {};
    const AuthPlay chain = played("rfc9110", {}, memory, {ask}, request);
    QCOMPARE(chain.seen.size(), 1);
    QCOMPARE(chain.steps.last().reason,
             u"qop=auth-int covers the whole body, of which Hopscope has kept only the beginning."_s);
}

QTEST_APPLESS_MAIN(TestAuthRules)
#include "tst_authrules.moc"
