// SPDX-License-Identifier: MIT
// The chain and its hops: context menus, loops, long chains, and that all views follow one selection.
#include "menuhelpers.h"
#include "sampletraces.h"
#include "ui/inspect/chainimage.h"
#include "ui/inspect/chainmenu.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/wraptable.h"
#include "ui/message/fieldmodel.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kLongLoop = 1000;

/// GET that answers 302 to `target`.
Hop redirectHop(const QByteArray &url, const QByteArray &target)
{
    Hop hop = sampleHop("GET", url, 302, "Found");
    followTo(hop, target);
    return hop;
}

} // namespace

class InspectDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void chainMenuCopies();
    void cellMenuCopies();
    void wireMenuCopies();
    void wireShowsFrames();
    void pictureOfTheChain();
    void loops_data();
    void loops();
    void longLoop();
    void failedHopIsACard();
    void allFollowOneSelection();

private:
    std::unique_ptr<InspectPage> m_page;
    HopDetails *details() const { return m_page->findChild<HopDetails *>(); }
};

void InspectDetailsTest::init()
{
    m_page = std::make_unique<InspectPage>();
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QApplication::clipboard()->clear();
}

void InspectDetailsTest::chainMenuCopies()
{
    m_page->showTrace(sampleTrace());
    auto *list = named<QListView>(*m_page, u"Chain of requests"_s);
    const QPoint point = list->visualRect(list->model()->index(1, 0)).center();
    const auto open = [&] {
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, list->viewport()->mapToGlobal(point));
        QApplication::sendEvent(list->viewport(), &event);
    };
    open();
    QVERIFY(pick(u"Copy URL"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"http://api.localhost:8602/v2/orders"_s);
    open();
    QVERIFY(pick(u"Copy as curl command"_s));
    QVERIFY(QApplication::clipboard()->text().contains(u"--url 'http://api.localhost:8602/v2/orders'"_s));
    open();
    QVERIFY(pick(u"Copy chain as text"_s));
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
    open();
    QVERIFY(pick(u"Copy picture of the chain"_s));
    QVERIFY(colorsIn(QApplication::clipboard()->image()) > 12);
}

void InspectDetailsTest::cellMenuCopies()
{
    m_page->showTrace(sampleTrace());
    details()->setCurrentIndex(HopDetails::RequestTab);
    auto *table = named<WrapTable>(*m_page, u"Request: header fields"_s);
    QVERIFY(table && table->model()->rowCount() > 0);
    const QString name = table->model()->index(0, 0).data().toString();
    const QString value = table->model()->index(0, 1).data().toString();
    const QPoint point = table->visualRect(table->model()->index(0, 1)).center();
    const auto open = [&] {
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, table->viewport()->mapToGlobal(point));
        QApplication::sendEvent(table->viewport(), &event);
    };
    open();
    QVERIFY(pick(u"Copy \"Value\""_s));
    QCOMPARE(QApplication::clipboard()->text(), value);
    open();
    QVERIFY(pick(u"Copy row"_s));
    QCOMPARE(QApplication::clipboard()->text(), QString(name + u": "_s + value));
    open();
    QVERIFY(pick(u"Copy table as Markdown"_s));
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), table->model()->rowCount() + 3); // head, line, rows, and the end of the last
    QCOMPARE(lines[0], u"| Name | Value |"_s);
    QVERIFY2(lines[2].contains(name) && lines[2].contains(value), qPrintable(lines[2]));
    table->setCurrentIndex(table->model()->index(0, 0));
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(1, 1), table->mapToGlobal(QPoint(1, 1)));
    QApplication::sendEvent(table->viewport(), &byKey);
    QVERIFY(pick(u"Copy \"Name\""_s));
    QCOMPARE(QApplication::clipboard()->text(), name);
}

