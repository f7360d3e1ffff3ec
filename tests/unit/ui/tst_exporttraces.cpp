// SPDX-License-Identifier: MIT
#include "formats/readers.h"
#include "net/server/loopbackserver.h"
#include "paint/paintedformats.h"
#include "sampletraces.h"
#include "trace/tracejson.h"
#include "ui/clients/clientspage.h"
#include "ui/files/tracefiles.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/exportcontroller.h"
#include "ui/window/filecontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "ui/window/tracelist.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

/// Several traces at once: what the window opens, and what it writes of its history and its clients.
class ExportTracesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void severalFiles();
    void severalFilesAreDropped();
    void historyAsOneFile();
    void marksOfTheHistoryStayApart();
    void historyAsFolder();
    void namesOfFiles();
    void exportMenuOfTheHistory();
    void brokenFilesAreLeftOut();
    void twoExportsAtOnce();
    void exportIsStopped();
    void clientsAreExportedAndKept();
    void secretsThatTheUserNames();
    void dragOut();

private:
    QString put(const QString &name, const QByteArray &content);
    QString message() const { return named<QLabel>(*m_window, u"What happened"_s)->text(); }
    HistoryPage *history(bool withSecrets = true);
    QList<Trace> tracesIn(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    LoopbackServer m_server;
    std::unique_ptr<MainWindow> m_window;
};

void ExportTracesTest::initTestCase()
{
    QCoreApplication::setOrganizationName(u"hopscope"_s);
    QCoreApplication::setApplicationName(u"hopscope"_s);
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void ExportTracesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ExportTracesTest::cleanup()
{
    m_window.reset();
}

QString ExportTracesTest::put(const QString &name, const QByteArray &content)
{
    const QString path = m_folder->filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

/// The page with three traces, the last of them selected.
HistoryPage *ExportTracesTest::history(bool withSecrets)
{
    {
        HistoryStore store(historyFolder());
        QSignalSpy added(&store, &HistoryStore::added);
        int minutes = 0;
        for (Trace trace : {longTrace(2), failedTrace(), sampleTrace()}) {
            trace.started = QDateTime(QDate(2026, 11, 20), QTime(12, minutes++), Qt::UTC);
            trace.hops.first().request.headers.append("Authorization", "Bearer s3cret-of-the-test");
            store.add(trace, {}, withSecrets);
        }
        while (added.size() < 3 && added.wait(kTimeoutMs)) {
        }
    }
    m_window->showPage(pageNumber("history"_L1));
    auto *page = m_window->findChild<HistoryPage *>();
    return QTest::qWaitFor([&] { return page->idsToExport().size() == 3; }, kTimeoutMs) ? page : nullptr;
}

QList<Trace> ExportTracesTest::tracesIn(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? readTraces(file.readAll()).value.value_or(QList<Trace>()) : QList<Trace>();
}

void ExportTracesTest::severalFiles()
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    const QStringList paths{put(u"a.json"_s, writeTrace(sampleTrace())), put(u"b.json"_s, "{\"format\": 1}"),
                            put(u"c.har"_s, findFormat(u"har")->writeAll({longTrace(3), longTrace(4)}))};
    m_window->files().open(paths);
    QVERIFY(opened.wait(kTimeoutMs));
    QVERIFY(opened.first().at(0).toBool());
    auto *list = m_window->findChild<TraceList *>();
    QVERIFY(list->isVisible());
    QVERIFY(list->traces() == (QList<Trace>{sampleTrace(), longTrace(3), longTrace(4)}));
    QVERIFY2(message().contains(paths[1]), qPrintable(message()));
}

void ExportTracesTest::severalFilesAreDropped()
{
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(put(u"a.json"_s, writeTrace(sampleTrace()))),
                  QUrl::fromLocalFile(put(u"b.json"_s, writeTrace(longTrace(3))))});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(opened.wait(kTimeoutMs));
    QCOMPARE(m_window->findChild<TraceList *>()->traces().size(), 2);
    QVERIFY(m_window->inspect()->trace() == sampleTrace());
}

