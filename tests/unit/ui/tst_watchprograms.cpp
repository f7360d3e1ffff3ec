// SPDX-License-Identifier: MIT
#include "net/watch/peerprocess.h"
#include "net/watch/trustfiles.h"
#include "testcertificates.h"
#include "watchwindow.h"

#include <QCheckBox>
#include <QScopeGuard>

using namespace Qt::StringLiterals;
using namespace hopscope;

// What the page Watch starts: how it ends, that it ends with the watch and with the window, terminal, browsers, https.
class WatchProgramsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { qputenv("PATH", m_path); }
    void exitStatus_data();
    void exitStatus();
    void errorOutput();
    void endedByEscape();
    void deafToTheRequest();
    void hangingClient();
    void leftInTheBackground();
    void closedWindow();
    void longOutput();
    void terminal();
    void noTerminal();
    void chromium();
    void firefox();
    void noCertutil();
    void failingBrowser();
    void opened();
    void notOpened();

private:
    QByteArray m_path;
};

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The number that a script has written into that file; 0: none yet.
qint64 processIn(const QString &path)
{
    return contentOf(path).trimmed().toLongLong();
}

} // namespace

void WatchProgramsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_path = qgetenv("PATH");
}

void WatchProgramsTest::exitStatus_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("how");
    QTest::newRow("0") << u"true"_s << u"true ended with exit status 0."_s;
    QTest::newRow("curl's own") << u"curl -sf SITE/gone"_s << u"curl ended with exit status 22."_s;
    QTest::newRow("quoted") << u"sh -c 'exit \"7\"'"_s << u"sh ended with exit status 7."_s;
    QTest::newRow("path") << u"/bin/sh -c 'exit 255'"_s << u"sh ended with exit status 255."_s;
    QTest::newRow("signal") << u"sh -c 'kill -9 $$'"_s << u"sh was ended by signal 9."_s;
}

void WatchProgramsTest::exitStatus()
{
    QFETCH(QString, command);
    WatchWindow watch;
    QVERIFY(watch.start());
    QTEST(watch.run(command), "how");
    QTEST(watch.label(u"How the command is"_s), "how");
    QVERIFY(!watch.button(u"End the command"_s)->isEnabled());
    QVERIFY(watch.button(u"Run the command"_s)->isEnabled());
}

void WatchProgramsTest::errorOutput()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.run(u"sh -c 'echo out; echo wrong >&2; printf \"\\033[1mbold\\r\\n\"; cat'"_s);
    QCOMPARE(watch.output->toPlainText(), u"out\nwrong\n\ufffd[1mbold\n"_s);
    // Of the next command nothing of this is left.
    watch.run(u"echo next"_s);
    QCOMPARE(watch.output->toPlainText(), u"next\n"_s);
}

void WatchProgramsTest::endedByEscape()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.command->setText(u"sleep 1000"_s);
    watch.press(u"Run the command"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.label(u"How the command is"_s), u"sleep runs."_s, kTimeoutMs);
    QVERIFY(!watch.button(u"Run the command"_s)->isEnabled());
    QCOMPARE(watch.awaitProgram([&] { QTest::keyClick(&watch.window, Qt::Key_Escape); }),
             u"sleep was ended by signal 15."_s);
    QCOMPARE(watch.label(u"State of the watch"_s), u"Watching on 127.0.0.1:%1."_s.arg(watch.port()));
}

void WatchProgramsTest::deafToTheRequest()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.command->setText(u"sh -c 'trap \"\" TERM; echo deaf; sleep 1000'"_s);
    watch.press(u"Run the command"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.output->toPlainText(), u"deaf\n"_s, kTimeoutMs);
    QCOMPARE(watch.awaitProgram([&] { watch.press(u"End the command"_s); }), u"sh was ended by signal 9."_s);
}

