// SPDX-License-Identifier: MIT
// Expectations from curl's manual page, POSIX 2.2, Microsoft's "Parsing C command-line arguments" and RFC 9112.
#include "formats/paste/commandwords.h"
#include "formats/paste/pastedrequest.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// "METHOD URL | Name: value | ... | body"
QString summary(const PastedRequest &request)
{
    QStringList parts{QString::fromUtf8(request.method) + u' ' + request.url};
    for (const Header &header : request.headers.fields)
        parts.append(QString::fromUtf8(header.name + ": " + header.value));
    if (!request.userPassword.isEmpty())
        parts.append(u"user "_s + QString::fromUtf8(request.userPassword));
    for (const auto &[set, text] : {std::pair{request.insecure, u"insecure"_s}, {request.http2, u"http2"_s}}) {
        if (set)
            parts.append(text);
    }
    QByteArray body;
    for (const BodyPiece &piece : request.body)
        body += piece.file.isEmpty() ? piece.bytes : piece.bytes + "<" + piece.file.toUtf8() + ">";
    if (!body.isEmpty())
        parts.append(u"body "_s + QString::fromUtf8(body));
    for (const FormPart &part : request.form)
        parts.append(u"part %1=%2"_s.arg(QString::fromUtf8(part.name), part.file.isEmpty()
                                                                           ? QString::fromUtf8(part.value)
                                                                           : u'<' + part.file + u'>') +
                     (part.type.isEmpty() ? QString() : u" type "_s + QString::fromUtf8(part.type)) +
                     (part.fileName.isEmpty() ? QString() : u" as "_s + QString::fromUtf8(part.fileName)));
    return parts.join(u" | "_s);
}

} // namespace

class InspectPasteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void commands_data();
    void commands();
    void addedFields_data();
    void addedFields();
    void notes_data();
    void notes();
    void clients_data();
    void clients();
    void errors_data();
    void errors();
    void rawRequests_data();
    void rawRequests();
    void looks_data();
    void looks();
};

void InspectPasteTest::words_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("expected");
    using Words = QList<QByteArray>;
    QTest::newRow("plain") << QByteArray("curl  a\tb") << Words{"curl", "a", "b"};
    QTest::newRow("single") << QByteArray(R"(a 'b "c" \d')") << Words{"a", R"(b "c" \d)"};
    QTest::newRow("single, joined") << QByteArray(R"('it'\''s')") << Words{"it's"};
    QTest::newRow("double") << QByteArray(R"("a \" \\ \n")") << Words{R"(a " \ \n)"};
    QTest::newRow("empty") << QByteArray("a ''") << Words{"a", ""};
    QTest::newRow("ansi") << QByteArray(R"($'a\'b\n\t\x41\u00e9\101\!')")
                          << Words{"a'b\n\tA\xc3\xa9"
                                   "A\\!"};
    QTest::newRow("continued") << QByteArray("a \\\n  b \\\r\n c") << Words{"a", "b", "c"};
    QTest::newRow("comment") << QByteArray("# hello\na b#c # d\n") << Words{"a", "b#c"};
    QTest::newRow("ends") << QByteArray("a b; c") << Words{"a", "b"};
    QTest::newRow("pipe") << QByteArray("a b | jq .") << Words{"a", "b"};
    QTest::newRow("redirection") << QByteArray("a b > c") << Words{"a", "b"};
    QTest::newRow("printf") << QByteArray("a \"x$(printf 'b\\047\\012')\"") << Words{"a", "xb'\n"};
    QTest::newRow("cmd, Chrome") << QByteArray(
                                        "curl ^\"http://a.example/?x=1^&y=2^\" ^\n  -d ^\"^{^\\^\"n^\\^\":1^}^\"")
                                 << Words{"curl", "http://a.example/?x=1&y=2", "-d", "{\"n\":1}"};
    QTest::newRow("cmd, line break") << QByteArray("curl -d ^\"a^\n\nb^\" ^\n -k") << Words{"curl", "-d", "a\nb", "-k"};
    QTest::newRow("cmd, CRLF") << QByteArray("curl ^\"x^\" ^\r\n  -k") << Words{"curl", "x", "-k"};
    QTest::newRow("cmd, older") << QByteArray("curl \"a\" ^\n -H \"b: \\\"c\\\"\" ^\n -d \"x\"\"y\"")
                                << Words{"curl", "a", "-H", "b: \"c\"", "-d", "x\"y"};
    QTest::newRow("cmd, percent") << QByteArray("curl ^\"a%^20b^\"") << Words{"curl", "a%20b"};
    QTest::newRow("cmd, slashes") << QByteArray(R"(curl ^"a\b\\^" \\x)") << Words{"curl", R"(a\b\)", R"(\\x)"};
}