void ExportTracesTest::historyAsOneFile()
{
    HistoryPage *page = history();
    QVERIFY(page);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString all = m_folder->filePath(u"all.har"_s);
    m_window->exports().exportStored(all, page->idsToExport(), *findFormat(u"har"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(saved.takeFirst().at(0).toBool());
    QVERIFY2(message().contains(u"Authorization (3)"_s), qPrintable(message()));
    const QList<Trace> back = tracesIn(all);
    QCOMPARE(back.size(), 3);
    QCOMPARE(back.first().hops.size(), sampleTrace().hops.size()); // the newest is the first of the page
    QVERIFY(!writeTrace(back.first()).contains("s3cret"));
}

/// Each trace was redacted by itself: equal marks of two of them would say that the secrets are equal.
void ExportTracesTest::marksOfTheHistoryStayApart()
{
    HistoryPage *page = history(false);
    QVERIFY(page);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString all = m_folder->filePath(u"all.har"_s);
    m_window->exports().exportStored(all, page->idsToExport(), *findFormat(u"har"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QSet<QByteArray> values;
    const QList<Trace> back = tracesIn(all);
    QCOMPARE(back.size(), 3);
    for (const Trace &trace : back) {
        const QByteArray value = trace.hops.first().request.headers.first("Authorization").value_or(QByteArray());
        QVERIFY2(value.startsWith("Bearer [redacted "), value);
        values.insert(value);
    }
    QCOMPARE(values.size(), 3);
}

void ExportTracesTest::historyAsFolder()
{
    HistoryPage *page = history();
    QVERIFY(page);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString path = m_folder->filePath(u"out"_s);
    m_window->exports().exportStored(path, page->idsToExport(), *findFormat(u"json"), true);
    QVERIFY(saved.wait(kTimeoutMs));
    const QStringList names{u"1-POST-shop.localhost-8601-orders-browser.json"_s,
                            u"2-POST-shop.localhost-8601-orders-browser.json"_s,
                            u"3-GET-127.0.0.1-8601-chain-2-curl.json"_s};
    QCOMPARE(QDir(path).entryList(QDir::Files), names);
    QCOMPARE(tracesIn(QDir(path).filePath(names.last())).value(0).hops.size(), longTrace(2).hops.size());
    QVERIFY2(message().startsWith(u"Saved 3 files in %1; "_s.arg(path)), qPrintable(message()));
    // A second export leaves the first alone.
    m_window->exports().exportStored(path, page->idsToExport(), *findFormat(u"json"), true);
    QVERIFY(saved.wait(kTimeoutMs));
    QCOMPARE(QDir(path).entryList(QDir::Files).size(), 6);
    QVERIFY(QFile::exists(QDir(path).filePath(u"3-GET-127.0.0.1-8601-chain-2-curl-2.json"_s)));
}

void ExportTracesTest::namesOfFiles()
{
    Trace odd = sampleTrace();
    odd.hops[0].request.url = "http://me:pw@a.example/%C3%A9/../x?token=s3cret#f";
    odd.hops[0].request.method = "../GET";
    Trace empty;
    const QStringList names = traceFileNames(QDir(m_folder->path()), {odd, empty}, u"har"_s);
    QCOMPARE(names, (QStringList{u"1-..-GET-a.example-C3-A9-..-x-browser.har"_s, u"2.har"_s}));
}

void ExportTracesTest::exportMenuOfTheHistory()
{
    HistoryPage *page = history();
    QVERIFY(page);
    QSignalSpy asked(page, &HistoryPage::exportRequested);
    disconnect(page, &HistoryPage::exportRequested, nullptr, nullptr); // a dialog would wait for the user
    QSignalSpy alone(page, &HistoryPage::exportRequested);
    QMenu *menu = named<QPushButton>(*page, u"Export"_s)->menu();
    const auto titles = [&] {
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator() && !action->menu())
                texts.append(action->text());
        }
        return texts;
    };
    QStringList several;
    QStringList all;
    for (const Format *format : allFormats()) {
        const QString title = QString::fromLatin1(format->title) + u'…';
        all.append(title);
        if (format->writeAll)
            several.append(title);
    }
    QCOMPARE(titles(), several);
    auto *list = named<QTableView>(*page, u"Traces"_s);
    list->setCurrentIndex(list->model()->index(1, 0));
    QCOMPARE(page->idsToExport(), page->selectedIds());
    QCOMPARE(titles(), all);
    menu->actions().at(1)->trigger();
    QCOMPARE(alone.size(), 1);
    QCOMPARE(alone.first().at(1).toBool(), false);
}

void ExportTracesTest::brokenFilesAreLeftOut()
{
    QVERIFY(QDir().mkpath(historyFolder()));
    QFile broken(historyFolder() + u"/broken.json"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{") == 1);
    broken.close();
    HistoryStore(historyFolder()).add(sampleTrace(), {}, true); // is written when this returns
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString path = m_folder->filePath(u"all.csv"_s);
    m_window->exports().exportStored(path, {u"broken"_s}, *findFormat(u"csv"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY(!saved.takeFirst().at(0).toBool());
    QVERIFY(!QFile::exists(path));
    m_window->showPage(pageNumber("history"_L1));
    auto *page = m_window->findChild<HistoryPage *>();
    QTRY_COMPARE_WITH_TIMEOUT(page->idsToExport().size(), 2, kTimeoutMs);
    m_window->exports().exportStored(path, page->idsToExport(), *findFormat(u"csv"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    QVERIFY2(message().endsWith(u"Broken files left out: 1."_s), qPrintable(message()));
    QVERIFY(QFile::exists(path));
}

void ExportTracesTest::twoExportsAtOnce()
{
    m_window->inspect()->showTrace(longTrace(300));
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString har = m_folder->filePath(u"one.har"_s);
    const QString csv = m_folder->filePath(u"two.csv"_s);
    m_window->exports().exportTrace(har, *findFormat(u"har"), true);
    m_window->exports().exportTrace(csv, *findFormat(u"csv"), true);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, kTimeoutMs);
    QVERIFY(saved[0].at(0).toBool() && saved[1].at(0).toBool());
    QVERIFY(tracesIn(har).value(0) == longTrace(300));
    QVERIFY(QFileInfo(csv).size() > 0);
    QVERIFY(!named<QPushButton>(*m_window, u"Stop reading or writing files"_s)->isVisible());
}

/// What was there before stays as it is.
void ExportTracesTest::exportIsStopped()
{
    const QString path = put(u"old.har"_s, "as before");
    const auto stop = std::make_shared<CancelFlag>();
    TraceExport what{.format = findFormat(u"har"), .traces = {longTrace(500)}, .withSecrets = true, .redaction = {}};
    int told = 0;
    QSignalSpy gone(m_window.get(), &MainWindow::traceFileSaved);
    *stop = writeTraceFile(m_window.get(), path, what, {}, [&](const Written &) { ++told; });
    **stop = true;
    // Another one, so that there is something to wait for.
    m_window->inspect()->showTrace(sampleTrace());
    m_window->exports().exportTrace(m_folder->filePath(u"other.har"_s), *findFormat(u"har"), true);
    QVERIFY(gone.wait(kTimeoutMs));
    QCOMPARE(told, 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("as before"));
}

void ExportTracesTest::clientsAreExportedAndKept()
{
    named<QLineEdit>(*m_window, u"URL to request"_s)->setText(urlOf(m_server, u"/302?to=/echo"_s).toString());
    m_window->showPage(pageNumber("clients"_L1));
    auto *page = m_window->findChild<ClientsPage *>();
    page->setChosenClients({u"browser"_s, u"curl"_s});
    QSignalSpy ended(m_window.get(), &MainWindow::clientsEnded);
    QTest::mouseClick(named<QPushButton>(*page, u"Run as the chosen clients"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(page->traces().size(), 2);
    m_window->showPage(pageNumber("history"_L1));
    auto *stored = m_window->findChild<HistoryPage *>();
    QTRY_COMPARE_WITH_TIMEOUT(stored->idsToExport().size(), 2, kTimeoutMs);
}

void ExportTracesTest::secretsThatTheUserNames()
{
    m_window->showPage(pageNumber("preferences"_L1));
    auto *names = named<QLineEdit>(*m_window, u"Names of other secret fields and parameters, separated by commas"_s);
    QTest::keyClicks(names, u"X-Customer, account"_s);
    QVERIFY(readPreferences(QSettings()).secretNames == (QStringList{u"X-Customer"_s, u"account"_s}));
    QCOMPARE(names->text(), u"X-Customer, account"_s);
    Trace trace = sampleTrace();
    trace.hops.first().request.headers.append("X-Customer", "the-customer-number");
    trace.hops.first().request.url += "?account=the-account-number&page=2";
    m_window->showPage(pageNumber("inspect"_L1));
    m_window->inspect()->showTrace(trace);
    QSignalSpy saved(m_window.get(), &MainWindow::traceFileSaved);
    const QString path = m_folder->filePath(u"named.json"_s);
    m_window->exports().exportTrace(path, *findFormat(u"json"), false);
    QVERIFY(saved.wait(kTimeoutMs));
    const QByteArray written = writeTrace(tracesIn(path).value(0));
    QVERIFY(!written.contains("the-customer-number") && !written.contains("the-account-number"));
    QVERIFY(written.contains("page=2"));
    QVERIFY2(message().contains(u"X-Customer (1), URL parameter account (1)"_s), qPrintable(message()));
}

/// A pointer that moves with its button down over a card: a HAR and the chain as text are ready to be dropped.
void ExportTracesTest::dragOut()
{
    Trace trace = sampleTrace();
    trace.hops.first().request.headers.append("Authorization", "Bearer s3cret-of-the-test");
    m_window->inspect()->showTrace(trace);
    auto *chain = named<QListView>(*m_window, u"Chain of requests"_s);
    QString text;
    QList<Trace> dropped;
    QSignalSpy ready(m_window.get(), &MainWindow::dragReady);
    connect(m_window.get(), &MainWindow::dragReady, this, [&](const QMimeData *mime) {
        text = mime->text();
        dropped = tracesIn(mime->urls().value(0).toLocalFile());
    });
    const QPoint card = chain->visualRect(chain->model()->index(1, 0)).center();
    QTest::mousePress(chain->viewport(), Qt::LeftButton, {}, card);
    const auto move = [&](QPoint to) {
        QMouseEvent event(QEvent::MouseMove, to, chain->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(chain->viewport(), &event);
    };
    move(card + QPoint(0, 1));
    QCOMPARE(ready.size(), 0);
    move(card + QPoint(60, 40));
    move(card + QPoint(80, 60));
    QVERIFY(ready.wait(kTimeoutMs));
    QTest::mouseRelease(chain->viewport(), Qt::LeftButton, {}, card);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().hops.size(), trace.hops.size());
    QVERIFY(text.contains(u"303"_s));
    for (const QByteArray &each : {text.toUtf8(), writeTrace(dropped.first())})
        QVERIFY(!each.contains("s3cret"));
}

QTEST_MAIN(ExportTracesTest)
#include "tst_exporttraces.moc"