void WatchProgramsTest::hangingClient()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    watch.command->setText(u"curl -s -A curl/7.88.1 "_s + watch.server.url(u"/hang"_s));
    watch.press(u"Run the command"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.server.requests.size(), 1, kTimeoutMs);
    QSignalSpy ended(&watch.watching(), &WatchController::programEnded);
    QVERIFY(watch.stop());
    QCOMPARE(ended.first().first().toString(), u"curl was ended by signal 15."_s);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Status), u"–"_s);
    QVERIFY(!watch.command->isEnabled());
}

/// Goes on after its command, and ends with the watch.
void WatchProgramsTest::leftInTheBackground()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    const QString path = watch.folder.filePath(u"number"_s);
    QCOMPARE(watch.run(u"sh -c 'sleep 1000 > /dev/null 2>&1 & echo $! > %1'"_s.arg(path)),
             u"sh ended with exit status 0."_s);
    const qint64 process = processIn(path);
    QVERIFY(process > 0 && isProcessAlive(process));
    QVERIFY(watch.stop());
    QTRY_VERIFY_WITH_TIMEOUT(!isProcessAlive(process), kTimeoutMs);
}

void WatchProgramsTest::closedWindow()
{
    WatchWindow watch;
    watch.fake(u"x-terminal-emulator"_s, "echo $$ > \"$0.number\"\nexec sleep 1000\n");
    QVERIFY(watch.start());
    const quint16 port = watch.port();
    const QString path = watch.folder.filePath(u"number"_s);
    watch.command->setText(u"sh -c 'trap \"\" TERM; sleep 1000 & echo $! > %1; wait'"_s.arg(path));
    watch.press(u"Run the command"_s);
    watch.press(u"Open a terminal"_s);
    const QString terminal = watch.folder.filePath(u"x-terminal-emulator.number"_s);
    QTRY_VERIFY_WITH_TIMEOUT(processIn(path) > 0 && processIn(terminal) > 0, kTimeoutMs);
    QSignalSpy stopped(&watch.watching(), &WatchController::stopped);
    watch.window.close();
    QVERIFY(!stopped.isEmpty() || stopped.wait(kTimeoutMs));
    QTRY_VERIFY_WITH_TIMEOUT(!isProcessAlive(processIn(path)) && !isProcessAlive(processIn(terminal)), kTimeoutMs);
    QVERIFY(!WatchWindow::isOpen(port));
}

void WatchProgramsTest::longOutput()
{
    WatchWindow watch;
    QVERIFY(watch.start());
    QCOMPARE(watch.run(u"seq 1 300000"_s), u"seq ended with exit status 0."_s);
    const QString text = watch.output->toPlainText();
    QVERIFY2(text.size() <= 64 * 1024, qPrintable(QString::number(text.size())));
    QVERIFY(text.endsWith(u"\n299999\n300000\n"_s));
}

void WatchProgramsTest::terminal()
{
    WatchWindow watch;
    watch.fake(u"my-terminal"_s, "shift\ncurl -s -L -A curl/7.88.1 " + watch.server.url(u"/moved"_s).toUtf8() + '\n');
    qputenv("TERMINAL", "my-terminal --title 'two words'");
    const auto reset = qScopeGuard([] { qunsetenv("TERMINAL"); });
    QVERIFY(watch.start());
    auto *open = watch.button(u"Open a terminal"_s);
    open->setFocus();
    QCOMPARE(watch.awaitProgram([&] { QTest::keyClick(open, Qt::Key_Space); }),
             u"The terminal ended with exit status 0."_s);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Status), u"301 → 200"_s);
}

void WatchProgramsTest::noTerminal()
{
    WatchWindow watch;
    qputenv("TERMINAL", "no-such-terminal");
    const auto reset = qScopeGuard([] { qunsetenv("TERMINAL"); });
    QVERIFY(watch.start());
    const QString sentence = u"No-such-terminal is not installed here: set the variable TERMINAL to the terminal that "
                             "you use, or copy the lines for a shell into one that is open."_s;
    QCOMPARE(watch.awaitProgram([&] { watch.press(u"Open a terminal"_s); }), sentence);
    QCOMPARE(watch.error(), sentence);
}

