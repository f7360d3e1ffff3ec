// SPDX-License-Identifier: MIT
#include "net/watch/clienthello.h"
#include "net/watch/peerprocess.h"
#include "net/watch/proxyrequest.h"
#include "net/watch/socketinode.h"
#include "net/watch/trustfiles.h"
#include "net/watch/watchenvironment.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QByteArray kFields = "Host: a.example\r\nUser-Agent: curl/7.88.1\r\n";

/// What a client sends first in TLS, with these protocols and this name.
QByteArray helloOf(const QByteArray &name, const QByteArrayList &protocols)
{
    const auto counted = [](const QByteArray &bytes, int length) {
        QByteArray number(length, '\0');
        for (int i = 0; i < length; ++i)
            number[length - 1 - i] = char((bytes.size() >> (8 * i)) & 0xff);
        return number + bytes;
    };
    QByteArray list;
    for (const QByteArray &protocol : protocols)
        list += counted(protocol, 1);
    const QByteArray extensions = QByteArray("\x00\x0a", 2) + counted("xx", 2) + QByteArray("\x00\x00", 2) +
                                  counted(counted(QByteArray(1, '\0') + counted(name, 2), 2), 2) +
                                  QByteArray("\x00\x10", 2) + counted(counted(list, 2), 2);
    const QByteArray body = QByteArray(34, 'r') + counted("session", 1) + counted("\x13\x01", 2) +
                            counted(QByteArray(1, '\0'), 1) + counted(extensions, 2);
    return "\x16\x03\x01" + counted("\x01" + counted(body, 3), 2);
}

} // namespace

class WatchPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absoluteForm();
    void ownFieldsStayHere();
    void connectAndTunnel();
    void refusedRequests_data();
    void refusedRequests();
    void helloIsRead();
    void helloInPieces();
    void helloThatIsCut();
    void authorityIsKept();
    void authorityIsRenewed();
    void variables();
    void socketsAreFound_data();
    void socketsAreFound();
    void grandchildIsFound();
    void processesAreTold();
};

void WatchPartsTest::absoluteForm()
{
    const auto request = readProxyRequest("GET http://A.example:8080/p?q HTTP/1.1\r\n" + kFields + "\r\n", {});
    QVERIFY(request);
    QCOMPARE(request->url, "http://A.example:8080/p?q"_ba);
    QCOMPARE(request->origin, (Origin{"http", "a.example", 8080}));
    QCOMPARE(request->bytes, "GET /p?q HTTP/1.1\r\n" + kFields + "\r\n");
    QCOMPARE(absoluteHead(*request, {{{"Proxy-Authorization", "x"}}}),
             "GET http://A.example:8080/p?q HTTP/1.1\r\nProxy-Authorization: x\r\n" + kFields + "\r\n");
    const auto empty = readProxyRequest("\r\nGET http://a.example?q HTTP/1.1\r\n\r\n", {});
    QCOMPARE(empty->bytes, "GET /?q HTTP/1.1\r\n\r\n"_ba);
    const auto options = readProxyRequest("OPTIONS http://a.example HTTP/1.1\r\n\r\n", {});
    QCOMPARE(options->bytes, "OPTIONS * HTTP/1.1\r\n\r\n"_ba);
}

void WatchPartsTest::ownFieldsStayHere()
{
    const auto request = readProxyRequest("POST http://a.example/ HTTP/1.1\nproxy-authorization: Basic eDp5\n  more\n"
                                          "X-Odd :  1 \nProxy-Connection: Keep-Alive\r\nContent-Length: 3\n\n",
                                          {});
    QVERIFY2(request, qPrintable(request.error));
    QCOMPARE(request->bytes, "POST / HTTP/1.1\nX-Odd :  1 \nContent-Length: 3\n\n"_ba);
    QCOMPARE(request->framing.length, 3);
    QVERIFY(request->credentials.startsWith("Basic eDp5"));
}

void WatchPartsTest::connectAndTunnel()
{
    const auto connect = readProxyRequest("CONNECT [::1]:8443 HTTP/1.1\r\n\r\n", {});
    QVERIFY(connect && connect->isConnect);
    QCOMPARE(connect->origin, (Origin{"https", "[::1]", 8443}));
    const auto inside = readProxyRequest("GET /x HTTP/1.1\r\n\r\n", connect->origin);
    QCOMPARE(inside->url, "https://[::1]:8443/x"_ba);
    QCOMPARE(inside->bytes, "GET /x HTTP/1.1\r\n\r\n"_ba);
}

