// SPDX-License-Identifier: MIT
// The line below the request bar that says what can be done next: scheme, TLS, and commands that a browser wrote.
#include "rawserver.h"
#include "requestwindow.h"
#include "testcertificates.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTlsLink = 5;

/// As "Copy as cURL (bash)" of Chromium writes it for a page.
const QString kChromiumPage =
    u"curl '%1' \\\n"
    "  -H 'accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7' \\\n"
    "  -H 'accept-language: de-DE,de;q=0.9' \\\n"
    "  -b 'sid=abc' \\\n"
    "  -H 'priority: u=0, i' \\\n"
    "  -H 'sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"' \\\n"
    "  -H 'sec-ch-ua-mobile: ?0' \\\n"
    "  -H 'sec-ch-ua-platform: \"Linux\"' \\\n"
    "  -H 'sec-fetch-dest: document' \\\n"
    "  -H 'sec-fetch-mode: navigate' \\\n"
    "  -H 'sec-fetch-site: none' \\\n"
    "  -H 'sec-fetch-user: ?1' \\\n"
    "  -H 'upgrade-insecure-requests: 1' \\\n"
    "  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
    "Safari/537.36'"_s;

/// As "Copy Value > Copy as cURL" of Firefox writes it for fetch() with POST.
const QString kFirefoxFetch =
    u"curl '%1' \\\n  --compressed \\\n  -X POST \\\n"
    "  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' \\\n"
    "  -H 'Accept: */*' \\\n  -H 'Accept-Language: de,en-US;q=0.7,en;q=0.3' \\\n"
    "  -H 'Accept-Encoding: gzip, deflate, br, zstd' \\\n  -H 'Content-Type: application/json' \\\n"
    "  -H 'Origin: http://127.0.0.1' \\\n  -H 'Connection: keep-alive' \\\n  -H 'Referer: http://127.0.0.1/' \\\n"
    "  -H 'Sec-Fetch-Dest: empty' \\\n  -H 'Sec-Fetch-Mode: cors' \\\n  -H 'Sec-Fetch-Site: same-origin' \\\n"
    "  -H 'Priority: u=0' \\\n  --data-raw '{\"a\":1}'"_s;

} // namespace

class RequestOffersTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void schemeIsSaid();
    void secureFirst();
    void otherSchemeAfterAFailure();
    void typedSchemeIsNotDoubted();
    void wrongUrl_data();
    void wrongUrl();
    void withoutVerification();
    void noOfferWhereItWouldNotHelp();
    void chromiumCommand();
    void firefoxCommand();
    void asCurl();
    void otherCommands_data();
    void otherCommands();
    void typingTakesTheOfferAway();
    void tabReachesTheOffers();

private:
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    QLabel *sentence() const { return named<QLabel>(*m_window, u"What can be done next"_s); }
    QPushButton *button(const QString &title) const { return named<QPushButton>(*m_window, title); }
    QString client() const { return bar().request()->client; }
    QString error() const { return named<QLabel>(*m_window, u"What is wrong with the request"_s)->text(); }
    void type(const QString &text) const;

    TestCertificates m_certificates;
};

void RequestOffersTest::initTestCase()
{
    prepare();
    QVERIFY(m_certificates.isOk());
}

void RequestOffersTest::type(const QString &text) const
{
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(urlEdit(), text);
}

void RequestOffersTest::schemeIsSaid()
{
    const QString place = u"localhost:%1"_s.arg(m_server.ports().value(0));
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    type(place + u"/echo"_s);
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QCOMPARE(urlEdit()->text(), u"http://%1/echo"_s.arg(place));
    QVERIFY(sentence()->isVisible());
    QCOMPARE(sentence()->text(), u"%1 has no scheme: http:// was used, as browsers do for this machine."_s.arg(place));
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().response->status, 200);
    // Gone with the next request.
    traced();
    QVERIFY(!sentence()->isVisible());
}

void RequestOffersTest::secureFirst()
{
    type(u" shop.example/a "_s);
    const Result<TraceRequest> request = bar().request();
    QVERIFY(request);
    QCOMPARE(request->url, u"https://shop.example/a"_s);
    QSignalSpy requested(&bar(), &RequestBar::traceRequested);
    QCOMPARE(urlEdit()->text(), u" shop.example/a "_s);
    bar().setRequest(*request); // as a controller does
    QCOMPARE(urlEdit()->text(), u" shop.example/a "_s);
    QCOMPARE(requested.size(), 0);
}