void WatchProgramsTest::chromium()
{
    WatchWindow watch;
    watch.fake(u"chromium"_s, "printf '%s\\n' \"$@\" > \"$0.arguments\"\n");
    auto *tls = named<QCheckBox>(*watch.page, u"Open https"_s);
    tls->setFocus();
    QTest::keyClick(tls, Qt::Key_Space);
    QVERIFY(watch.start());
    QCOMPARE(watch.awaitProgram([&] { watch.press(u"Open Chromium"_s); }), u"Chromium ended with exit status 0."_s);
    const QList<QByteArray> arguments = contentOf(watch.folder.filePath(u"chromium.arguments"_s)).split('\n');
    QVERIFY(arguments.contains("--proxy-server=http://127.0.0.1:" + QByteArray::number(watch.port())));
    QVERIFY(arguments.contains("--proxy-bypass-list=<-loopback>"));
    QVERIFY(!arguments.contains("--headless"));
    const auto begins = [&](const QByteArray &flag) {
        const auto found = std::find_if(arguments.begin(), arguments.end(),
                                        [&](const QByteArray &each) { return each.startsWith(flag); });
        return found == arguments.end() ? QByteArray() : found->sliced(flag.size());
    };
    QCOMPARE(begins("--ignore-certificate-errors-spki-list=").size(), 44);
    // The profile went with it.
    const QByteArray profile = begins("--user-data-dir=");
    QVERIFY(!profile.isEmpty() && !QFileInfo::exists(QString::fromUtf8(profile)));
}