void InspectPasteTest::words()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, expected);
    const Result<CommandWords> words = usesCmdQuoting(text) ? cmdWords(text) : shellWords(text);
    QVERIFY2(words, qPrintable(words.error));
    QCOMPARE(words->words, expected);
}

void InspectPasteTest::commands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    const QString form = u" | Content-Type: application/x-www-form-urlencoded | body "_s;
    row("url", u"curl http://a.example/"_s, u"GET http://a.example/"_s);
    row("no scheme", u"curl a.example/x"_s, u"GET http://a.example/x"_s);
    row("prompt", u"$ curl -sS --url http://a.example/"_s, u"GET http://a.example/"_s);
    row("path", u"/usr/bin/curl http://a.example/"_s, u"GET http://a.example/"_s);
    row("method", u"curl -XDELETE http://a.example/"_s, u"DELETE http://a.example/"_s);
    row("cluster", u"curl -sSLkX PUT http://a.example/"_s, u"PUT http://a.example/ | insecure"_s);
    row("head", u"curl -I http://a.example/"_s, u"HEAD http://a.example/"_s);
    row("data", u"curl http://a.example/ -d a=1 -d b=2"_s, u"POST http://a.example/"_s + form + u"a=1&b=2"_s);
    row("data, own type", u"curl http://a.example/ -H 'content-type: application/json' --data-raw '{}'"_s,
        u"POST http://a.example/ | content-type: application/json | body {}"_s);
    row("data-raw at", u"curl http://a.example/ --data-raw @x"_s, u"POST http://a.example/"_s + form + u"@x"_s);
    row("data file", u"curl http://a.example/ -d @x.txt"_s, u"POST http://a.example/"_s + form + u"<x.txt>"_s);
    row("binary file", u"curl http://a.example/ --data-binary @x"_s, u"POST http://a.example/"_s + form + u"<x>"_s);
    row("urlencode",
        u"curl http://a.example/ --data-urlencode 'q=a b&c' --data-urlencode '=x y' --data-urlencode 'é'"_s,
        u"POST http://a.example/"_s + form + u"q=a+b%26c&x+y&%C3%A9"_s);
    row("urlencode file", u"curl http://a.example/ --data-urlencode n@f"_s,
        u"POST http://a.example/"_s + form + u"n=<f>"_s);
    row("json", u"curl http://a.example/ --json '{\"a\":1}'"_s,
        u"POST http://a.example/ | Accept: application/json | Content-Type: application/json | body {\"a\":1}"_s);
    row("get", u"curl -G http://a.example/?x=1#f -d a=1 --data-urlencode 'b= '"_s,
        u"GET http://a.example/?x=1&a=1&b=+#f"_s);
    row("url-query", u"curl http://a.example/ --url-query a=1"_s, u"GET http://a.example/?a=1"_s);
    row("form", u"curl http://a.example/ -F a=1 -F 'f=@pic.png;type=image/png' -F 'g=@x;filename=y'"_s,
        u"POST http://a.example/ | part a=1 | part f=<pic.png> type image/png | part g=<x> as y"_s);
    row("form-string", u"curl http://a.example/ --form-string 'a=@b;type=c'"_s,
        u"POST http://a.example/ | part a=@b;type=c"_s);
    row("form, names quoted",
        u"curl http://a.example/ -F 'f=@x;filename=\"a;\\\"b\";type=\"text/plain\"' -F 'g=1;filename=\"'"_s,
        u"POST http://a.example/ | part f=<x> type text/plain as a;\"b | part g=1 as \""_s);
    row("form, quoted", u"curl http://a.example/ -F 'a=\"x;y\"'"_s, u"POST http://a.example/ | part a=x;y"_s);
    row("form, own boundary", u"curl http://a.example/ -H 'Content-Type: multipart/form-data' -F a=1"_s,
        u"POST http://a.example/ | part a=1"_s);
    row("upload", u"curl -T dir/x.txt http://a.example/up/"_s,
        u"PUT http://a.example/up/x.txt | Expect: 100-continue | body <dir/x.txt>"_s);
    row("headers", u"curl http://a.example/ -H 'A: 1' -H 'a: 2' -H 'E;' -H 'X:'"_s,
        u"GET http://a.example/ | A: 1 | a: 2 | E: "_s);
    row("cookies", u"curl http://a.example/ -b a=1 -b 'b=2'"_s, u"GET http://a.example/ | Cookie: a=1;b=2"_s);
    row("agent, referer", u"curl http://a.example/ -A agent/1 -e 'http://b.example/;auto'"_s,
        u"GET http://a.example/ | User-Agent: agent/1 | Referer: http://b.example/"_s);
    row("user", u"curl -u me:secret http://a.example/"_s, u"GET http://a.example/ | user me:secret"_s);
    row("bearer", u"curl --oauth2-bearer T http://a.example/"_s, u"GET http://a.example/ | Authorization: Bearer T"_s);
    row("range", u"curl -r 0-9 http://a.example/"_s, u"GET http://a.example/ | Range: bytes=0-9"_s);
    row("compressed", u"curl --compressed http://a.example/"_s,
        u"GET http://a.example/ | Accept-Encoding: deflate, gzip, br, zstd"_s);
    row("compressed, cookie, referer", u"curl -b a=1 -e http://b.example/ --compressed -H 'X-A: 1' http://a.example/"_s,
        u"GET http://a.example/ | Accept-Encoding: deflate, gzip, br, zstd | Referer: http://b.example/ | Cookie: a=1 "
        u"| "
        "X-A: 1"_s);
    row("compressed, own", u"curl --compressed -H 'accept-encoding: br' http://a.example/"_s,
        u"GET http://a.example/ | accept-encoding: br"_s);
    row("insecure, http2", u"curl -k --http2 https://a.example/"_s, u"GET https://a.example/ | insecure | http2"_s);
    row("values skipped", u"curl -o out -w '%{http_code}' -D - --retry 3 http://a.example/"_s,
        u"GET http://a.example/"_s);
    row("length", u"curl http://a.example/ -H 'Content-Length: 9' -d ab"_s,
        u"POST http://a.example/"_s + form + u"ab"_s);
    row("pipe", u"printf 'a\\012b' | curl --data-binary @- http://a.example/"_s,
        u"POST http://a.example/"_s + form + u"a\nb"_s);
    row("Chrome, bash",
        u"curl 'https://a.example/o?x=1' \\\n  -H 'accept: */*' \\\n  -H 'user-agent: Mozilla/5.0' \\\n"
        "  --data-raw $'{\"n\":\"it\\'s \\u0021\"}' \\\n  --compressed ;"_s,
        u"POST https://a.example/o?x=1 | Accept-Encoding: deflate, gzip, br, zstd | accept: */* | user-agent: "
        "Mozilla/5.0 | Content-Type: application/x-www-form-urlencoded | body {\"n\":\"it's !\"}"_s);
    row("Firefox, bash",
        u"curl 'https://a.example/o' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'Accept-Encoding: gzip' "
        "-H 'Content-Type: text/plain' -H 'Cookie: a=b' --data-raw 'x'"_s,
        u"POST https://a.example/o | User-Agent: Mozilla/5.0 | Accept-Encoding: gzip | Content-Type: text/plain | "
        "Cookie: a=b | body x"_s);
    row("Chrome, cmd",
        u"curl ^\"https://a.example/o?x=1^&y=2^\" ^\n  -H ^\"accept: */*^\" ^\n  -b ^\"s=1^\" ^\n"
        "  --data-raw ^\"^{^\\^\"n^\\^\":^\\^\"a^%^20b^\\^\"^}^\""_s,
        u"POST https://a.example/o?x=1&y=2 | Cookie: s=1 | accept: */* | Content-Type: "
        "application/x-www-form-urlencoded | body {\"n\":\"a%20b\"}"_s);
}

