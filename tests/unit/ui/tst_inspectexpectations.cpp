// SPDX-License-Identifier: MIT
// What is expected of a chain: typed into the options, judged when the trace is over, shown above the chain.
#include "net/collection.h"
#include "requestwindow.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/expectationsview.h"
#include "ui/look/wraptable.h"
#include "ui/request/optionspanel.h"
#include "ui/saved/collectionmodel.h"
#include "ui/saved/collectionstore.h"
#include "ui/saved/savedpage.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"

#include <QAccessible>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kOptionsLink = 6;
constexpr int kExpectationsLink = 7;
constexpr int kMostTabs = 60;

} // namespace

class InspectExpectationsTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void byKeyboard();
    void byMouse();
    void asExpected();
    void nothingExpected();
    void readAloud();
    void storedTraces();
    void savedRequests();
    void nothingIsFollowed();
    void keepsRoomForTheChain();

private:
    ExpectationsView *view() const { return m_window->inspect()->findChild<ExpectationsView *>(); }
    WrapTable *table() const { return named<WrapTable>(*m_window->inspect(), u"What is not as expected"_s); }
    QString verdict() const { return view()->findChild<QLabel *>()->text(); }
    QString status() const { return m_window->findChild<StatusMessages *>()->text(); }
    QStringList rows() const;
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    QWidget *field(QStringView option) const;
    void trace(const TraceRequest &request);
    /// A file of the folder of saved requests.
    void write(const QString &path, const QByteArray &text) const;
};

void InspectExpectationsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    prepare();
}

void InspectExpectationsTest::write(const QString &path, const QByteArray &text) const
{
    const QString full = m_folder.filePath(u"requests/"_s + path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QStringList InspectExpectationsTest::rows() const
{
    QStringList texts;
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        texts.append(table()->model()->index(row, 0).data().toString());
    return texts;
}

QWidget *InspectExpectationsTest::field(QStringView option) const
{
    return m_window->findChild<OptionsPanel *>()->field(option);
}

void InspectExpectationsTest::trace(const TraceRequest &request)
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->tracing().trace(request);
    QVERIFY(ended.wait(kTimeoutMs));
}

void InspectExpectationsTest::byKeyboard()
{
    urlEdit()->setText(url(u"/302"_s));
    link(kExpectationsLink)->setFocus();
    QTest::keyClick(link(kExpectationsLink), Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget(), field(u"expect"));
    for (const auto &[option, text] : {std::pair{u"expect"_s, u"301,404"_s}, {u"expect-max"_s, u"0"_s}}) {
        field(option)->setFocus();
        QTest::keyClicks(field(option), text);
    }
    QCOMPARE(link(kOptionsLink)->text(), u"Options 2"_s);
    QCOMPARE(link(kExpectationsLink)->text(), u"Expectations 2"_s);
    traced();
    QVERIFY(view()->isVisible());
    QCOMPARE(verdict(), u"✖ Not as expected: 3 differences"_s);
    const QStringList expected{u"✖ Request 1 got 302, not 301."_s,
                               u"✖ 1 redirect instead of none: request 1 went from /302 to /echo."_s,
                               u"✖ Request 2 got 200, not 404."_s, u"Expected: 301, 404; no redirect"_s};
    QCOMPARE(rows(), expected);
    QVERIFY2(status().startsWith(u"Not as expected: 3 differences. Final: 200 OK at "_s), qPrintable(status()));
    // Tab reaches the rows, each leads to its request.
    urlEdit()->setFocus();
    for (int i = 0; i < kMostTabs && QApplication::focusWidget() != table(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), table());
    const auto *chain = m_window->inspect();
    for (const auto &[key, row, hop] :
         {std::tuple{Qt::Key_Down, 1, 0}, {Qt::Key_Up, 0, 0}, {Qt::Key_Down, 1, 0}, {Qt::Key_Down, 2, 1}}) {
        QTest::keyClick(table(), key);
        QCOMPARE(table()->currentIndex().row(), row);
        QCOMPARE(chain->selectedRow(), hop);
    }
    m_window->inspect()->findChild<ChainView *>()->select(0);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(chain->selectedRow(), 1);
    // What was expected belongs to no request.
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->currentIndex().row(), 3);
    QCOMPARE(chain->selectedRow(), 1);
}