void WatchPartsTest::refusedRequests_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("error");
    QTest::newRow("a server is meant")
        << "GET / HTTP/1.1\r\nHost: a\r\n\r\n"_ba
        << u"this is a proxy and not a server: give a program its address as the one of an HTTP proxy"_s;
    QTest::newRow("no port") << "CONNECT a.example HTTP/1.1\r\n\r\n"_ba
                             << u"CONNECT needs a host and a port, such as a.example:443, and not \"a.example\""_s;
}

void WatchPartsTest::refusedRequests()
{
    QFETCH(QByteArray, head);
    QTEST(readProxyRequest(head, {}).error, "error");
}

void WatchPartsTest::helloIsRead()
{
    const auto hello = readClientHello(helloOf("a.example", {"h2", "http/1.1"}));
    QVERIFY(hello);
    QCOMPARE(hello->serverName, "a.example"_ba);
    QCOMPARE(hello->protocols, (QList<QByteArray>{"h2", "http/1.1"}));
    QCOMPARE(beginsTls("\x16"), std::nullopt);
    QCOMPARE(beginsTls("\x16\x03"), true);
    QCOMPARE(beginsTls("GE"), false);
}

void WatchPartsTest::helloInPieces()
{
    const QByteArray hello = helloOf("a.example", {"h2"});
    for (qsizetype size = 0; size < hello.size(); ++size)
        QCOMPARE(readClientHello(hello.first(size)), std::nullopt);
}

/// Lengths that lie lead nowhere.
void WatchPartsTest::helloThatIsCut()
{
    const QByteArray hello = helloOf("a.example", {"h2"});
    for (qsizetype i = 5; i < hello.size(); ++i) {
        QByteArray broken = hello;
        broken[i] = '\xff';
        QVERIFY(readClientHello(broken));
    }
}

void WatchPartsTest::authorityIsKept()
{
    QTemporaryDir folder;
    const QProcessEnvironment environment;
    const auto first = trustFilesIn(folder.path() + u"/watch"_s, environment);
    QVERIFY2(first, qPrintable(first.error));
    const auto second = trustFilesIn(folder.path() + u"/watch"_s, environment);
    QCOMPARE(second->authority.certificate(), first->authority.certificate());
    QCOMPARE(QFile::permissions(folder.path() + u"/watch/authority.pem"_s) &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const auto certificates = QSslCertificate::fromPath(first->bundle);
    QVERIFY(certificates.size() > 1);
    QCOMPARE(certificates.constFirst(), first->authority.certificate());
    QVERIFY(QFile(first->javaStore).size() > 0);
    // What it signs is of it, and for that host.
    const QSslConfiguration server = first->authority.serverConfiguration(u"a.example"_s);
    const QSslCertificate leaf = server.localCertificateChain().constFirst();
    QVERIFY(leaf.subjectAlternativeNames().contains(QSsl::DnsEntry, u"a.example"_s));
    QVERIFY(QSslCertificate::verify(server.localCertificateChain(), u"a.example"_s).size() <= 1);
    QCOMPARE(first->authority.serverConfiguration(u"127.0.0.1"_s)
                 .localCertificateChain()
                 .constFirst()
                 .subjectAlternativeNames()
                 .value(QSsl::IpAddressEntry),
             u"127.0.0.1"_s);
}

void WatchPartsTest::authorityIsRenewed()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto made = Authority::make(now);
    QVERIFY(made);
    QVERIFY(Authority::fromPem(made->pem(), now));
    QCOMPARE(made->certificate().expiryDate().toSecsSinceEpoch(), now.addDays(kAuthorityDays).toSecsSinceEpoch());
    QVERIFY(!Authority::fromPem(made->pem(), now.addDays(kAuthorityDays)));
    QVERIFY(!Authority::fromPem("nothing", now));
}

