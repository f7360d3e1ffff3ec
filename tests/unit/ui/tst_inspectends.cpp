// SPDX-License-Identifier: MIT
// Chains that wait, that ended early, and that repeat themselves: what the Inspect page says of them.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/findingsview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/phases.h"
#include "ui/inspect/waterfall.h"
#include "ui/look/wraptable.h"
#include "ui/window/tracecontroller.h"

#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr qint64 kThoughtUs = 60'000'000;
constexpr int kLoopHops = 21;

/// As sampleTrace(), but its user has thought for a minute before each step.
Trace steppedTrace()
{
    Trace trace = sampleTrace();
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        trace.hops[i].timing.start += i * kThoughtUs;
    return trace;
}

/// The same finding in every hop.
Trace repeatingTrace()
{
    Trace trace = longTrace(kLoopHops - 1);
    for (int hop = 0; hop < kLoopHops; ++hop)
        trace.findings.append({.id = u"location-missing"_s,
                               .severity = Severity::Error,
                               .hop = hop,
                               .title = u"A redirect without Location"_s,
                               .detail = u"The Location is empty."_s});
    return trace;
}

} // namespace

class InspectEndsTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void thinkingTimeIsNotCounted();
    void barsWithoutPauses();
    void wordsWhileItWaits();
    void wordsWhenItWasCanceled();
    void whatIfWhereTheChainEnded_data();
    void whatIfWhereTheChainEnded();
    void limitOfTheUserStays();
    void badRequests_data();
    void badRequests();
    void statusesAscend();
    void sameFindingIsOneRow();
    void ledgerRowSelectsTheField();
    void marksAreHeldBack_data();
    void marksAreHeldBack();
    void mendedMarkIsSent();
    void markOfTheHistoryIsHeldBack();
    void pasteLink();
    void legendShowsWhatTookTime();

private:
    QLabel *result() const { return named<QLabel>(*m_window, u"What would be sent"_s); }
    QLabel *error() const { return named<QLabel>(*m_window, u"What is wrong with the request"_s); }
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }
    QString summary() const { return named<QLabel>(*m_window, u"Summary of the chain"_s)->text(); }
    void show(Trace trace);
};

void InspectEndsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void InspectEndsTest::show(Trace trace)
{
    m_window->inspect()->clear(trace.client);
    m_window->inspect()->showTrace(trace);
}

void InspectEndsTest::thinkingTimeIsNotCounted()
{
    show(steppedTrace());
    QCOMPARE(summary(), u"3 requests · 2 redirects · 37.2 ms"_s);
    QVERIFY(named<QLabel>(*m_window, u"Summary of the chain"_s)->toolTip().contains(u"120.00 s"_s));
    Trace overlapping = sampleTrace();
    overlapping.hops[1].timing.start = 0;
    overlapping.hops.removeLast();
    show(overlapping);
    QCOMPARE(summary(), u"2 requests · 1 redirect · 12.4 ms"_s);
}

