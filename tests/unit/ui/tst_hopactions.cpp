// SPDX-License-Identifier: MIT
// One request of a chain by itself: its bodies saved, traced again, opened in the browser; by keys and by the menu.
#include "menuhelpers.h"
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/files/bodyfile.h"
#include "ui/inspect/hopactions.h"

#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QByteArray kBinary = QByteArray("\x00\xff\r\n{}", 6);

/// A redirect whose response has a body, and a request whose body was kept in part.
Trace bodyTrace()
{
    Trace trace = sampleTrace();
    trace.hops[0].response->body = {};
    trace.hops[1].response->body = bodyOf(kBinary);
    trace.hops[1].response->headers.append("Content-Type", "application/json; charset=utf-8");
    trace.hops[1].request.body = bodyOf(QByteArray(3 * 1024, 'x'), 1024);
    return trace;
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The request as the user could have asked for it: what stands for one connection is left out.
QList<Header> lasting(const Request &request)
{
    QList<Header> fields;
    for (const Header &field : request.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Connection"))
            fields.append({field.name.toLower(), field.value});
    }
    std::sort(fields.begin(), fields.end(), [](const Header &a, const Header &b) { return a.name < b.name; });
    return fields;
}

} // namespace

class HopActionsTest : public QObject, private RequestWindow
{
    Q_OBJECT

public Q_SLOTS:
    void take(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void savesTheBody();
    void saysWhatIsMissing();
    void failedSaveSaysWhy();
    void fileNames_data();
    void fileNames();
    void tracesFromARequest();
    void cutBodyIsNotTraced();
    void opensInTheBrowser();

private:
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }
    QString message() const { return named<QLabel>(*m_window, u"What happened"_s)->text(); }
    void answerDialog(const QString &path);
    void openMenu(int row);

    QList<QUrl> m_opened;
};

void HopActionsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void HopActionsTest::init()
{
    RequestWindow::open();
    m_opened.clear();
}

/// Types the path into the file dialog as soon as it is open.
void HopActionsTest::answerDialog(const QString &path)
{
    auto *timer = new QTimer(m_window.get());
    connect(timer, &QTimer::timeout, timer, [timer, path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        timer->deleteLater();
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    timer->start(5);
}

void HopActionsTest::openMenu(int row)
{
    const QPoint point = chain()->visualRect(chain()->model()->index(row, 0)).center();
    QTest::mouseClick(chain()->viewport(), Qt::LeftButton, {}, point);
    QContextMenuEvent event(QContextMenuEvent::Mouse, point, chain()->viewport()->mapToGlobal(point));
    QApplication::sendEvent(chain()->viewport(), &event);
}

void HopActionsTest::savesTheBody()
{
    m_window->inspect()->showTrace(bodyTrace());
    const QString path = m_folder.filePath(u"body.bin"_s);
    openMenu(1);
    answerDialog(path);
    QVERIFY(pick(u"Save response body as…"_s));
    QTRY_COMPARE_WITH_TIMEOUT(message(), u"Saved the body of 6 B to %1."_s.arg(path), kTimeoutMs);
    QCOMPARE(fileContent(path), kBinary);
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    // By keys; a response without a body has nothing to save.
    QTest::keyClick(chain(), Qt::Key_Home);
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(message(), u"The selected request has no response body to save."_s);
}

void HopActionsTest::saysWhatIsMissing()
{
    m_window->inspect()->showTrace(bodyTrace());
    const QString path = m_folder.filePath(u"part.bin"_s);
    openMenu(1);
    answerDialog(path);
    QVERIFY(pick(u"Save request body as…"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        message(), u"Saved the first 1.0 KiB of the body to %1; the other 2.0 KiB were not kept."_s.arg(path),
        kTimeoutMs);
    QCOMPARE(fileContent(path), QByteArray(1024, 'x'));
}

void HopActionsTest::failedSaveSaysWhy()
{
    const QString path = m_folder.filePath(u"no/such/folder.bin"_s);
    m_window->inspect()->actions()->saveBody(bodyTrace().hops[1], BodyPart::Response, path);
    QTRY_VERIFY_WITH_TIMEOUT(message().startsWith(path + u" cannot be written: "_s), kTimeoutMs);
}

void HopActionsTest::fileNames_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("name");
    QTest::newRow("type tells") << QByteArray("http://a/v2/orders?x=1") << QByteArray("application/json")
                                << u"orders.json"_s;
    QTest::newRow("has it") << QByteArray("http://a/x.JSON") << QByteArray("application/json; a=b") << u"x.JSON"_s;
    QTest::newRow("no path") << QByteArray("http://a/") << QByteArray() << u"body"_s;
    QTest::newRow("odd signs") << QByteArray("http://a/..%2f..%2fetc%20passwd") << QByteArray() << u"etc-passwd"_s;
}

void HopActionsTest::fileNames()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, type);
    const QString name = bodyFileName(url, type);
    QTEST(name, "name");
    QVERIFY(!name.contains(u'/') && !name.startsWith(u'.'));
}

