// SPDX-License-Identifier: MIT
#include "net/server/loopbackserver.h"
#include "sampletraces.h"
#include "ui/clients/clientsmodel.h"
#include "ui/clients/clientspage.h"
#include "ui/compare/comparemodel.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/matrixmodel.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/celldelegate.h"
#include "ui/window/mainwindow.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class ComparePagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void matrixCells_data();
    void matrixCells();
    void matrixModelKeepsItsPromises();
    void matrixMarksDifferences();
    void matrixFilter();
    void cellByKeys();
    void runACell();
    void sortTypes();
    void clientsModelKeepsItsPromises();
    void clientsSideBySide();
    void clientsCompareFields();
    void clientsKeepTheirTable();
    void clientsWithoutRequest();
    void clientsHoldMarksBack();

private:
    QTableView *matrix() const
    {
        return named<QTableView>(*m_window, u"What each client does with each redirect type"_s);
    }
    void showCompare();

    QTemporaryDir m_folder;
    LoopbackServer m_server;
    std::unique_ptr<MainWindow> m_window;
};

void ComparePagesTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void ComparePagesTest::init()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void ComparePagesTest::cleanup()
{
    m_window.reset();
}

void ComparePagesTest::showCompare()
{
    QSignalSpy ended(m_window.get(), &MainWindow::compareEnded);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
}

void ComparePagesTest::matrixCells_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("text");
    // Measured on the clients themselves: resources/clients/measured.json.
    QTest::newRow("curl -L, 301") << u"curl"_s << 301 << QByteArray("POST") << u"GET"_s;
    QTest::newRow("curl -L, 307") << u"curl"_s << 307 << QByteArray("POST") << u"POST + body"_s;
    QTest::newRow("curl -X POST, 302") << u"curl-X"_s << 302 << QByteArray("POST") << u"POST, body lost"_s;
    QTest::newRow("wget2, 303") << u"wget2"_s << 303 << QByteArray("POST") << u"POST + body"_s;
    QTest::newRow("HTTP::Tiny, 302") << u"perl-http-tiny"_s << 302 << QByteArray("POST") << u"not followed"_s;
    QTest::newRow("HTTP::Tiny, 303") << u"perl-http-tiny"_s << 303 << QByteArray("POST") << u"GET + body"_s;
    QTest::newRow("HttpURLConnection, 308") << u"java-huc"_s << 308 << QByteArray("POST") << u"not followed"_s;
    QTest::newRow("Go, DELETE on 302") << u"go"_s << 302 << QByteArray("DELETE") << u"GET"_s;
    QTest::newRow("Fetch, PUT on 301") << u"browser"_s << 301 << QByteArray("PUT") << u"PUT + body"_s;
}

void ComparePagesTest::matrixCells()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QString, text);
    const ClientProfile *profile = findClient(client);
    QVERIFY(profile);
    const MatrixCell cell = matrixCell(*profile, status, {.method = method, .withBody = method != "DELETE"});
    QCOMPARE(matrixText(cell), text);
    QVERIFY(!cell.reason.isEmpty());
    QVERIFY(!cell.source.isEmpty());
}

void ComparePagesTest::matrixModelKeepsItsPromises()
{
    MatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), int(clientProfiles().size()));
    QCOMPARE(model.columnCount(), 6);
    model.setQuestion({.method = "PUT", .withBody = true});
    model.setStatuses({300, 301, 308});
    QCOMPARE(model.columnCount(), 4);
    model.setReference(u"go"_s);
    model.show(u"zebra"_s, false);
    QCOMPARE(model.rowCount(), 0);
    model.setReference(u"curl"_s);
    model.show({}, false);
    QVERIFY(!model.cellAt(model.index(0, 0)));
    QVERIFY(model.cellAt(model.index(0, 3)));
}

void ComparePagesTest::matrixMarksDifferences()
{
    MatrixModel model;
    model.setReference(u"browser"_s);
    int marked = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 2); // 302
        const bool same = model.cellAt(index)->sameAs(model.referenceCell(302));
        QCOMPARE(index.data().toString().startsWith(u'≠'), !same);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString().contains(u"differs"_s), !same);
        marked += same ? 0 : 1;
        if (model.clientAt(row) == u"browser"_s)
            QVERIFY(same);
        if (model.clientAt(row) == u"curl-X"_s)
            QVERIFY(!same);
    }
    QVERIFY(marked > 0 && marked < model.rowCount());
}