void WatchProgramsTest::firefox()
{
    WatchWindow watch;
    watch.fake(u"firefox-esr"_s, "cp \"$3/user.js\" \"$0.js\"; printf '%s\\n' \"$@\" > \"$0.arguments\"\n");
    watch.fake(u"certutil"_s, "printf '%s\\n' \"$@\" > \"$0.arguments\"\n");
    QTest::mouseClick(named<QCheckBox>(*watch.page, u"Open https"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(watch.start());
    QCOMPARE(watch.awaitProgram([&] { watch.press(u"Open Firefox"_s); }), u"Firefox ended with exit status 0."_s);
    const QByteArray preferences = contentOf(watch.folder.filePath(u"firefox-esr.js"_s));
    const QByteArray port = QByteArray::number(watch.port());
    for (const char *each : {"network.proxy.http_port", "network.proxy.ssl_port"})
        QVERIFY(preferences.contains(QByteArray("user_pref(\"") + each + "\", " + port + ");\n"));
    QVERIFY(preferences.contains("user_pref(\"network.proxy.allow_hijacking_localhost\", true);\n"));
    const QList<QByteArray> arguments = contentOf(watch.folder.filePath(u"firefox-esr.arguments"_s)).split('\n');
    QCOMPARE(arguments.first(2), (QList<QByteArray>{"--no-remote", "--profile"}));
    QVERIFY(!QFileInfo::exists(QString::fromUtf8(arguments[2])));
    const QByteArray trust = contentOf(watch.folder.filePath(u"certutil.arguments"_s));
    QCOMPARE(trust, "-A\n-n\nHopscope Watch\n-t\nC,,\n-i\n" + trustFolder().toUtf8() +
                        "/certificate.pem\n-d\nsql:" + arguments[2] + '\n');
}

void WatchProgramsTest::noCertutil()
{
    WatchWindow watch;
    watch.fake(u"firefox-esr"_s, "exec /bin/sleep 1000\n");
    QTest::mouseClick(named<QCheckBox>(*watch.page, u"Open https"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(watch.start());
    qputenv("PATH", watch.folder.path().toUtf8());
    watch.press(u"Open Firefox"_s);
    QTRY_COMPARE_WITH_TIMEOUT(watch.error(),
                              u"Firefox does not trust the authority, and warns of each https page: install certutil "
                              "(on Debian the package libnss3-tools), and open Firefox again."_s,
                              kTimeoutMs);
}

void WatchProgramsTest::failingBrowser()
{
    WatchWindow watch;
    watch.fake(u"chromium"_s, "echo 'Missing X server' >&2\nexit 1\n");
    QVERIFY(watch.start());
    QCOMPARE(watch.awaitProgram([&] { watch.press(u"Open Chromium"_s); }),
             u"Chromium ended with exit status 1: Missing X server."_s);
    QCOMPARE(watch.error(), u"Chromium ended with exit status 1: Missing X server."_s);
}

void WatchProgramsTest::opened()
{
    TestCertificates certificates;
    QVERIFY(certificates.isOk());
    const QSslConfiguration tls = certificates.server(u"good"_s);
    RawServer secure(&tls);
    secure.on({}, answer(302, {"Location: /end"}));
    secure.on("/end", answer(200, {}, "done"));
    WatchWindow watch;
    Preferences preferences = watch.window.session().preferences();
    preferences.caFile = certificates.authority();
    watch.window.session().setPreferences(preferences);
    auto *warning = named<QLabel>(*watch.page, u"https is opened"_s);
    auto *mark = named<QLabel>(watch.window, u"⚠ Watch opens https"_s);
    QVERIFY(!warning->isVisible() && !mark->isVisible());
    QTest::mouseClick(named<QCheckBox>(*watch.page, u"Open https"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(watch.label(u"What becomes of https"_s),
             u"Programs from here trust an authority of yours, and Hopscope reads their https."_s);
    QVERIFY(watch.start());
    QVERIFY(warning->isVisible() && mark->isVisible());
    QVERIFY(!named<QCheckBox>(*watch.page, u"Open https"_s)->isEnabled());
    watch.window.showPage(0);
    QVERIFY(mark->isVisible());
    watch.window.showPage(pageNumber("watch"_L1));
    QCOMPARE(watch.run(u"curl -s -A curl/7.88.1 -L "_s + secure.url()), u"curl ended with exit status 0."_s);
    QCOMPARE(watch.output->toPlainText(), u"done"_s);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Status), u"302 → 200"_s);
    QVERIFY(watch.stop());
    QVERIFY(!warning->isVisible() && !mark->isVisible());
    // Without consent the next watch says nothing of the kind, from the first moment on.
    QTest::mouseClick(named<QCheckBox>(*watch.page, u"Open https"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QSignalSpy started(&watch.watching(), &WatchController::started);
    watch.press(u"Start to watch"_s);
    QVERIFY(!warning->isVisible() && !mark->isVisible());
    QVERIFY(started.wait(kTimeoutMs));
    QVERIFY(!warning->isVisible() && !mark->isVisible());
}

void WatchProgramsTest::notOpened()
{
    TestCertificates certificates;
    const QSslConfiguration tls = certificates.server(u"good"_s);
    RawServer secure(&tls);
    secure.on({}, answer(200, {}, "done"));
    WatchWindow watch;
    QVERIFY(watch.start());
    QVERIFY(!named<QLabel>(*watch.page, u"https is opened"_s)->isVisible());
    QCOMPARE(watch.run(u"curl -s --cacert %1 %2"_s.arg(certificates.authority(), secure.url())),
             u"curl ended with exit status 0."_s);
    QCOMPARE(watch.output->toPlainText(), u"done"_s);
    QVERIFY(watch.awaitRows(1));
    QCOMPARE(watch.cell(0, WatchModel::Method), u"CONNECT"_s);
    QCOMPARE(watch.cell(0, WatchModel::Verdict), u"no redirect"_s);
}

QTEST_MAIN(WatchProgramsTest)
#include "tst_watchprograms.moc"
