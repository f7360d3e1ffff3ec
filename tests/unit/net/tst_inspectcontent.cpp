// SPDX-License-Identifier: MIT
// Expectations from curl's manual page, RFC 7578 and the URL standard's application/x-www-form-urlencoded.
#include "formats/write/curlcommand.h"
#include "net/pastedtrace.h"
#include "text/formdata.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class InspectContentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportedCommands();
    void files();
    void connection();
    void formFields_data();
    void formFields();
    void multipart();
};

/// What the exporter writes comes back as the same request.
void InspectContentTest::exportedCommands()
{
    Hop hop;
    hop.request.url = "https://a.example:8443/o%20x?q={1}&r=[2]";
    hop.request.method = "POST";
    hop.request.headers.fields = {{"Host", "a.example:8443"}, {"X-It", "it's \"q\" \\ $HOME"},
                                  {"X-It", "\xc3\xa9"},       {"Empty", ""},
                                  {"Content-Type", "text/x"}, {"Content-Length", "6"}};
    for (const QByteArray &body : {QByteArray("@a'b\nc"), QByteArray("\0\xff%\\'\n", 6), QByteArray()}) {
        for (const QByteArray &method :
             {QByteArray("POST"), QByteArray("GET"), QByteArray("HEAD"), QByteArray("PUT")}) {
            hop.request.method = method;
            hop.request.body = bodyOf(body);
            const QString text = QString::fromUtf8(curlCommand(hop));
            const Result<PastedRequest> pasted = parsePasted(text);
            QVERIFY2(pasted, qPrintable(pasted.error + text));
            const Result<TraceRequest> request = traceRequestOf(*pasted, {});
            QVERIFY(request);
            QCOMPARE(request->method, method);
            QCOMPARE(request->url.toUtf8(), hop.request.url);
            QCOMPARE(request->content.bytes, body);
            Headers expected = hop.request.headers;
            expected.remove("Host");
            expected.remove("Content-Length");
            if (body.isEmpty())
                QVERIFY(request->headers.fields.size() >= expected.fields.size() - 1);
            QCOMPARE(request->headers.all("X-It"), expected.all("X-It"));
            QCOMPARE(request->headers.first("Empty"), std::optional(QByteArray()));
            QCOMPARE(request->headers.first("Content-Type"), std::optional(QByteArray("text/x")));
            QCOMPARE(pasted->notes, QStringList());
        }
    }
}

void InspectContentTest::files()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"f.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a\r\nb c");
    file.close();
    const auto contentOf = [&](const QString &options) {
        const Result<PastedRequest> pasted = parsePasted(u"curl http://a.example/ "_s + options);
        const Result<TraceRequest> request =
            pasted ? traceRequestOf(*pasted, {}) : Result<TraceRequest>::failure(pasted.error);
        return request ? request->content : RequestContent{request.error.toUtf8(), {}};
    };
    QCOMPARE(contentOf(u"-d x=1 -d @%1"_s.arg(path)).bytes, QByteArray("x=1&ab c"));
    QCOMPARE(contentOf(u"--data-binary @%1"_s.arg(path)).file, path);
    QCOMPARE(contentOf(u"--data-urlencode n@%1"_s.arg(path)).bytes, QByteArray("n=a%0D%0Ab+c"));
    const QByteArray multipart = contentOf(u"-F f=@%1"_s.arg(path)).bytes;
    QVERIFY(multipart.contains("Content-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n"
                               "Content-Type: text/plain\r\n\r\na\r\nb c\r\n--"));
    QVERIFY(contentOf(u"-d @%1"_s.arg(folder.filePath(u"none"_s))).bytes.contains("cannot be read"));
    QVERIFY(contentOf(u"-d @%1"_s.arg(folder.path())).bytes.contains("is a folder"));
}

void InspectContentTest::connection()
{
    const Result<PastedRequest> pasted = parsePasted(
        u"curl -x a.example:8080 --resolve b.example:443:127.0.0.1 -m 1.5 --max-redirs 7 -b jar.txt https://b.example/"_s);
    QVERIFY(pasted);
    TraceRequest base;
    base.headers.append("Old", "1");
    const Result<TraceRequest> request = traceRequestOf(*pasted, base);
    QVERIFY2(request, qPrintable(request.error));
    QCOMPARE(request->proxy, QUrl(u"http://a.example:8080"_s));
    QCOMPARE(request->overrides.size(), 1);
    QCOMPARE(request->timeoutMs, 1500);
    QCOMPARE(request->maxHops, 7);
    QCOMPARE(request->cookieFile, u"jar.txt"_s);
    QVERIFY(request->cookieFileMayMiss);
    QVERIFY(request->headers.fields.isEmpty());
    // A file that is named later has to be there.
    QVERIFY(!traceRequestOf(*parsePasted(u"curl http://a.example/"_s), {})->cookieFileMayMiss);
    const auto errorOf = [](const QString &options) {
        return traceRequestOf(*parsePasted(u"curl http://a.example/ "_s + options), {}).error;
    };
    QVERIFY(errorOf(u"-x ftp://a:1"_s).startsWith(u"\"ftp://a:1\" is not a proxy: "_s));
    QVERIFY(errorOf(u"--resolve a:1"_s).startsWith(u"\"a:1\" does not say where to connect: "_s));
}

void InspectContentTest::formFields_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<QByteArray>>("parts"); // name, value, name, value, ...
    using List = QList<QByteArray>;
    QTest::newRow("two") << QByteArray("a=1&b=x+y%26") << List{"a", "1", "b", "x y&"};
    QTest::newRow("empty value") << QByteArray("a=&b=") << List{"a", "", "b", ""};
    QTest::newRow("UTF-8") << QByteArray("n=%C3%A9") << List{"n", "\xc3\xa9"};
}

void InspectContentTest::formFields()
{
    QFETCH(QByteArray, body);
    QFETCH(QList<QByteArray>, parts);
    QList<QByteArray> read;
    const QList<FormField> fields = readFormFields(body);
    for (const FormField &field : fields)
        read << field.name << field.value;
    QCOMPARE(read, parts);
    QCOMPARE(writeFormFields(fields), body);
}

void InspectContentTest::multipart()
{
    const QList<FormPart> parts{{.name = "a\"b", .value = "1\r\n--x"},
                                {.name = "f", .value = "bytes", .type = "image/png", .fileName = "p.png"}};
    QCOMPARE(writeMultipart(parts, "B"),
             QByteArray("--B\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n--x\r\n"
                        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"p.png\"\r\n"
                        "Content-Type: image/png\r\n\r\nbytes\r\n--B--\r\n"));
    const auto again = readMultipart(writeMultipart(parts, "B"), "B");
    QVERIFY(again);
    QCOMPARE(*again, parts);
    QVERIFY(!readMultipart("--B\r\nhello", "B"));
    QVERIFY(!readMultipart("hello", "B"));
    QCOMPARE(boundaryOf("multipart/form-data; boundary=\"a b\""), QByteArray("a b"));
    QCOMPARE(boundaryOf("multipart/form-data; boundary=ab; x=y"), QByteArray("ab"));
    QCOMPARE(boundaryOf("text/plain; boundary=ab"), QByteArray());
    QVERIFY(!writeMultipart(parts, boundaryFor(parts)).isEmpty());
}

QTEST_GUILESS_MAIN(InspectContentTest)
#include "tst_inspectcontent.moc"