void InspectExpectationsTest::byMouse()
{
    bar().setRequest({.method = "POST", .url = url(u"/302"_s), .content = {"a=1", {}}});
    QTest::mouseClick(link(kExpectationsLink), Qt::LeftButton);
    named<QScrollArea>(*m_window, u"Parts of the request"_s)->ensureWidgetVisible(field(u"expect-method"));
    QTest::mouseClick(field(u"expect-method"), Qt::LeftButton);
    QTest::keyClicks(QApplication::focusWidget(), u"POST"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::mouseClick(named<QPushButton>(*m_window->inspect(), u"Trace"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(verdict(), u"✖ Not as expected: 1 difference"_s);
    const QString reason = m_window->inspect()->trace().hops.first().redirect->ledger.first().reason;
    QCOMPARE(rows(), (QStringList{u"✖ Request 2 sent GET, not POST: "_s + reason, u"Expected: last method POST"_s}));
    QTest::mouseClick(link(kExpectationsLink), Qt::LeftButton);
    auto *chain = m_window->inspect()->findChild<ChainView *>();
    for (int i = 0; i < 2; ++i) {
        chain->select(0);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                          table()->visualRect(table()->model()->index(0, 0)).center());
        QCOMPARE(m_window->inspect()->selectedRow(), 1);
    }
}

void InspectExpectationsTest::asExpected()
{
    trace({.url = url(u"/302"_s),
           .expectations = {.statuses = {"3xx", "200"}, .finalUrl = url(u"/echo"_s).toUtf8(), .mostRedirects = 1}});
    QVERIFY(view()->isVisible());
    QCOMPARE(verdict(), u"✔ As expected"_s);
    QCOMPARE(rows(), QStringList{u"Expected: 3xx, 200; ends at %1; at most 1 redirect"_s.arg(url(u"/echo"_s))});
    QVERIFY2(status().startsWith(u"As expected. Final: 200 OK at "_s), qPrintable(status()));
}

/// The answer goes with its trace.
void InspectExpectationsTest::nothingExpected()
{
    trace({.url = url(u"/302"_s), .expectations = {.statuses = {"200"}}});
    QVERIFY(view()->isVisible());
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->tracing().trace({.url = url(u"/302"_s)});
    QVERIFY(!view()->isVisible());
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!view()->isVisible());
    QVERIFY2(status().startsWith(u"Final: 200 OK at "_s), qPrintable(status()));
}

void InspectExpectationsTest::readAloud()
{
    trace({.url = url(u"/302"_s), .expectations = {.statuses = {"301", "200"}, .failOn = {u"loop"_s}}});
    QCOMPARE(view()->findChild<QLabel *>()->accessibleName(), u"Not as expected: 1 difference"_s);
    QAccessibleInterface *rowsRead = QAccessible::queryAccessibleInterface(table());
    QVERIFY(rowsRead && rowsRead->tableInterface());
    QCOMPARE(rowsRead->text(QAccessible::Name), u"What is not as expected"_s);
    QCOMPARE(rowsRead->tableInterface()->rowCount(), 2);
    QCOMPARE(rowsRead->tableInterface()->cellAt(0, 0)->text(QAccessible::Name), u"Request 1 got 302, not 301."_s);
    QCOMPARE(rowsRead->tableInterface()->cellAt(1, 0)->text(QAccessible::Name),
             u"Expected: 301, 200; no finding of loop"_s);
}

/// A stored trace is judged by what its request expects, unless its secrets were taken out.
void InspectExpectationsTest::storedTraces()
{
    const TraceRequest request{.url = url(u"/302"_s), .expectations = {.statuses = {"301", "200"}}};
    trace(request);
    Trace made = m_window->inspect()->trace();
    m_window->tracing().showStored({.trace = made, .request = StoredRequest{.request = request}});
    QVERIFY(view()->isVisible());
    QCOMPARE(verdict(), u"✖ Not as expected: 1 difference"_s);
    made.hops[0].request.headers.append("Authorization", "Bearer [redacted 1]");
    m_window->tracing().showStored({.trace = made, .request = StoredRequest{.request = request}});
    QVERIFY(!view()->isVisible());
    m_window->tracing().showTrace(made);
    QVERIFY(!view()->isVisible());
}

/// What is expected is kept with a request, and judged when it is traced from the page of saved requests.
void InspectExpectationsTest::savedRequests()
{
    m_window.reset();
    const QString base = url({});
    TraceRequest request{.url = u"{{base}}/302"_s};
    request.expectations = {.statuses = {"301", "200"}, .finalUrl = "{{base}}/echo", .failOn = {u"error"_s}};
    write(u"a.request.json"_s, writeSavedRequest({.request = request}));
    write(u"environments/dev.json"_s, R"({"format": "hopscope-environment", "version": 1, "variables": [
        {"name": "base", "value": ")" + base.toUtf8() +
                                          R"("}]})");
    qputenv("HOPSCOPE_REQUESTS", m_folder.filePath(u"requests"_s).toUtf8());
    RequestWindow::open();
    QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
    const auto *page = m_window->findChild<SavedPage *>();
    auto *tree = named<QTreeView>(*page, u"Saved requests"_s);
    const auto *model = page->findChild<CollectionModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(model->indexOf(u"a.request.json"_s).isValid(), kTimeoutMs);
    for (QModelIndex index = tree->model()->index(0, 0); index.isValid(); index = tree->indexBelow(index)) {
        if (index.data(CollectionModel::PathRole).toString() == u"a.request.json"_s)
            tree->setCurrentIndex(index);
    }
    const QString preview = named<QPlainTextEdit>(*page, u"The request as it is saved"_s)->toPlainText();
    QVERIFY2(preview.contains(u"Expected statuses: 301,200\nExpected final URL: {{base}}/echo\n"
                              "Findings that must not be there: error"_s),
             qPrintable(preview));
    m_window->session().requests().setEnvironment(u"dev"_s);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::mouseClick(named<QPushButton>(*page, u"Trace"_s), Qt::LeftButton);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(view()->isVisible());
    QCOMPARE(rows(), (QStringList{u"✖ Request 1 got 302, not 301."_s,
                                  u"Expected: 301, 200; ends at %1/echo; no finding of error"_s.arg(base)}));
    QCOMPARE(bar().request()->expectations, request.expectations);
    qunsetenv("HOPSCOPE_REQUESTS");
}

