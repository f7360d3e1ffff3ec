// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/inspect/inspectpage.h"
#include "ui/lessons/lessonspage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "windowhelpers.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// A second start of the program.
class SingleInstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linesComeBack();
    void otherLines_data();
    void otherLines();
    void nobodyAnswers();
    void startIsHandedOver();
    void socketThatWasLeft();
    void badLinesStartNothing_data();
    void badLinesStartNothing();
    void windowTakesFile();
    void windowNotYetPainted();
    void windowTakesLesson();
    void lastUsedWindow();
    void newWindowOnDemand();

private:
    /// As the other program does, beside this one's event loop.
    bool handedOver(const StartRequest &start);
    QString traceFile() const { return m_folder.filePath(u"sample.json"_s); }

    QTemporaryDir m_folder;
};

void SingleInstanceTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qRegisterMetaType<StartRequest>();
    QStandardPaths::setTestModeEnabled(true);
    QDir(tabsFolder()).removeRecursively();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QFile file(traceFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(writeTrace(sampleTrace())) > 0);
}

bool SingleInstanceTest::handedOver(const StartRequest &start)
{
    bool taken = false;
    const std::unique_ptr<QThread> other(QThread::create([&] { taken = handOver(start); }));
    other->start();
    const bool isOver = QTest::qWaitFor([&] { return other->isFinished(); }, kTimeoutMs);
    other->wait();
    return isOver && taken;
}

void SingleInstanceTest::linesComeBack()
{
    const StartRequest start{.what = {u"http://a.example/ä?\"x\""_s, u"/no/such file"_s, u"--x"_s},
                             .lesson = u"307-post"_s,
                             .newWindow = true};
    const QByteArray line = startToLine(start);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(startFromLine(line) == start);
    // The program that takes it has a folder of its own.
    QDir::setCurrent(m_folder.path());
    const std::optional<StartRequest> file = startFromLine(startToLine({.what = {u"sample.json"_s}}));
    QVERIFY(file);
    QCOMPARE(QFileInfo(file->what.value(0)).canonicalFilePath(), QFileInfo(traceFile()).canonicalFilePath());
    QVERIFY(QFileInfo(file->what.value(0)).isAbsolute());
}

void SingleInstanceTest::otherLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray("\n");
    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("a list") << QByteArray("[]\n");
    QTest::newRow("a member is missing") << QByteArray("{\"what\":[],\"lesson\":\"\"}\n");
    QTest::newRow("what is no list") << QByteArray("{\"what\":\"a\",\"lesson\":\"\",\"newWindow\":false}\n");
    QTest::newRow("a number in it") << QByteArray("{\"what\":[1],\"lesson\":\"\",\"newWindow\":false}\n");
}

void SingleInstanceTest::otherLines()
{
    QFETCH(QByteArray, line);
    QVERIFY(!startFromLine(line));
}

void SingleInstanceTest::nobodyAnswers()
{
    QVERIFY(!handOver({.what = {u"a"_s}}));
}

void SingleInstanceTest::startIsHandedOver()
{
    StartServer server;
    QSignalSpy spy(&server, &StartServer::started);
    const StartRequest starts[] = {{}, {.what = {u"http://a.example/"_s}}, {.lesson = u"x"_s, .newWindow = true}};
    for (const StartRequest &start : starts) {
        QVERIFY(handedOver(start));
        QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, kTimeoutMs);
        QVERIFY(spy.takeFirst().at(0).value<StartRequest>() == start);
    }
    const QFileDevice::Permissions others =
        QFile::permissions(tabsFolder() + u"/start"_s) &
        (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
    QCOMPARE(others, QFileDevice::Permissions());
}

void SingleInstanceTest::socketThatWasLeft()
{
    // As after kill -9: the name is there, and nobody listens.
    QFile left(tabsFolder() + u"/start"_s);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    QVERIFY(!handOver({}));
    StartServer server;
    QVERIFY(handedOver({}));
}

void SingleInstanceTest::badLinesStartNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << QByteArray("hello\n");
    QTest::newRow("without an end") << QByteArray(2 * 1024 * 1024, 'x');
}

void SingleInstanceTest::badLinesStartNothing()
{
    QFETCH(QByteArray, bytes);
    StartServer server;
    QSignalSpy spy(&server, &StartServer::started);
    QLocalSocket socket;
    socket.connectToServer(tabsFolder() + u"/start"_s);
    QVERIFY(socket.waitForConnected(kTimeoutMs));
    socket.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, kTimeoutMs);
    QCOMPARE(socket.readAll(), QByteArray());
    QCOMPARE(spy.size(), 0);
}

void SingleInstanceTest::windowTakesFile()
{
    MainWindow window;
    window.show();
    QVERIFY(window.inspect());
    window.take({.what = {traceFile()}});
    QTRY_COMPARE_WITH_TIMEOUT(window.inspect()->trace().hops.size(), sampleTrace().hops.size(), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(window.isActiveWindow(), kTimeoutMs);
}

void SingleInstanceTest::windowNotYetPainted()
{
    MainWindow window(MainWindow::Contents::OncePainted);
    window.openOnceShown({});
    window.take({.what = {traceFile()}});
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(window.inspect() && window.inspect()->trace().hops.size() == sampleTrace().hops.size(),
                             kTimeoutMs);
}

void SingleInstanceTest::windowTakesLesson()
{
    MainWindow window;
    window.show();
    window.take({.lesson = u"307-post"_s});
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<LessonsPage *>() && window.findChild<LessonsPage *>()->isVisible(),
                             kTimeoutMs);
}

void SingleInstanceTest::lastUsedWindow()
{
    MainWindow window;
    window.show();
    const std::unique_ptr<MainWindow> second(window.newWindow());
    second->setAttribute(Qt::WA_DeleteOnClose, false);
    second->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(second->isActiveWindow(), kTimeoutMs);
    QCOMPARE(window.frontmost(), second.get());
    second->close();
    QCOMPARE(window.frontmost(), &window);
}

void SingleInstanceTest::newWindowOnDemand()
{
    MainWindow window;
    window.show();
    const auto windows = [] {
        QList<MainWindow *> all;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *each = qobject_cast<MainWindow *>(widget); each && each->isVisible())
                all.append(each);
        }
        return all;
    };
    QCOMPARE(windows().size(), 1);
    window.take({.what = {traceFile()}, .newWindow = true});
    QCOMPARE(windows().size(), 2);
    QList<MainWindow *> others = windows();
    others.removeOne(&window);
    QTRY_COMPARE_WITH_TIMEOUT(others[0]->inspect()->trace().hops.size(), sampleTrace().hops.size(), kTimeoutMs);
    QCOMPARE(window.inspect()->trace().hops.size(), 0);
    delete others[0];
}

QTEST_MAIN(SingleInstanceTest)
#include "tst_singleinstance.moc"