/// Nothing speaks TLS where https would go: the offer traces with the other scheme, and once only.
void RequestOffersTest::otherSchemeAfterAFailure()
{
    TraceRequest request{.url = u"http://x/"_s};
    RawServer plain;
    plain.on({}, [](QTcpSocket &socket, const QByteArray &asked) {
        const bool isTunnel = asked.startsWith("CONNECT");
        socket.write(isTunnel ? "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"
                              : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    request.proxy = QUrl(u"http://127.0.0.1:%1"_s.arg(plain.port()));
    bar().setRequest(request);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    type(u"shop.example/x"_s);
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QCOMPARE(urlEdit()->text(), u"https://shop.example/x"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!m_window->inspect()->trace().hops.constFirst().response);
    QVERIFY(sentence()->isVisible());
    QCOMPARE(sentence()->text(), u"shop.example had no scheme, and https:// got no response."_s);
    QPushButton *other = button(u"Trace with http://"_s);
    QVERIFY(other && other->isVisible());
    other->setFocus();
    QTest::keyClick(other, Qt::Key_Space);
    QCOMPARE(urlEdit()->text(), u"http://shop.example/x"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().request.url, QByteArray("http://shop.example/x"));
    QVERIFY(!sentence()->isVisible());
    QVERIFY(!button(u"Trace with http://"_s));
}

void RequestOffersTest::typedSchemeIsNotDoubted()
{
    RawServer closed;
    const quint16 port = closed.port();
    closed.stop();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    type(u"https://localhost:%1/"_s.arg(port));
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!m_window->inspect()->trace().hops.constFirst().response);
    QVERIFY(!sentence()->isVisible());
}

void RequestOffersTest::wrongUrl_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("mailto:x") << u"Only http and https URLs can be requested, not mailto:."_s;
    QTest::newRow("::1") << u"\"::1\" is an IPv6 address: write it in brackets, as in http://[::1]/."_s;
    QTest::newRow("") << u"There is no URL. Write one such as http://example.com/."_s;
}

void RequestOffersTest::wrongUrl()
{
    QSignalSpy requested(&bar(), &RequestBar::traceRequested);
    const QString typed = QString::fromUtf8(QTest::currentDataTag());
    type(typed);
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QTEST(error(), "expected");
    QCOMPARE(urlEdit()->text(), typed);
    QCOMPARE(requested.size(), 0);
}

void RequestOffersTest::withoutVerification()
{
    const QSslConfiguration tls = m_certificates.server(u"selfsigned"_s);
    RawServer server(&tls);
    server.on({}, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    type(server.url());
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().outcome.kind, OutcomeKind::TlsError);
    QCOMPARE(sentence()->text(), u"The certificate of 127.0.0.1 cannot be trusted. Without verification anybody in "
                                 "between can read and change what is sent and received."_s);
    QCOMPARE(link(kTlsLink)->text(), u"TLS verified"_s);
    QPushButton *offer = button(u"Trace without verification"_s);
    QVERIFY(offer && offer->isVisible());
    QTest::mouseClick(offer, Qt::LeftButton);
    QCOMPARE(link(kTlsLink)->text(), u"⚠ TLS not verified"_s);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().response->status, 200);
    QVERIFY(!sentence()->isVisible());
    // It is the option itself: its control shows it, and there it goes away again.
    QTest::mouseClick(link(kTlsLink), Qt::LeftButton);
    auto *box = named<QCheckBox>(*m_window, u"Accept any TLS certificate"_s);
    QVERIFY(box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(link(kTlsLink)->text(), u"TLS verified"_s);
}

/// A server without TLS has none without verification either.
void RequestOffersTest::noOfferWhereItWouldNotHelp()
{
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    bar().setRequest({.url = u"https://127.0.0.1:%1/"_s.arg(plain.serverPort())});
    bar().trace();
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().outcome.kind, OutcomeKind::TlsError);
    QVERIFY(!sentence()->isVisible());
}

