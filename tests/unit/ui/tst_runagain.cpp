// SPDX-License-Identifier: MIT
// A request of the history is sent again as it was, or what is missing is said before anything is sent.
#include "historywindow.h"
#include "rawserver.h"
#include "testcertificates.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;
using namespace hopscope;

class RunAgainTest : public QObject, private HistoryWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sameBytes_data();
    void sameBytes();
    void withoutKeyStore_data();
    void withoutKeyStore();
    void secretsInFiles_data();
    void secretsInFiles();

private:
    TraceRequest wholeRequest() const;

    TestCertificates m_certificates;
    std::unique_ptr<RawServer> m_raw;
};

void RunAgainTest::initTestCase()
{
    prepareHistory();
    QVERIFY(m_certificates.isOk());
}

void RunAgainTest::init()
{
    clearHistory();
    const QSslConfiguration tls = m_certificates.server(u"othername"_s);
    m_raw = std::make_unique<RawServer>(&tls);
    m_raw->on("/start", answer(302, {"Location: /end", "Set-Cookie: a=b"}));
    m_raw->on("", answer(200, {}, "done"));
}

void RunAgainTest::cleanup()
{
    m_window.reset();
    m_raw.reset();
    QSettings().clear();
}

/// 15 fields, secrets in five places, and every option that a server or a certificate can feel.
TraceRequest RunAgainTest::wholeRequest() const
{
    TraceRequest request;
    request.client = u"curl"_s;
    request.method = "POST";
    request.url = u"https://secure.example:%1/start?token=url-secret&page=2"_s.arg(m_raw->port());
    request.headers.append("Content-Type", "application/json");
    request.headers.append("X-Auth-Token", "field-secret");
    request.headers.append("X-Api-Key", "key-secret");
    request.headers.append("Cookie", "sid=cookie-secret; theme=dark");
    request.headers.append("Accept", "application/json;q=0.9");
    for (int i = 6; i <= 15; ++i)
        request.headers.append("X-Field-" + QByteArray::number(i), "value " + QByteArray::number(i));
    request.withoutFields = {"User-Agent"};
    request.content.bytes = R"({"password":"body-secret","n":1})";
    request.userPassword = "me:user-secret";
    request.auth = AuthChoice::Any;
    request.maxHops = 3;
    request.cookies = false;
    request.insecure = true;
    request.caFile = m_certificates.authority();
    request.http2 = true;
    request.overrides = {{u"secure.example"_s, 0, QHostAddress(QHostAddress::LocalHost)}};
    request.timeoutMs = 61'500;
    request.wait = {.connectMs = 9000, .firstByteMs = 8000, .idleMs = 7000};
    request.bodyLimit = 4096;
    return request;
}

void RunAgainTest::sameBytes_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("Run again, mouse") << false << true;
    QTest::newRow("Run again, keyboard") << false << false;
    QTest::newRow("Open and Trace, mouse") << true << true;
    QTest::newRow("Open and Trace, keyboard") << true << false;
}

void RunAgainTest::sameBytes()
{
    QFETCH(bool, open);
    QFETCH(bool, byMouse);
    const auto secrets = std::make_shared<MemorySecrets>();
    start(secrets);
    bar().setRequest(wholeRequest());
    trace();
    const QList<QByteArray> first = m_raw->requests;
    QCOMPARE(first.size(), 2);
    QVERIFY(first.constFirst().contains("X-Field-15: value 15\r\n") && first.constFirst().contains("key-secret"));
    QTRY_COMPARE(secrets->values.size(), 1);
    // Another run of the program.
    m_window.reset();
    m_raw->requests.clear();
    start(secrets);
    select();
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    press(open ? u"Open"_s : u"Run again"_s, byMouse);
    if (open) {
        QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
        QVERIFY(m_window->inspect()->isVisible());
        QVERIFY(m_raw->requests.isEmpty());
        const Result<TraceRequest> typed = bar().request();
        QVERIFY2(typed, qPrintable(typed.error));
        QCOMPARE(typed->overrides, wholeRequest().overrides);
        if (byMouse)
            QTest::mouseClick(named<QPushButton>(*m_window->inspect(), u"Trace"_s), Qt::LeftButton);
        else
            QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    }
    QVERIFY2(ended.wait(kTimeoutMs), qPrintable(error()));
    QCOMPARE(m_raw->requests, first);
    // Nothing of it is another one, also where no server feels it.
    TraceRequest again = *bar().request();
    again.ownClient = {};
    QVERIFY(again == wholeRequest());
}