void InspectEndsTest::barsWithoutPauses()
{
    show(steppedTrace());
    const auto *model = m_window->findChild<ChainView *>()->model();
    QCOMPARE(model->endTime(), qint64(37'200));
    QCOMPARE(model->startTime(1), qint64(12'400));
    QCOMPARE(model->startTime(2), qint64(24'800));
    QCOMPARE(model->hops()[1].timing.start, kThoughtUs + 12'400); // what was recorded stays
    auto *waterfall = m_window->findChild<Waterfall *>();
    const QImage paused = waterfall->grab().toImage();
    show(sampleTrace());
    QCOMPARE(waterfall->grab().toImage(), paused);
}

void InspectEndsTest::wordsWhileItWaits()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/302?to=/echo"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(result() && result()->text().contains(u"waits for Step"_s), kTimeoutMs);
    QVERIFY2(result()->text().startsWith(u"This is what the client decided; the next request waits for Step."_s),
             qPrintable(result()->text()));
    auto *client = combo(u"What if the client had been"_s);
    client->setCurrentIndex(client->findData(u"curl"_s));
    QVERIFY2(!result()->text().contains(u"was sent"_s), qPrintable(result()->text()));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->inspect()->trace().hops.size(), 2, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(result()->text().contains(u"waits for Step"_s), kTimeoutMs);
    chain()->setFocus();
    QTest::keyClick(chain(), Qt::Key_Up);
    QVERIFY2(result()->text().startsWith(u"This is what happened."_s), qPrintable(result()->text()));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QVERIFY(ended.wait(kTimeoutMs));
}

void InspectEndsTest::wordsWhenItWasCanceled()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/echo"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(result() && result()->text().contains(u"waits for Step"_s), kTimeoutMs);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY2(result()->text().contains(u"the trace ended before the next request was sent"_s),
             qPrintable(result()->text()));
}

void InspectEndsTest::whatIfWhereTheChainEnded_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<OutcomeKind>("outcome");
    QTest::newRow("loop") << u"/loop"_s << OutcomeKind::Loop;
    QTest::newRow("limit") << u"/chain/30"_s << OutcomeKind::TooManyRedirects;
    QTest::newRow("scheme") << u"/ftp"_s << OutcomeKind::UnsupportedScheme;
    QTest::newRow("no Location") << u"/no-location"_s << OutcomeKind::MissingLocation;
}

void InspectEndsTest::whatIfWhereTheChainEnded()
{
    QFETCH(QString, path);
    QFETCH(OutcomeKind, outcome);
    urlEdit()->setText(url(path));
    QCOMPARE(traced().url, url(path).toUtf8());
    const Trace &trace = m_window->inspect()->trace();
    QCOMPARE(trace.outcome.kind, outcome);
    chain()->setFocus();
    QTest::keyClick(chain(), Qt::Key_End);
    QCOMPARE(m_window->inspect()->selectedRow(), int(trace.hops.size()) - 1);
    auto *box = combo(u"What if the response had been"_s);
    QVERIFY(box && box->isVisible());
    QCOMPARE(box->currentText(), u"302"_s);
    QVERIFY2(result()->text().startsWith(u"This is what happened: no other request was sent."_s),
             qPrintable(result()->text()));
}

void InspectEndsTest::limitOfTheUserStays()
{
    TraceRequest request;
    request.url = url(u"/loop"_s);
    request.maxHops = 2;
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->tracing().trace(request);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 3);
    chain()->setFocus();
    QTest::keyClick(chain(), Qt::Key_End);
    auto *status = combo(u"What if the response had been"_s);
    QVERIFY(status && status->isVisible());
    status->setFocus();
    QTest::keyClicks(status, u"307"_s);
    QVERIFY2(result()->text().startsWith(u"→ Nothing more would be sent"_s), qPrintable(result()->text()));
}

void InspectEndsTest::badRequests_data()
{
    QTest::addColumn<int>("maxHops");
    QTest::addColumn<QString>("cookieFile");
    QTest::addColumn<QString>("words");
    QTest::newRow("more redirects than a browser follows") << 500 << QString() << u"choose 20 or fewer"_s;
    QTest::newRow("cookie file that is not there") << -1 << u"/nowhere/jar.txt"_s << u"does not exist"_s;
}

/// Nothing is sent, and the sentence stands under the URL.
void InspectEndsTest::badRequests()
{
    QFETCH(int, maxHops);
    QFETCH(QString, cookieFile);
    QFETCH(QString, words);
    TraceRequest request{.url = url(u"/loop"_s), .maxHops = maxHops, .cookieFile = cookieFile};
    m_window->tracing().trace(request);
    const auto isSaid = [&] {
        const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(), kTimeoutMs);
    QVERIFY(m_window->inspect()->trace().hops.isEmpty());
}

void InspectEndsTest::statusesAscend()
{
    show(sampleTrace());
    auto *box = combo(u"What if the response had been"_s);
    QStringList statuses;
    for (int i = 0; i < box->count(); ++i)
        statuses.append(box->itemText(i));
    QStringList sorted = statuses;
    sorted.sort();
    QVERIFY(statuses.size() > 5);
    QCOMPARE(statuses, sorted);
}

void InspectEndsTest::sameFindingIsOneRow()
{
    show(repeatingTrace());
    auto *table = named<WrapTable>(*m_window, u"Findings"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    const QModelIndex row = table->model()->index(0, 0);
    QVERIFY2(row.data().toString().contains(u"21 requests (1–21): The Location is empty."_s),
             qPrintable(row.data().toString()));
    QCOMPARE(named<QLabel>(*m_window, u"Number of findings"_s)->text(), u"1 error"_s);
    table->setFocus();
    table->setCurrentIndex(row);
    QTest::keyClick(chain(), Qt::Key_Home);
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).topLeft() + QPoint(4, 4));
    QCOMPARE(m_window->inspect()->selectedRow(), 2);
    QTest::keyClick(table, Qt::Key_Left);
    QTest::keyClick(table, Qt::Key_Left);
    QTest::keyClick(table, Qt::Key_Left);
    QCOMPARE(m_window->inspect()->selectedRow(), kLoopHops - 1);
}

void InspectEndsTest::ledgerRowSelectsTheField()
{
    show(sampleTrace());
    auto *details = m_window->findChild<HopDetails *>();
    details->setCurrentIndex(HopDetails::ChangesTab);
    auto *ledger = named<WrapTable>(*m_window, u"What changed between the two requests"_s);
    const QModelIndexList found =
        ledger->model()->match(ledger->model()->index(0, 0), Qt::DisplayRole, u"Accept"_s, 1, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    ledger->scrollTo(found.first());
    QTest::mouseClick(ledger->viewport(), Qt::LeftButton, {},
                      ledger->visualRect(found.first()).topLeft() + QPoint(6, 6));
    details->setCurrentIndex(HopDetails::RequestTab);
    auto *fields = named<WrapTable>(*m_window, u"Request: header fields"_s);
    const QModelIndexList rows = fields->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().data().toString(), u"Accept"_s);
}

void InspectEndsTest::marksAreHeldBack_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("part");
    QTest::newRow("field") << u"curl URL -H 'X-Api-Key: [redacted 1]'"_s << u"Header field X-Api-Key:"_s;
    QTest::newRow("URL") << u"curl 'URL?token=[redacted 2]'"_s << u"URL:"_s;
    QTest::newRow("encoded URL") << u"curl 'URL?token=%5Bredacted%202%5D'"_s << u"URL:"_s;
    QTest::newRow("body") << u"curl URL -d 'password=[redacted 3]'"_s << u"Body:"_s;
    QTest::newRow("body that hid secrets") << u"curl URL -d '[redacted content]'"_s << u"Body:"_s;
    QTest::newRow("user") << u"curl URL -u 'me:[redacted 1]'"_s << u"User name and password:"_s;
    QTest::newRow("proxy") << u"curl URL -x 'http://me:%5Bredacted%201%5D@127.0.0.1:1'"_s << u"Proxy:"_s;
    QTest::newRow("two") << u"curl 'URL?a=[redacted 1]' -H 'X-B: [redacted 12]'"_s << u"URL, Header field X-B:"_s;
}

