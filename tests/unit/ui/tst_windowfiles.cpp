// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "menuhelpers.h"
#include "paint/paintedformats.h"
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/files/recentfiles.h"
#include "ui/files/tracefiles.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tracelist.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Opening and dropping in the window.
class WindowFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void openRecent();
    void recentFileIsGone();
    void everyReaderOpens_data();
    void everyReaderOpens();
    void severalTraces();
    void dropFile();
    void dropUrl();
    void badFileChangesNothing();
    void cutFile_data();
    void cutFile();
    void notesOfAFile();
    void stopReading();
    void stoppedReadingIsSilent();

private:
    QString put(const QString &name, const QByteArray &content);
    bool open(const QString &path);
    QString message() const { return named<QLabel>(*m_window, u"What happened"_s)->text(); }
    QStringList recent() const;

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

void WindowFilesTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void WindowFilesTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowFilesTest::cleanup()
{
    m_window.reset();
}

QString WindowFilesTest::put(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

bool WindowFilesTest::open(const QString &path)
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    m_window->files().open({path});
    return opened.wait(kTimeoutMs) && opened.first().at(0).toBool();
}

/// The entries of File › Open recent, as they are shown.
QStringList WindowFilesTest::recent() const
{
    QMenu *recent = subMenu(*m_window, u"&File"_s, u"Open &recent"_s);
    Q_EMIT recent->aboutToShow();
    QStringList entries;
    for (const QAction *action : recent->actions())
        entries.append(action->text());
    return entries;
}

void WindowFilesTest::openRecent()
{
    forgetFiles();
    QCOMPARE(recent(), QStringList{u"No file was opened or saved yet"_s});
    QStringList paths;
    for (int i = 0; i <= kMaxRecentFiles; ++i) {
        paths.prepend(put(u"recent&%1.json"_s.arg(i), writeTrace(sampleTrace())));
        QVERIFY(open(paths.constFirst()));
    }
    // The eleventh has pushed the first one out; opening a file again puts it first.
    QVERIFY(open(paths.at(3)));
    paths.move(3, 0);
    QCOMPARE(recentFiles(), paths.first(kMaxRecentFiles));
    const QStringList entries = recent();
    QCOMPARE(entries.size(), kMaxRecentFiles + 2);
    QCOMPARE(entries.constFirst(), u"&1  "_s + QString(paths.constFirst()).replace(u'&', u"&&"_s));
    QVERIFY(entries.at(9).startsWith(u"1&0  "_s));
    // What is saved in a format that can be read belongs to them, in another window as well.
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString har = m_folder.filePath(u"saved.har"_s);
    const QString text = m_folder.filePath(u"saved.txt"_s);
    m_window->exports().exportTrace(text, *findFormat(u"table"), false);
    m_window->exports().exportTrace(har, *findFormat(u"har"), false);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, kTimeoutMs);
    QCOMPARE(recentFiles().constFirst(), har);
    QVERIFY(!recentFiles().contains(text));
    // By keyboard: the number of an entry.
    QMenu *recentMenu = subMenu(*m_window, u"&File"_s, u"Open &recent"_s);
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    recentMenu->popup(m_window->mapToGlobal(QPoint(50, 50)));
    QTest::keyClick(recentMenu, Qt::Key_2);
    QVERIFY(opened.wait(kTimeoutMs));
    QCOMPARE(recentFiles().constFirst(), paths.constFirst());
    // By mouse.
    recentMenu->popup(m_window->mapToGlobal(QPoint(50, 50)));
    QTest::mouseClick(recentMenu, Qt::LeftButton, {},
                      recentMenu->actionGeometry(recentMenu->actions().constLast()).center());
    QCOMPARE(recentFiles(), QStringList());
    QCOMPARE(message(), u"The list of recent files is empty now."_s);
}