void RequestOffersTest::chromiumCommand()
{
    QVERIFY(bar().paste(kChromiumPage.arg(url(u"/echo"_s))));
    QCOMPARE(sentence()->text(),
             u"A browser has sent this request: Chromium, link or form. Until you choose, it stays as "
             "it was pasted and goes by the rules of Browser (Fetch)."_s);
    // As it was pasted, until the user chooses.
    QCOMPARE(client(), u"browser"_s);
    QCOMPARE(bar().request()->headers.fields.size(), 13);
    QPushButton *offer = button(u"As Chromium, link or form"_s);
    QVERIFY(offer && offer->isVisible());
    offer->setFocus();
    QTest::keyClick(offer, Qt::Key_Space);
    QCOMPARE(client(), u"chromium-nav"_s);
    QVERIFY(!sentence()->isVisible());
    QVERIFY2(named<QLabel>(*m_window, u"What was pasted"_s)
                 ->text()
                 .endsWith(u"Left to Chromium, link or form, which writes them itself: accept, accept-language, "
                           "upgrade-insecure-requests, user-agent."_s),
             qPrintable(named<QLabel>(*m_window, u"What was pasted"_s)->text()));
    const Request sent = traced();
    for (const char *name : {"Accept", "Accept-Language", "User-Agent", "Upgrade-Insecure-Requests", "Cookie",
                             "sec-ch-ua", "Sec-Fetch-Mode"})
        QCOMPARE(sent.headers.all(name).size(), 1);
    QVERIFY(sent.headers.first("User-Agent")->contains("HeadlessChrome/156"));
    QCOMPARE(sent.headers.first("Cookie"), QByteArray("sid=abc"));
}

void RequestOffersTest::firefoxCommand()
{
    QVERIFY(bar().paste(kFirefoxFetch.arg(url(u"/echo"_s))));
    QPushButton *offer = button(u"As Firefox, fetch()"_s);
    QVERIFY(offer && offer->isVisible());
    QTest::mouseClick(offer, Qt::LeftButton);
    const TraceRequest request = *bar().request();
    QCOMPARE(request.client, u"firefox-fetch"_s);
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.content.bytes, QByteArray("{\"a\":1}"));
    QList<QByteArray> names;
    for (const Header &field : request.headers.fields)
        names.append(field.name);
    QCOMPARE(names, (QList<QByteArray>{"Content-Type", "Origin", "Referer", "Sec-Fetch-Dest", "Sec-Fetch-Mode",
                                       "Sec-Fetch-Site"}));
}

/// The command is curl's: its fields are what curl would send.
void RequestOffersTest::asCurl()
{
    QVERIFY(bar().paste(kFirefoxFetch.arg(url(u"/echo"_s))));
    const Headers before = bar().request()->headers;
    QTest::mouseClick(button(u"As curl -L -X"_s), Qt::LeftButton);
    QCOMPARE(client(), u"curl-X"_s);
    QVERIFY(bar().request()->headers == before);
    QVERIFY(bar().paste(kChromiumPage.arg(url(u"/echo"_s))));
    QTest::mouseClick(button(u"As curl -L"_s), Qt::LeftButton);
    QCOMPARE(client(), u"curl"_s);
    const Request sent = traced();
    QCOMPARE(sent.headers.all("User-Agent").size(), 1);
    QVERIFY(sent.headers.first("User-Agent")->contains("Chrome/130"));
}

void RequestOffersTest::otherCommands_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("curl's own") << u"curl http://a.example/"_s;
    QTest::newRow("another program") << u"curl http://a.example/ -A 'my-app/1.0'"_s;
    QTest::newRow("no browser that is known") << u"curl http://a.example/ -A 'Mozilla/5.0 (Macintosh; Intel Mac OS X "
                                                 "10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
                                                 "Safari/605.1.15'"_s;
}

void RequestOffersTest::otherCommands()
{
    QFETCH(QString, command);
    QVERIFY(bar().paste(command));
    QVERIFY(!sentence()->isVisible());
}

void RequestOffersTest::typingTakesTheOfferAway()
{
    QVERIFY(bar().paste(kChromiumPage.arg(url(u"/echo"_s))));
    QVERIFY(sentence()->isVisible());
    QTest::keyClicks(urlEdit(), u"x"_s);
    QVERIFY(!sentence()->isVisible());
}

void RequestOffersTest::tabReachesTheOffers()
{
    QVERIFY(bar().paste(kChromiumPage.arg(url(u"/echo"_s))));
    QPushButton *first = button(u"As Chromium, link or form"_s);
    QPushButton *second = button(u"As curl -L"_s);
    QCOMPARE(first->accessibleDescription(), sentence()->text());
    urlEdit()->setFocus();
    QList<const QWidget *> reached;
    for (int i = 0; i < 40 && !reached.contains(second); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.append(QApplication::focusWidget());
    }
    QVERIFY(reached.contains(first) && reached.contains(second));
    QCOMPARE(reached.indexOf(second), reached.indexOf(first) + 1);
    // Neither cuts the other, also in a small window.
    m_window->resize(1024, 640);
    QVERIFY(!first->geometry().intersects(second->geometry()));
}

QTEST_MAIN(RequestOffersTest)
#include "tst_requestoffers.moc"