void RunAgainTest::withoutKeyStore_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("mouse") << true;
    QTest::newRow("keyboard") << false;
}

void RunAgainTest::withoutKeyStore()
{
    QFETCH(bool, byMouse);
    start(noSecretStore());
    bar().setRequest(wholeRequest());
    trace();
    QCOMPARE(m_raw->requests.size(), 2);
    m_raw->requests.clear();
    select();
    press(u"Run again"_s, byMouse);
    QTRY_VERIFY(!error().isEmpty());
    for (const auto &name : {u"URL"_s, u"Header field X-Auth-Token"_s, u"Header field X-Api-Key"_s,
                             u"Header field Cookie"_s, u"Body"_s, u"User name and password"_s})
        QVERIFY2(error().contains(name), qPrintable(name + u" in: "_s + error()));
    QVERIFY(!m_window->tracing().isRunning());
    QVERIFY(m_raw->requests.isEmpty());
    // All the rest stands there.
    const Result<TraceRequest> typed = bar().request();
    QVERIFY2(typed, qPrintable(typed.error));
    QCOMPARE(typed->headers.fields.size(), 15);
    QVERIFY(typed->insecure);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    if (byMouse)
        QTest::mouseClick(named<QPushButton>(*m_window->inspect(), u"Trace"_s), Qt::LeftButton);
    else
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(ended.wait(kTimeoutMs), qPrintable(error()));
    QVERIFY(m_raw->requests.constFirst().contains("X-Api-Key: [redacted "));
    QVERIFY(m_raw->requests.constFirst().contains("X-Field-15: value 15\r\n"));
}

void RunAgainTest::secretsInFiles_data()
{
    QTest::addColumn<bool>("keptInFiles");
    QTest::newRow("in the key store") << false;
    QTest::newRow("in the files, as the preferences say") << true;
}

void RunAgainTest::secretsInFiles()
{
    QFETCH(bool, keptInFiles);
    const auto secrets = std::make_shared<MemorySecrets>();
    start(secrets);
    Preferences preferences;
    preferences.secretsInHistory = keptInFiles;
    m_window->session().setPreferences(preferences);
    bar().setRequest(wholeRequest());
    trace();
    QTRY_COMPARE(secrets->values.size(), keptInFiles ? 0 : 1);
    int files = 0;
    for (QDirIterator all(historyFolder(), QDir::Files, QDirIterator::Subdirectories); all.hasNext(); ++files) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        const bool isRequest = file.fileName().endsWith(u".request.json"_s);
        for (const char *part : {"url", "field", "key", "cookie", "body", "user"}) {
            const bool found = text.contains(QByteArray(part) + "-secret");
            QVERIFY2(found == (keptInFiles && isRequest) || (found && keptInFiles), qPrintable(file.fileName()));
        }
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
                 QFileDevice::Permissions());
    }
    QVERIFY(files >= 2);
    // What the key store has goes with the trace.
    preferences.historyLimit = 0;
    m_window->session().setPreferences(preferences);
    QTRY_COMPARE(secrets->values.size(), 0);
    QTRY_VERIFY(QDir(historyFolder()).entryList({u"*.json"_s}, QDir::Files).isEmpty());
}

QTEST_MAIN(RunAgainTest)
#include "tst_runagain.moc"