void InspectPasteTest::commands()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QVERIFY(looksPasted(text));
    const Result<PastedRequest> request = parsePasted(text);
    QVERIFY2(request, qPrintable(request.error));
    QCOMPARE(summary(*request), expected);
}

/// What curl adds for a body, and what the user gave: tests/peers/givenfields_test.py asks curl itself.
void InspectPasteTest::addedFields_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QByteArrayList>("expected");
    const QString form = u" -H 'content-type: application/x-www-form-urlencoded'"_s;
    QTest::newRow("nothing") << u""_s << QByteArrayList();
    QTest::newRow("data") << u"-d a=1"_s << QByteArrayList{"Content-Type"};
    QTest::newRow("data, own type") << u"-d a=1"_s + form << QByteArrayList();
    QTest::newRow("data, without type") << u"-d a=1 -H Content-Type:"_s << QByteArrayList();
    QTest::newRow("json") << u"--json 1"_s << QByteArrayList();
    QTest::newRow("query") << u"-G -d a=1"_s << QByteArrayList();
    QTest::newRow("upload") << u"-T x"_s << QByteArrayList{"Expect"};
    QTest::newRow("upload, own") << u"-T x -H 'Expect: 100-continue'"_s << QByteArrayList();
    QTest::newRow("upload, without") << u"-T x -H Expect:"_s << QByteArrayList();
}