void WindowFilesTest::recentFileIsGone()
{
    forgetFiles();
    const QString path = put(u"soon-gone.json"_s, writeTrace(sampleTrace()));
    QVERIFY(open(path));
    QVERIFY(QFile::remove(path));
    QCOMPARE(recent().size(), 3);
    subMenu(*m_window, u"&File"_s, u"Open &recent"_s)->actions().constFirst()->trigger();
    QCOMPARE(message(), u"%1 is gone; it was taken off the list of recent files."_s.arg(path));
    QCOMPARE(recentFiles(), QStringList());
    QCOMPARE(m_window->inspect()->trace().hops.size(), 3);
}

void WindowFilesTest::everyReaderOpens_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("json") << writeTrace(sampleTrace());
    QTest::newRow("har") << writeHar(sampleTrace());
    QTest::newRow("curl-v") << QByteArray("> GET /a HTTP/1.1\n> Host: a.example\n> \n< HTTP/1.1 302 Found\n"
                                          "< Location: /b\n< \n> GET /b HTTP/1.1\n> Host: a.example\n> \n"
                                          "< HTTP/1.1 404 Not Found\n< \n");
    QTest::newRow("heads") << QByteArray(
        "http://a.example/a\nHTTP/1.1 302 Found\nLocation: /b\n\nHTTP/1.1 303 See Other\n"
        "Location: /c\n\nHTTP/1.1 200 OK\n\n");
}

void WindowFilesTest::everyReaderOpens()
{
    QFETCH(QByteArray, content);
    QVERIFY(open(put(u"any"_s, content)));
    QVERIFY(m_window->inspect()->trace().hops.size() >= 2);
    QVERIFY(!named<QListView>(*m_window, u"Traces of the file"_s)->isVisible());
    QVERIFY(message().startsWith(u"Opened"_s));
}