void ComparePagesTest::matrixFilter()
{
    showCompare();
    auto *filter = named<QLineEdit>(*m_window, u"Search the clients"_s);
    QTest::keyClicks(filter, u"python requests"_s);
    QCOMPARE(matrix()->model()->rowCount(), 1);
    QCOMPARE(matrix()->model()->index(0, 0).data().toString(), u"Python requests"_s);
    filter->clear();
    QCOMPARE(matrix()->model()->rowCount(), int(clientProfiles().size()));
}

void ComparePagesTest::cellByKeys()
{
    showCompare();
    auto *filter = named<QLineEdit>(*m_window, u"Search the clients"_s);
    filter->setText(u"curl-X"_s);
    matrix()->setFocus();
    matrix()->setCurrentIndex(matrix()->model()->index(0, 1));
    QTest::keyClick(matrix(), Qt::Key_Right);
    auto *about = named<QLabel>(*m_window, u"About the selected redirect type or client"_s);
    QVERIFY2(about->text().contains(u"302: POST, body lost"_s), qPrintable(about->text()));
    QVERIFY(about->text().contains(u"Browser (Fetch)"_s)); // what the chosen client does instead
    QVERIFY(about->text().contains(u"href"_s));            // the source
}

void ComparePagesTest::runACell()
{
    showCompare();
    named<QLineEdit>(*m_window, u"Search the clients"_s)->setText(u"curl-X"_s);
    const QModelIndex cell = matrix()->model()->index(0, 2);
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {}, matrix()->visualRect(cell).center());
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run this type"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(m_window->inspect()->isVisible());
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.client, u"curl-X"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[0].response->status, 302);
    QCOMPARE(trace.hops[1].request.method, QByteArray("POST"));
    QCOMPARE(trace.hops[1].request.body.size, 0);
}

void ComparePagesTest::sortTypes()
{
    showCompare();
    auto *table = named<QTableView>(*m_window, u"Redirect types"_s);
    auto *header = table->horizontalHeader();
    const QPoint first(header->sectionViewportPosition(CompareModel::Type) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, first);
    QStringList shown;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        shown.append(table->model()->index(row, CompareModel::Type).data().toString().first(3));
    QStringList sorted = shown;
    sorted.sort();
    QVERIFY(shown == sorted || shown == QStringList(sorted.rbegin(), sorted.rend()));
}

void ComparePagesTest::clientsModelKeepsItsPromises()
{
    ClientsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Trace other = failedTrace();
    other.client = u"curl"_s;
    model.setTraces({sampleTrace(), other});
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"Browser (Fetch)"_s);
    QVERIFY(model.index(1, 2).data().toString().startsWith(u"≠ First difference"_s));
    QVERIFY(model.index(1, 2).data(HighlightRole).toBool());
    QVERIFY(!model.index(1, 1).data(HighlightRole).toBool());
    model.setTraces({});
    QCOMPARE(model.rowCount(), 0);
}

void ComparePagesTest::clientsSideBySide()
{
    TraceRequest request;
    request.url = urlOf(m_server, u"/302?to=/echo"_s).toString();
    request.method = "POST";
    request.content.bytes = "a=1";
    m_window->inspect()->setRequest(request);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    auto *page = m_window->findChild<ClientsPage *>();
    QVERIFY(page->isVisible());
    QVERIFY(named<QLabel>(*m_window, u"Request of the Inspect page"_s)->text().startsWith(u"POST http://127"_s));
    // By mouse: nothing but curl -L -X beside the three that are chosen first.
    auto *list = named<QTableView>(*m_window, u"Clients to run"_s);
    named<QLineEdit>(*m_window, u"Search the clients to run"_s)->setText(u"curl-X"_s);
    QCOMPARE(list->model()->rowCount(), 2); // below its heading
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(page->chosenClients().size(), 4);
    QSignalSpy ended(m_window.get(), &MainWindow::clientsEnded);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run as the chosen clients"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    auto *table = named<QTableView>(*m_window, u"Chains side by side"_s);
    QCOMPARE(table->model()->columnCount(), 5);
    QCOMPARE(table->model()->rowCount(), 3);
    const qsizetype column = page->chosenClients().indexOf(u"curl-X"_s) + 1;
    const QModelIndex cell = table->model()->index(1, int(column));
    QVERIFY2(cell.data().toString().startsWith(u"≠ First difference: sends POST instead of GET"_s),
             qPrintable(cell.data().toString()));
    table->setCurrentIndex(cell);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(m_window->inspect()->isVisible());
    QCOMPARE(m_window->inspect()->trace().client, u"curl-X"_s);
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
}

