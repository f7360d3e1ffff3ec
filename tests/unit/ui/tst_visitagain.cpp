// SPDX-License-Identifier: MIT
#include "requestwindow.h"
#include "ui/sessions/sessionsdialog.h"
#include "ui/window/session.h"

#include <QAction>
#include <QCheckBox>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Visiting again as the same user, and signing in.
class VisitAgainTest : public QObject, RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { RequestWindow::open(); }
    void cleanup();
    void visitAgain();
    void everyTraceIsFirstVisit();
    void namedSession();
    void dialog();
    void filesOfSessions();
    void closedWhileReading();
    void signIn();
    void bearer();

private:
    QAction *action(const QString &text) const;
    QToolButton *link(const QString &text) const;
    void choose(const QString &client, const QString &path);
    QStringList kinds() const;
};

void VisitAgainTest::cleanup()
{
    m_window.reset();
    QSettings().clear();
}

QAction *VisitAgainTest::action(const QString &text) const
{
    for (QAction *each : m_window->findChildren<QAction *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

QToolButton *VisitAgainTest::link(const QString &text) const
{
    for (QToolButton *each : m_window->findChildren<QToolButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

void VisitAgainTest::choose(const QString &client, const QString &path)
{
    TraceRequest request;
    request.client = client;
    request.url = url(path);
    m_window->inspect()->setRequest(request);
}

QStringList VisitAgainTest::kinds() const
{
    QStringList all;
    for (const Hop &hop : m_window->inspect()->trace().hops)
        all.append(idOf(hop.kind));
    return all;
}

void VisitAgainTest::visitAgain()
{
    QVERIFY(!action(u"Visit again"_s)->isEnabled());
    choose(u"chromium-nav"_s, u"/301?to=/echo"_s);
    traced();
    QCOMPARE(kinds(), (QStringList{u"http"_s, u"http"_s}));
    QVERIFY(action(u"Visit again"_s)->isEnabled());
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(kinds(), (QStringList{u"cache"_s, u"http"_s}));
    QVERIFY(m_window->inspect()->trace().hops.constFirst().redirect->reason.contains(u"kept without end"_s));
}

void VisitAgainTest::everyTraceIsFirstVisit()
{
    choose(u"chromium-nav"_s, u"/301?to=/echo"_s);
    for (int i = 0; i < 2; ++i) {
        traced();
        QCOMPARE(kinds(), (QStringList{u"http"_s, u"http"_s}));
    }
}

void VisitAgainTest::namedSession()
{
    VisitSessions &visits = m_window->session().visits();
    visits.setMemory(u"Ann & Co"_s, {});
    action(u"Ann  Co"_s)->trigger();
    QCOMPARE(visits.current(), u"Ann & Co"_s);
    choose(u"chromium-nav"_s, u"/set-cookies"_s);
    traced();
    QVERIFY(!visits.memory(u"Ann & Co"_s).jar.cookies.isEmpty());
    choose(u"chromium-nav"_s, u"/echo"_s);
    QVERIFY(traced().headers.contains("Cookie"));
    action(u"None: each trace is a first visit"_s)->trigger();
    QVERIFY(!traced().headers.contains("Cookie"));
    visits.remove(u"Ann & Co"_s);
    QVERIFY(!action(u"Ann  Co"_s));
}

void VisitAgainTest::dialog()
{
    VisitSessions &visits = m_window->session().visits();
    SessionsDialog dialog(visits, m_window.get());
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *tabs = dialog.findChild<QTabWidget *>();
    QCOMPARE(tabs->tabText(0), u"Cookies (0)"_s);
    QVERIFY(!dialog.create(u" "_s));
    QVERIFY(dialog.create(u"one"_s));
    QVERIFY(!dialog.create(u"one"_s));
    QCOMPARE(dialog.selected(), u"one"_s);
    ClientMemory memory;
    memory.jar.cookies = {{.name = "sid", .value = "secret", .domain = "a.example"}};
    memory.hsts.hosts = {{.host = "a.example", .expires = QDateTime::currentDateTimeUtc().addDays(1)}};
    memory.preflights.insert("a.example", {});
    visits.setMemory(u"one"_s, memory);
    QCOMPARE(tabs->tabText(0), u"Cookies (1)"_s);
    QCOMPARE(tabs->tabText(1), u"Hosts that want https (HSTS) (1)"_s);
    const auto value = [&] { return named<QTableView>(dialog, u"Cookies"_s)->model()->index(0, 1).data().toString(); };
    QCOMPARE(value(), u"6 bytes"_s);
    QTest::mouseClick(dialog.findChild<QCheckBox *>(), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(value(), u"secret"_s);
    for (QAction *each : dialog.findChildren<QAction *>()) {
        if (each->text() == u"All of it")
            each->trigger();
    }
    QCOMPARE(visits.memory(u"one"_s), ClientMemory());
    for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
        if (each->text() == u"&Delete")
            QTest::mouseClick(each, Qt::LeftButton);
    }
    QCOMPARE(dialog.selected(), QString());
}

void VisitAgainTest::filesOfSessions()
{
    VisitSessions &visits = m_window->session().visits();
    SessionsDialog dialog(visits, m_window.get());
    QVERIFY(dialog.create(u"files"_s));
    const QString cookies = m_folder.filePath(u"cookies.txt"_s);
    QFile file(cookies);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Netscape HTTP Cookie File\na.example\tFALSE\t/\tFALSE\t0\tsid\tsecret4711\n");
    file.close();
    auto *message = named<QLabel>(dialog, u"Result"_s);
    QSignalSpy done(&dialog, &SessionsDialog::fileDone);
    dialog.importFile(cookies);
    // The window goes on meanwhile, and takes no second file.
    QCOMPARE(message->text(), u"Reading %1"_s.arg(cookies));
    QVERIFY(!named<QPushButton>(dialog, u"Import…"_s)->isEnabled());
    QVERIFY(visits.memory(u"files"_s).jar.cookies.isEmpty());
    QVERIFY(done.wait(kTimeoutMs));
    QVERIFY(named<QPushButton>(dialog, u"Import…"_s)->isEnabled());
    QCOMPARE(message->text(), u"Imported: 1 cookie."_s);
    const QString saved = m_folder.filePath(u"s.json"_s);
    dialog.saveFile(saved, false);
    QVERIFY(done.wait(kTimeoutMs));
    QVERIFY2(message->text().startsWith(u"Saved without 1 value"_s), qPrintable(message->text()));
    QFile written(saved);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("secret4711"));
    dialog.saveFile(saved, true);
    QVERIFY(done.wait(kTimeoutMs));
    QCOMPARE(message->text(), u"Saved."_s);
    dialog.importFile(m_folder.filePath(u"none"_s));
    QVERIFY(done.wait(kTimeoutMs));
    QVERIFY(message->text().contains(u"cannot be read"_s));
    dialog.saveFile(m_folder.path(), true);
    QVERIFY(done.wait(kTimeoutMs));
    QVERIFY(message->text().contains(u"was not written"_s));
    // A session that is deleted while its file is read does not come back.
    dialog.importFile(cookies);
    visits.remove(u"files"_s);
    QVERIFY(done.wait(kTimeoutMs));
    QCOMPARE(message->text(), u"Nothing was imported: the session \"files\" was deleted meanwhile."_s);
    QVERIFY(!visits.names().contains(u"files"_s));
}

void VisitAgainTest::closedWhileReading()
{
    VisitSessions &visits = m_window->session().visits();
    QFile file(m_folder.filePath(u"again.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Netscape HTTP Cookie File\na.example\tFALSE\t/\tFALSE\t0\tsid\t1\n");
    file.close();
    {
        SessionsDialog dialog(visits, m_window.get());
        QVERIFY(dialog.create(u"closed"_s));
        dialog.importFile(file.fileName());
    }
    SessionsDialog dialog(visits, m_window.get());
    QSignalSpy done(&dialog, &SessionsDialog::fileDone);
    dialog.importFile(file.fileName());
    QVERIFY(done.wait(kTimeoutMs));
    QCOMPARE(visits.memory(u"closed"_s).jar.cookies.size(), 1);
    visits.remove(u"closed"_s);
}

void VisitAgainTest::signIn()
{
    choose(u"wget"_s, u"/basic-auth"_s);
    QTest::mouseClick(link(u"No sign-in"_s), Qt::LeftButton);
    QComboBox *how = combo(u"How to sign in"_s);
    how->setCurrentIndex(how->findText(u"As the client does"_s));
    QTest::keyClicks(named<QLineEdit>(*m_window, u"User name"_s), u"user"_s);
    QTest::keyClicks(named<QLineEdit>(*m_window, u"Password"_s), u"password"_s);
    QVERIFY(link(u"Sign-in user"_s));
    traced();
    const QList<Hop> hops = m_window->inspect()->trace().hops;
    QCOMPARE(hops.size(), 2);
    QVERIFY(!hops[0].request.headers.contains("Authorization"));
    QCOMPARE(hops[0].response->status, 401);
    QCOMPARE(hops[1].response->status, 200);
    how->setCurrentIndex(how->findText(u"Basic, at once"_s));
    QCOMPARE(traced().headers.first("Authorization"), QByteArray("Basic dXNlcjpwYXNzd29yZA=="));
}

void VisitAgainTest::bearer()
{
    choose(u"browser"_s, u"/echo"_s);
    QTest::mouseClick(link(u"No sign-in"_s), Qt::LeftButton);
    QComboBox *how = combo(u"How to sign in"_s);
    how->setCurrentIndex(how->findText(u"Bearer token"_s));
    auto *token = named<QLineEdit>(*m_window, u"Bearer token"_s);
    QTest::keyClicks(token, u"abc"_s);
    QTest::keyClick(token, Qt::Key_Return);
    QVERIFY(link(u"Headers 1"_s));
    QCOMPARE(traced().headers.first("Authorization"), QByteArray("Bearer abc"));
}

QTEST_MAIN(VisitAgainTest)
#include "tst_visitagain.moc"