void InspectDetailsTest::wireMenuCopies()
{
    Trace trace = sampleTrace();
    trace.hops[1].wire = Wire{.sent = "GET / HTTP/1.1\r\n\r\n", .received = "HTTP/1.1 200 OK\r\n\r\n"};
    m_page->showTrace(trace);
    details()->setCurrentIndex(HopDetails::WireTab);
    auto *text = named<QPlainTextEdit>(*m_page, u"Bytes on the wire"_s);
    QVERIFY(text);
    QTRY_VERIFY(text->isVisible());
    Q_EMIT text->customContextMenuRequested({5, 5});
    QVERIFY(pick(u"Copy what was sent as text"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"GET / HTTP/1.1\r\n\r\n"_s);
    Q_EMIT text->customContextMenuRequested({5, 5});
    QVERIFY(pick(u"Copy what was received as hex"_s));
    QVERIFY(QApplication::clipboard()->text().startsWith(u"00000000  48 54 54 50"_s));
}

/// Decoded frames as text, and the bytes in hexadecimal; by mouse and by keyboard.
void InspectDetailsTest::wireShowsFrames()
{
    Trace trace = sampleTrace();
    trace.hops[1].wire = Wire{.sent = QByteArray::fromHex("0000018105000000018a"), .received = "needle"};
    trace.hops[1].wire->http2 = Http2Wire{
        .stream = 1,
        .frames = {{.isSent = true, .type = 1, .flags = 5, .stream = 1, .length = 1, .fields = {{{":path", "/\x1b"}}}},
                   {.type = 7, .length = 8, .detail = u"last stream 1, NO_ERROR"_s}}};
    m_page->showTrace(trace);
    details()->setCurrentIndex(HopDetails::WireTab);
    auto *text = named<QPlainTextEdit>(*m_page, u"Bytes on the wire"_s);
    auto *hex = named<QCheckBox>(*m_page, u"Show the bytes in hexadecimal"_s);
    QVERIFY(text && hex);
    QTRY_VERIFY(text->isVisible());
    const QString decoded = u"Sent\n\n1. HEADERS, stream 1, END_STREAM, END_HEADERS, 1 byte\n    :path: /\\x1b\n\n"
                            "Received\n\n2. GOAWAY, connection, 8 bytes: last stream 1, NO_ERROR"_s;
    QCOMPARE(text->toPlainText(), decoded);
    const auto note = [&] {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"frames of HTTP/2, decoded"_s))
                return true;
        }
        return false;
    };
    QVERIFY(note());
    QTest::mouseClick(hex, Qt::LeftButton, {}, {10, hex->height() / 2});
    QVERIFY(hex->isChecked());
    QVERIFY(text->toPlainText().startsWith(u"Sent\n\n00000000  00 00 01 81 05"_s));
    QVERIFY(!note());
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_Space);
    QCOMPARE(text->toPlainText(), decoded);
    Q_EMIT text->customContextMenuRequested({5, 5});
    QVERIFY(pick(u"Copy what was received as text"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"2. GOAWAY, connection, 8 bytes: last stream 1, NO_ERROR\n"_s);
    // What the search finds is in the bytes.
    details()->showMatch({.hop = 1, .place = MatchPlace::Received, .from = 0, .length = 6});
    QCOMPARE(text->textCursor().selectedText(), u"needle"_s);
}

void InspectDetailsTest::pictureOfTheChain()
{
    const QImage few = chainImage(sampleTrace(), m_page->palette(), m_page->font(), 500, 2);
    QCOMPARE(few.width(), 1000);
    QVERIFY(colorsIn(few) > 12);
    const QImage many = chainImage(longTrace(kLongLoop), m_page->palette(), m_page->font(), 500, 2);
    QVERIFY(many.height() > few.height() && many.height() <= kMaxImageHeight);
}

void InspectDetailsTest::loops_data()
{
    QTest::addColumn<QList<QByteArray>>("urls");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    using Urls = QList<QByteArray>;
    QTest::newRow("none") << Urls{"http://a/", "http://b/"} << -1 << -1;
    QTest::newRow("to itself") << Urls{"http://a/", "http://a/"} << 1 << 0;
    QTest::newRow("two") << Urls{"http://x/", "http://a/", "http://b/", "http://a/", "http://b/"} << 3 << 1;
    QTest::newRow("fragment") << Urls{"http://a/#1", "http://a/#2"} << 1 << 0;
}