void WindowFilesTest::severalTraces()
{
    const Trace single{
        .client = u"curl"_s, .started = {}, .hops = {sampleHop("GET", "http://a.example/one", 200, "OK")}};
    QVERIFY(open(put(u"several.har"_s, writeHars({single, sampleTrace(), longTrace(3)}))));
    auto *list = named<QListView>(*m_window, u"Traces of the file"_s);
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(m_window->inspect()->trace() == sampleTrace());
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(m_window->inspect()->trace() == longTrace(3));
    QTest::mouseClick(named<QCheckBox>(*m_window, u"Only traces with redirects"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(list->model()->rowCount(), 3);
    QCOMPARE(named<QLabel>(*m_window, u"Number of traces"_s)->text(), u"3 of 3"_s);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Close the list of traces"_s), Qt::LeftButton);
    QVERIFY(!list->isVisible());
}

void WindowFilesTest::dropFile()
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(put(u"dropped.har"_s, writeHar(sampleTrace())))});
    QDragEnterEvent enter(QPoint(40, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(40, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(opened.wait(kTimeoutMs));
    QVERIFY(m_window->inspect()->trace() == sampleTrace());
}

void WindowFilesTest::dropUrl()
{
    LoopbackServer server;
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    const QUrl url = urlOf(server, u"/echo"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QMimeData data;
    data.setUrls({url});
    QDragEnterEvent enter(QPoint(40, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(40, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
    QCOMPARE(named<QLineEdit>(*m_window, u"URL to request"_s)->text(), url.toString());
}

void WindowFilesTest::badFileChangesNothing()
{
    m_window->inspect()->showTrace(sampleTrace());
    QVERIFY(!open(put(u"bad.har"_s, "{\"log\":{\"entries\":[")));
    QVERIFY(message().contains(u"bad.har cannot be read"_s));
    QVERIFY(m_window->inspect()->trace() == sampleTrace());
    QVERIFY(!open(m_folder.filePath(u"missing.har"_s)));
    QVERIFY(!open(put(u"bad.zip"_s, "PK\x03\x04")));
    QVERIFY(message().contains(u"ZIP"_s));
}

void WindowFilesTest::cutFile_data()
{
    QTest::addColumn<bool>("byKeyboard");
    QTest::addColumn<bool>("isWanted");
    QTest::newRow("used, by keyboard") << true << true;
    QTest::newRow("used, by mouse") << false << true;
    QTest::newRow("not opened, by keyboard") << true << false;
    QTest::newRow("not opened, by mouse") << false << false;
}

/// The user is asked whether the whole requests of a file that is cut off are wanted.
void WindowFilesTest::cutFile()
{
    QFETCH(bool, byKeyboard);
    QFETCH(bool, isWanted);
    m_window->inspect()->showTrace(sampleTrace());
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    m_window->files().open(
        {put(u"cut.har"_s, R"({"log":{"entries":[{"request":{"method":"GET","url":"http://a.example/x"},)"
                           R"("response":{"status":204}},{"request":{"meth)")});
    QMessageBox *question = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((question = m_window->findChild<QMessageBox *>()) && question->isVisible(), kTimeoutMs);
    QVERIFY2(question->text().contains(u"cannot be read to its end: line 1, column "_s) &&
                 question->text().contains(u"There are 1."_s),
             qPrintable(question->text()));
    QAbstractButton *button = question->button(isWanted ? QMessageBox::Yes : QMessageBox::No);
    if (byKeyboard) {
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    } else {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kTimeoutMs);
    QCOMPARE(opened.first().at(0).toBool(), isWanted);
    QCOMPARE(m_window->inspect()->trace() == sampleTrace(), !isWanted);
    QVERIFY2(message().contains(u"cannot be read to its end"_s), qPrintable(message()));
    if (isWanted)
        QCOMPARE(m_window->inspect()->trace().hops[0].request.url, "http://a.example/x");
}

/// What was left out is said in the status line, and all of it below the list.
void WindowFilesTest::notesOfAFile()
{
    QVERIFY(open(put(u"odd.har"_s, R"({"log":{"entries":[{},{"request":{"method":"GET","url":"http://a.example/x"},)"
                                   R"("response":{"status":204}},7]}})")));
    QVERIFY2(message().contains(u"2 notes stand below the list; the first: entry 1 was left out"_s),
             qPrintable(message()));
    auto *notes = named<QPlainTextEdit>(*m_window, u"What was left out of the file"_s);
    QVERIFY(notes->isVisible());
    QCOMPARE(notes->toPlainText().count(u'\n'), 1);
    QVERIFY(notes->toPlainText().contains(u"entry 3 was left out: "_s));
    QVERIFY(open(put(u"good.har"_s, writeHar(sampleTrace()))));
    QVERIFY(!notes->isVisible());
}

/// A file that is large enough for progress; its reading is stopped at the first sign of it.
void WindowFilesTest::stopReading()
{
    const QString path = put(u"large.har"_s, QByteArray(64 * 1024 * 1024, ' '));
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    m_window->files().open({path});
    auto *stop = named<QPushButton>(*m_window, u"Stop reading or writing files"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stop->isVisible() || !opened.isEmpty(), kTimeoutMs);
    if (opened.isEmpty())
        stop->click();
    QCOMPARE(opened.size(), 1);
    QVERIFY(!opened.first().at(0).toBool());
    QVERIFY(!stop->isVisible());
}

void WindowFilesTest::stoppedReadingIsSilent()
{
    QObject receiver;
    int told = 0;
    const auto count = [&told](const ReadFiles &) { ++told; };
    const QString path = put(u"silent.har"_s, writeHar(sampleTrace()));
    const CancelFlag first = readTraceFiles(
        &receiver, {path}, [](int) {}, count);
    *first = true;
    readTraceFiles(
        &receiver, {path}, [](int) {}, count);
    QTRY_COMPARE_WITH_TIMEOUT(told, 1, kTimeoutMs);
}

QTEST_MAIN(WindowFilesTest)
#include "tst_windowfiles.moc"