void WatchPartsTest::variables()
{
    QProcessEnvironment base;
    base.insert(u"JAVA_TOOL_OPTIONS"_s, u"-Xmx1g"_s);
    const WatchAddress address{8080, "u", "p"};
    const QProcessEnvironment environment = watchEnvironment(watchVariables(address, nullptr, base), base);
    QCOMPARE(environment.value(u"https_proxy"_s), u"http://u:p@127.0.0.1:8080"_s);
    QCOMPARE(environment.value(u"NO_PROXY"_s, u"-"_s), QString());
    QVERIFY(environment.value(u"JAVA_TOOL_OPTIONS"_s).startsWith(u"-Xmx1g -Dhttp.proxyHost=127.0.0.1 "_s));
    QVERIFY(!environment.contains(u"CURL_CA_BUNDLE"_s));
}

void WatchPartsTest::socketsAreFound_data()
{
    QTest::addColumn<QHostAddress>("listens");
    QTest::addColumn<QByteArray>("asks"); // an address of IPv6
    QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6) << "::1"_ba;
    QTest::newRow("IPv4 by a socket of IPv6") << QHostAddress(QHostAddress::LocalHost) << "::ffff:127.0.0.1"_ba;
}

/// The kernel and the file system tell the same inode; the other end has another one.
void WatchPartsTest::socketsAreFound()
{
    QFETCH(QHostAddress, listens);
    QFETCH(QByteArray, asks);
    QTcpServer server;
    if (!server.listen(listens))
        QSKIP("there is no such address here");
    const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(server.serverPort());
    QCOMPARE(::inet_pton(AF_INET6, asks.constData(), &address.sin6_addr), 1);
    QCOMPARE(::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QVERIFY(server.waitForNewConnection(5000));
    const QTcpSocket *accepted = server.nextPendingConnection();
    struct stat status {
    };
    QCOMPARE(::fstat(socket, &status), 0);
    const SocketEnd peer{accepted->peerAddress(), accepted->peerPort()};
    const SocketEnd here{accepted->localAddress(), server.serverPort()};
    const qint64 own = QCoreApplication::applicationPid();
    QCOMPARE(processBehind(peer, here, own), own);
    const std::optional<quint64> inode = socketInode(peer, here);
    if (inode)
        QCOMPARE(*inode, quint64(status.st_ino));
    QVERIFY(!socketInode({peer.address, 1}, here));
    ::close(socket);
}

/// What a child has started is of this process, too.
void WatchPartsTest::grandchildIsFound()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QProcess shell;
    shell.start(u"bash"_s, {u"-c"_s, u"(exec 3<>/dev/tcp/127.0.0.1/%1; read line <&3; echo read) & wait"_s.arg(
                                         server.serverPort())});
    QVERIFY(server.waitForNewConnection(5000));
    QTcpSocket *accepted = server.nextPendingConnection();
    const SocketEnd peer{accepted->peerAddress(), accepted->peerPort()};
    const SocketEnd here{accepted->localAddress(), server.serverPort()};
    const qint64 found = processBehind(peer, here, QCoreApplication::applicationPid());
    QVERIFY(found > 0 && found != shell.processId());
    QCOMPARE(processBehind(peer, here, shell.processId()), found);
    QVERIFY(hasStartedProcesses(QCoreApplication::applicationPid()));
    accepted->write("line\n");
    accepted->waitForBytesWritten();
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), "read\n"_ba);
    QVERIFY(!hasStartedProcesses(QCoreApplication::applicationPid()));
}

void WatchPartsTest::processesAreTold()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QTcpSocket client;
    client.setProxy(QNetworkProxy::NoProxy);
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QVERIFY(client.waitForConnected());
    const SocketEnd peer{client.localAddress(), client.localPort()};
    const SocketEnd here{QHostAddress(QHostAddress::LocalHost), server.serverPort()};
    QCOMPARE(processBehind(peer, here, QCoreApplication::applicationPid()), QCoreApplication::applicationPid());
    QProcess other;
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    QCOMPARE(processBehind(peer, here, other.processId()), -1);
    QVERIFY(isProcessAlive(other.processId()));
    QCOMPARE(processName(other.processId()), u"sleep"_s);
    const qint64 process = other.processId();
    other.kill();
    QVERIFY(other.waitForFinished());
    QVERIFY(!isProcessAlive(process));
}

QTEST_GUILESS_MAIN(WatchPartsTest)
#include "tst_watchparts.moc"