void InspectDetailsTest::loops()
{
    QFETCH(QList<QByteArray>, urls);
    HopModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<Hop> hops;
    for (const QByteArray &url : std::as_const(urls))
        hops.append(redirectHop(url, "http://c/"));
    model.append(hops);
    QTEST(model.loop().from, "from");
    QTEST(model.loop().to, "to");
    const int from = model.loop().from;
    if (from >= 0)
        QVERIFY(model.index(from).data().toString().contains(u"request %1 again"_s.arg(model.loop().to + 1)));
    model.setHops(hops);
    QTEST(model.loop().from, "from");
    if (from >= 0) {
        m_page->showTrace({.client = u"browser"_s, .hops = hops});
        QVERIFY(colorsIn(m_page->grab().toImage()) > kFewestColors);
    }
}

/// Hops that come faster than they can be drawn are drawn in portions; nothing is lost.
void InspectDetailsTest::longLoop()
{
    m_page->clear(u"curl"_s);
    Trace trace{.client = u"curl"_s};
    for (int i = 0; i < kLongLoop; ++i) {
        trace.hops.append(redirectHop("http://a.example/", "http://a.example/"));
        m_page->appendHop(trace.hops.last());
    }
    auto *chain = m_page->findChild<ChainView *>();
    QVERIFY(chain->hops().size() < kLongLoop);
    trace.outcome = {OutcomeKind::TooManyRedirects, u"too many"_s};
    m_page->showTrace(trace);
    QCOMPARE(m_page->trace().hops.size(), kLongLoop);
    QTRY_COMPARE_WITH_TIMEOUT(chain->hops().size(), kLongLoop, kTimeoutMs);
    auto *list = named<QListView>(*m_page, u"Chain of requests"_s);
    QTest::keyClick(list, Qt::Key_End);
    QCOMPARE(m_page->selectedRow(), kLongLoop - 1);
    QTest::keyClick(list, Qt::Key_Home);
    QCOMPARE(m_page->selectedRow(), 0);
}

void InspectDetailsTest::failedHopIsACard()
{
    m_page->showTrace(failedTrace());
    const auto &model = *m_page->findChild<ChainView *>()->model();
    QCOMPARE(model.rowCount(), int(failedTrace().hops.size()));
    QVERIFY(model.card(model.rowCount() - 1).failed);
    QVERIFY(model.index(model.rowCount() - 1).data().toString().contains(failedTrace().hops.last().error));
}

void InspectDetailsTest::allFollowOneSelection()
{
    Trace trace = sampleTrace();
    trace.findings = {{.severity = Severity::Warning, .hop = 0, .title = u"Body sent to another origin"_s}};
    m_page->showTrace(trace);
    auto *chain = named<QListView>(*m_page, u"Chain of requests"_s);
    auto *waterfall = named<QListView>(*m_page, u"Timing of the chain, one line per request"_s);
    auto *findings = named<WrapTable>(*m_page, u"Findings"_s);
    auto *ledger = named<WrapTable>(*m_page, u"What changed between the two requests"_s);
    QTest::mouseClick(chain->viewport(), Qt::LeftButton, {}, chain->visualRect(chain->model()->index(1, 0)).center());
    QCOMPARE(waterfall->currentIndex().row(), 1);
    QCOMPARE(ledger->model()->headerData(1, Qt::Horizontal).toString(), u"Request 2"_s);
    QTest::mouseClick(findings->viewport(), Qt::LeftButton, {},
                      findings->visualRect(findings->model()->index(0, 0)).center());
    QCOMPARE(chain->currentIndex().row(), 0);
    QCOMPARE(waterfall->currentIndex().row(), 0);
    QCOMPARE(ledger->model()->headerData(1, Qt::Horizontal).toString(), u"Request 1"_s);
    QTest::mouseClick(waterfall->viewport(), Qt::LeftButton, {},
                      waterfall->visualRect(waterfall->model()->index(1, 0)).center());
    QCOMPARE(chain->currentIndex().row(), 1);
    QCOMPARE(ledger->model()->headerData(1, Qt::Horizontal).toString(), u"Request 2"_s);
}

QTEST_MAIN(InspectDetailsTest)
#include "tst_inspectdetails.moc"