void InspectPasteTest::addedFields()
{
    QFETCH(QString, options);
    QFETCH(QByteArrayList, expected);
    const Result<PastedRequest> pasted = parsePasted(u"curl http://a.example/ "_s + options);
    QVERIFY2(pasted, qPrintable(pasted.error));
    QCOMPARE(pasted->addedFields, expected);
}

void InspectPasteTest::notes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << u"curl -sSLvik --compressed http://a.example/"_s << QStringList();
    QTest::newRow("unknown") << u"curl --frobnicate http://a.example/"_s
                             << QStringList{u"--frobnicate is not a curl option that Hopscope knows"_s};
    QTest::newRow("unknown letter") << u"curl -s9 http://a.example/"_s
                                    << QStringList{u"-9 is not a curl option that Hopscope knows"_s};
    QTest::newRow("unsupported") << u"curl --retry 3 --negotiate http://a.example/"_s
                                 << QStringList{u"--retry is ignored"_s, u"--negotiate is ignored"_s};
    QTest::newRow("cookie jar") << u"curl -c jar.txt http://a.example/"_s
                                << QStringList{u"-c: cookies are kept for this trace, and not written to jar.txt"_s};
    QTest::newRow("two URLs") << u"curl http://a.example/ http://b.example/"_s
                              << QStringList{u"only the first of 2 URLs is used"_s};
    QTest::newRow("next") << u"curl http://a.example/ --next http://b.example/"_s
                          << QStringList{u"only the request before --next is used"_s};
    QTest::newRow("referer of each URL") << u"curl -L -e 'http://b.example/;auto' http://a.example/"_s << QStringList();
    QTest::newRow("referer of each URL, forced method")
        << u"curl -L -X POST -e ';auto' http://a.example/"_s
        << QStringList{u"-e: curl sends the previous URL as Referer after a redirect (;auto), which Hopscope does "
                       "without -X, --follow, --post301 and --location-trusted only"_s};
    QTest::newRow("referer of a fixed URL") << u"curl -L -e http://b.example/ http://a.example/"_s << QStringList();
    const QString dots = u"--path-as-is is ignored: Hopscope takes \".\" and \"..\" out of paths, also of a Location"_s;
    QTest::newRow("path as is, followed") << u"curl -L --path-as-is http://a.example/"_s << QStringList{dots};
    QTest::newRow("path as is, dots") << u"curl --path-as-is http://a.example/x/%2E./y?a=/../"_s << QStringList{dots};
    QTest::newRow("path as is, nothing to change")
        << u"curl --path-as-is http://a.example/.well-known/x?a=/../"_s << QStringList();
    QTest::newRow("follow and post301") << u"curl --follow --post301 -d a http://a.example/"_s
                                        << QStringList{
                                               u"--follow is read as -L, because --post301 and the like keep POST"_s};
    QTest::newRow("several") << u"curl http://a.example/ ;\ncurl http://b.example/"_s
                             << QStringList{u"only the first of several commands is used"_s};
    QTest::newRow("variable") << u"curl \"http://a.example/$ID\""_s
                              << QStringList{u"$ID stays as it is, because no shell expands it"_s};
    QTest::newRow("no password") << u"curl -u me http://a.example/"_s << QStringList{u"-u has no password"_s};
    QTest::newRow("file of fields") << u"curl -H @f http://a.example/"_s
                                    << QStringList{u"-H @f: files of header fields are not read"_s};
    QTest::newRow("field without a name")
        << u"curl -H ' : x' -H ' ;' http://a.example/"_s
        << QStringList{u"-H \" : x\" is not a header field"_s, u"-H \" ;\" is not a header field"_s};
    QTest::newRow("scheme guessed") << u"GET / HTTP/1.1\nHost: a.example\n"_s
                                    << QStringList{u"the text does not say http or https: https is assumed"_s};
}

void InspectPasteTest::notes()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const Result<PastedRequest> request = parsePasted(text);
    QVERIFY2(request, qPrintable(request.error));
    QCOMPARE(request->notes, expected);
}