void InspectExpectationsTest::nothingIsFollowed()
{
    bar().setRequest({.method = "POST", .url = url(u"/307"_s), .content = {"a=1", {}}});
    QCOMPARE(link(4)->text(), u"At most 20 redirects"_s);
    link(kOptionsLink)->setFocus();
    QTest::keyClick(link(kOptionsLink), Qt::Key_Space);
    field(u"no-follow")->setFocus();
    QTest::keyClick(field(u"no-follow"), Qt::Key_Space);
    QCOMPARE(link(4)->text(), u"Redirects not followed"_s);
    traced();
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.hops.size(), 1);
    const QString ending = u"POST %1 would be sent next. Nothing is followed, as you asked."_s.arg(url(u"/echo"_s));
    QCOMPARE(trace.outcome, (Outcome{OutcomeKind::NotFollowed, ending}));
    QVERIFY2(status().endsWith(ending), qPrintable(status()));
    bool isTold = false;
    for (const QLabel *label : m_window->inspect()->findChildren<QLabel *>())
        isTold = isTold || (label->isVisible() && label->text().contains(u"Nothing is followed, as you asked."_s));
    QVERIFY(isTold);
}

/// Many differences scroll.
void InspectExpectationsTest::keepsRoomForTheChain()
{
    QList<QByteArray> statuses(20, "404");
    m_window->resize(m_window->minimumSizeHint().expandedTo({1000, 640}));
    trace({.url = url(u"/chain/20"_s), .expectations = {.statuses = statuses}});
    QCOMPARE(table()->model()->rowCount(), 22);
    auto *chain = m_window->inspect()->findChild<ChainView *>();
    QTRY_VERIFY(chain->height() > view()->height());
}

QTEST_MAIN(InspectExpectationsTest)
#include "tst_inspectexpectations.moc"