void HopActionsTest::tracesFromARequest()
{
    QVERIFY(bar().paste(
        u"curl -L %1 -H 'Content-Type: text/plain' -H 'X-A: 1' -H 'Cookie: sid=7' -u me:secret -d hello"_s.arg(
            url(u"/307?to=/307?to=/echo"_s))));
    traced();
    const Trace before = m_window->inspect()->trace();
    QCOMPARE(before.hops.size(), 3);
    QTest::keyClick(chain(), Qt::Key_End);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(ended.wait(kTimeoutMs));
    const Trace &again = m_window->inspect()->trace();
    QCOMPARE(again.hops.size(), 1);
    QCOMPARE(again.client, before.client);
    QCOMPARE(again.hops[0].request.method, before.hops[2].request.method);
    QCOMPARE(again.hops[0].request.url, before.hops[2].request.url);
    QCOMPARE(again.hops[0].request.body, before.hops[2].request.body);
    QCOMPARE(lasting(again.hops[0].request), lasting(before.hops[2].request));
    QCOMPARE(urlEdit()->text(), QString::fromUtf8(before.hops[2].request.url));
    QVERIFY(lasting(again.hops[0].request).contains(Header{"cookie", "sid=7"}));
    // A field that the client dropped on the way does not come back.
    openMenu(0);
    QVERIFY(pick(u"Trace from this request"_s));
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(lasting(m_window->inspect()->trace().hops[0].request), lasting(before.hops[2].request));
}

void HopActionsTest::cutBodyIsNotTraced()
{
    m_window->inspect()->showTrace(bodyTrace());
    QTest::keyClick(chain(), Qt::Key_Home);
    QTest::keyClick(chain(), Qt::Key_Down);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QCOMPARE(message(), u"Request 2 cannot be traced again: only 1.0 KiB of its body of 3.0 KiB were kept."_s);
}

void HopActionsTest::opensInTheBrowser()
{
    QDesktopServices::setUrlHandler(u"http"_s, this, "take");
    Trace trace = sampleTrace();
    trace.hops[0].request.url = "http://user:secret@a.example/x?y=%20#z";
    trace.hops[2].request.url = "ftp://a.example/";
    m_window->inspect()->showTrace(trace);
    QTest::keyClick(chain(), Qt::Key_Home);
    const auto press = [&](const QString &text) {
        auto *box = m_window->findChild<QMessageBox *>();
        QVERIFY(box && box->isVisible());
        QVERIFY2(box->text().startsWith(u"The browser sends a request of its own: a GET"_s), qPrintable(box->text()));
        QVERIFY(!box->informativeText().contains(u"secret"_s));
        const QList<QAbstractButton *> buttons = box->buttons();
        for (QAbstractButton *button : buttons) {
            if (button->text().remove(u'&') == text)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>());
    };
    QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    press(u"Cancel"_s);
    QVERIFY(m_opened.isEmpty());
    openMenu(0);
    QVERIFY(pick(u"Open in browser…"_s));
    press(u"Open"_s);
    QCOMPARE(m_opened, QList<QUrl>{QUrl(u"http://a.example/x?y=%20#z"_s)});
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    QTest::keyClick(chain(), Qt::Key_End);
    QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(message(), u"Only http and https URLs are opened in the browser."_s);
    QDesktopServices::unsetUrlHandler(u"http"_s);
}

QTEST_MAIN(HopActionsTest)
#include "tst_hopactions.moc"