void InspectEndsTest::marksAreHeldBack()
{
    QFETCH(QString, command);
    QFETCH(QString, part);
    QVERIFY(bar().paste(command.replace(u"URL"_s, url(u"/echo"_s))));
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!m_window->tracing().isRunning());
    QVERIFY(error()->isVisible());
    QVERIFY2(error()->text().startsWith(part), qPrintable(error()->text()));
    QVERIFY(!QApplication::activeModalWidget());
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!error()->isVisible());
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
}

void InspectEndsTest::mendedMarkIsSent()
{
    QVERIFY(bar().paste(u"curl '%1?token=[redacted 1]'"_s.arg(url(u"/echo"_s))));
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(error()->isVisible());
    urlEdit()->setFocus();
    urlEdit()->selectAll();
    QTest::keyClicks(urlEdit(), url(u"/echo?token=real"_s));
    QVERIFY(!error()->isVisible());
    QCOMPARE(traced().url, url(u"/echo?token=real"_s).toUtf8());
}

/// Run again of the History page, and Run this type of the Compare page, come in here.
void InspectEndsTest::markOfTheHistoryIsHeldBack()
{
    TraceRequest request;
    request.url = url(u"/echo"_s);
    request.headers.append("X-Api-Key", "[redacted 4]");
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    m_window->tracing().trace(request);
    QVERIFY(!m_window->tracing().isRunning());
    QVERIFY(error()->isVisible());
    m_window->tracing().trace(request);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 1);
}

void InspectEndsTest::pasteLink()
{
    auto *link = named<QToolButton>(*m_window, u"Paste request"_s);
    QVERIFY(link && link->isVisible());
    QApplication::clipboard()->setText(u"curl -X PUT '%1'"_s.arg(url(u"/echo"_s)));
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Space);
    QCOMPARE(urlEdit()->text(), url(u"/echo"_s));
    QCOMPARE(traced().method, "PUT");
    QApplication::clipboard()->setText(u"no request at all"_s);
    QTest::mouseClick(link, Qt::LeftButton);
    QVERIFY(error()->isVisible());
    QCOMPARE(urlEdit()->text(), url(u"/echo"_s));
}

void InspectEndsTest::legendShowsWhatTookTime()
{
    Trace trace = sampleTrace();
    for (Hop &hop : trace.hops)
        hop.timing = {.connect = 5, .wait = 7};
    show(trace);
    auto *legend = m_window->findChild<PhaseLegend *>();
    QVERIFY(legend);
    const int two = legend->sizeHint().width();
    trace.hops.last().timing.tls = 3;
    show(trace);
    QVERIFY(legend->sizeHint().width() > two);
    m_window->inspect()->clear();
    QCOMPARE(legend->sizeHint().width(), PhaseLegend().sizeHint().width());
}

QTEST_MAIN(InspectEndsTest)
#include "tst_inspectends.moc"