void ComparePagesTest::clientsCompareFields()
{
    const QUrl end = urlOf(m_server, u"/echo"_s);
    const QString target = u"http://localhost:%1"_s.arg(end.port());
    TraceRequest request;
    request.url = urlOf(m_server, u"/307?to=%1/echo"_s.arg(target)).toString();
    request.method = "POST";
    request.content.bytes = "a=1";
    request.headers.append("Authorization", "Bearer s3cret");
    m_window->inspect()->setRequest(request);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    auto *page = m_window->findChild<ClientsPage *>();
    page->setChosenClients({u"browser"_s, u"curl"_s, u"curl-trusted"_s});
    QSignalSpy ended(m_window.get(), &MainWindow::clientsEnded);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run as the chosen clients"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    const QString why = u"sends Authorization to %1, Browser (Fetch) does not"_s.arg(target);
    const QAbstractItemModel *model = named<QTableView>(*m_window, u"Chains side by side"_s)->model();
    const QModelIndex trusted = model->index(1, 1 + int(page->chosenClients().indexOf(u"curl-trusted"_s)));
    QCOMPARE(trusted.data().toString(), u"≠ First difference: %1\nPOST %2/echo · body 3 B\n200 OK"_s.arg(why, target));
    QVERIFY(trusted.data(HighlightRole).toBool());
    QCOMPARE(trusted.data(BoldRole).toInt(), u"≠ First difference: "_s.size() + why.size());
    QCOMPARE(trusted.siblingAtColumn(1).data().toString(), u"POST %1/echo · body 3 B\n200 OK"_s.arg(target));
    QStringList lines = named<QLabel>(*m_window, u"First difference of each client"_s)->text().split(u'\n');
    lines.sort();
    QCOMPARE(
        lines,
        (QStringList{
            u"Request 2: curl --location-trusted "_s + why,
            u"curl -L sends the same as Browser (Fetch), but for fields that each client writes in its own way"_s}));
}

void ComparePagesTest::clientsKeepTheirTable()
{
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    auto *page = m_window->findChild<ClientsPage *>();
    page->setTraces(QList<Trace>(2, sampleTrace()));
    auto *lines = named<QLabel>(*m_window, u"First difference of each client"_s);
    auto *area = named<QScrollArea>(*m_window, u"First differences"_s);
    auto *table = named<QTableView>(*m_window, u"Chains side by side"_s);
    QTRY_COMPARE(area->height(), lines->heightForWidth(area->viewport()->width()));
    page->setTraces(QList<Trace>(40, sampleTrace()));
    QTRY_VERIFY(lines->height() > area->height());
    QTRY_VERIFY2(table->height() > area->height(), qPrintable(QString::number(table->height())));
    QVERIFY(area->height() > 0);
}

void ComparePagesTest::clientsWithoutRequest()
{
    m_window->inspect()->setRequest({});
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Run as the chosen clients"_s), Qt::LeftButton);
    auto *error = named<QLabel>(*m_window, u"Why the request cannot be run"_s);
    QVERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
}

void ComparePagesTest::clientsHoldMarksBack()
{
    TraceRequest request;
    request.url = urlOf(m_server, u"/echo?token=[redacted 1]"_s).toString();
    m_window->inspect()->setRequest(request);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    auto *run = named<QPushButton>(*m_window, u"Run as the chosen clients"_s);
    auto *error = named<QLabel>(*m_window, u"Why the request cannot be run"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::clientsEnded);
    QTest::mouseClick(run, Qt::LeftButton);
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().startsWith(u"URL:"_s), qPrintable(error->text()));
    QVERIFY(!m_window->findChild<ClientsPage *>()->traces().size());
    QTest::mouseClick(run, Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!error->isVisible());
}

QTEST_MAIN(ComparePagesTest)
#include "tst_comparepages.moc"