void InspectPasteTest::clients_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("client");
    QTest::newRow("plain") << u"-L"_s << u"curl"_s;
    QTest::newRow("method") << u"-L -X POST"_s << u"curl-X"_s;
    QTest::newRow("post301") << u"-L --post301 -d a"_s << u"curl-post30x"_s;
    QTest::newRow("trusted") << u"--location-trusted"_s << u"curl-trusted"_s;
    QTest::newRow("referer") << u"-L -e ';auto'"_s << u"curl-auto-referer"_s;
    QTest::newRow("follow") << u"--follow -X IGLOO -d moo"_s << u"curl-follow"_s;
    QTest::newRow("follow, then -L") << u"--follow -L -X IGLOO"_s << u"curl-X"_s;
    QTest::newRow("follow, trusted") << u"--follow --location-trusted"_s << u"curl-trusted"_s;
    QTest::newRow("of a browser") << u"-H 'user-agent: Mozilla/5.0'"_s << QString();
}

void InspectPasteTest::clients()
{
    QFETCH(QString, options);
    const Result<PastedRequest> request = parsePasted(u"curl http://a.example/ "_s + options);
    QVERIFY(request);
    QTEST(request->client, "client");
}

void InspectPasteTest::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty") << u"  \n"_s << u"has no text"_s;
    QTest::newRow("prose") << u"hello"_s << u"neither"_s;
    QTest::newRow("no URL") << u"curl -k"_s << u"no URL"_s;
    QTest::newRow("value") << u"curl http://a.example/ -H"_s << u"-H is missing"_s;
    QTest::newRow("quote") << u"curl 'http://a.example/"_s << u"' is not closed"_s;
    QTest::newRow("double quote") << u"curl \"http://a.example/"_s << u"\" is not closed"_s;
    QTest::newRow("quote of printf") << u"curl http://a.example/$(printf ')"_s << u"' is not closed"_s;
    QTest::newRow("cmd quote") << u"curl ^\"http://a.example/"_s << u"\" is not closed"_s;
    QTest::newRow("seconds") << u"curl -m soon http://a.example/"_s << u"needs a number of seconds"_s;
    QTest::newRow("part") << u"curl -F x http://a.example/"_s << u"has no name"_s;
    QTest::newRow("no host") << u"GET / HTTP/1.1\n\n"_s << u"no Host"_s;
    QTest::newRow("long") << u"curl "_s + QString(kMaxPastedBytes, u'x') << u"longer than"_s;
}

void InspectPasteTest::errors()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const Result<PastedRequest> request = parsePasted(text);
    QVERIFY(!request);
    QVERIFY2(request.error.contains(part), qPrintable(request.error));
}

void InspectPasteTest::rawRequests_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("LF") << u"\nPOST /o?x=1 HTTP/1.1\nHost: 127.0.0.1:8080\nContent-Type: text/plain\n\nhello\n"_s
                        << u"POST http://127.0.0.1:8080/o?x=1 | Content-Type: text/plain | body hello\n"_s;
    QTest::newRow("CRLF, length") << u"POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2\r\n\r\nabcd"_s
                                  << u"POST https://a.example/ | body ab"_s;
    QTest::newRow("no empty line") << u"GET / HTTP/1.1\nHost: a.localhost\nA: 1"_s
                                   << u"GET http://a.localhost/ | A: 1"_s;
    QTest::newRow("absolute") << u"GET http://a.example/x HTTP/1.1\nHost: a.example\n\n"_s
                              << u"GET http://a.example/x"_s;
    QTest::newRow("origin tells") << u"GET / HTTP/1.1\nHost: a.example\nReferer: http://a.example/b\n\n"_s
                                  << u"GET http://a.example/ | Referer: http://a.example/b"_s;
    QTest::newRow("twice") << u"GET / HTTP/1.1\nHost: a.example\nX: 1\nx: 2\n\n"_s
                           << u"GET https://a.example/ | X: 1 | x: 2"_s;
}

void InspectPasteTest::rawRequests()
{
    commands();
}

void InspectPasteTest::looks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("url") << u"http://a.example/curl x"_s << false;
    QTest::newRow("host") << u"curl.example/"_s << false;
    QTest::newRow("word") << u"curl"_s << false;
    QTest::newRow("curly") << u"curly http://a.example/"_s << false;
    QTest::newRow("command") << u"  curl http://a.example/"_s << true;
    QTest::newRow("exe") << u"curl.exe \"x\""_s << true;
    QTest::newRow("response") << u"HTTP/1.1 200 OK"_s << false;
    QTest::newRow("request") << u"GET / HTTP/2"_s << true;
}

void InspectPasteTest::looks()
{
    QFETCH(QString, text);
    QTEST(looksPasted(text), "expected");
}

QTEST_GUILESS_MAIN(InspectPasteTest)
#include "tst_inspectpaste.moc"
