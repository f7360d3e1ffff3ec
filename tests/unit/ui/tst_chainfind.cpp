// SPDX-License-Identifier: MIT
// Find in a chain, and its filter: what is found where, and how the page goes there, by keys and mouse.
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/inspect/chainfinder.h"
#include "ui/inspect/chainsearch.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/ledgermodel.h"
#include "ui/look/wraptable.h"
#include "ui/window/pages.h"
#include "ui/window/tracecontroller.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr qsizetype kFarAway = 900'000; ///< bytes: more than a view shows at once
constexpr int kManyHops = 60;
constexpr qsizetype kBodySize = 1024 * 1024;

/// Two requests with the word "Needle" in each place once, but twice in the body.
Trace needleTrace()
{
    Trace trace = sampleTrace();
    trace.hops = {trace.hops[0], trace.hops[1]};
    Hop &hop = trace.hops[0];
    hop.request.url += "?needle";
    hop.redirect->ledger.append({.part = u"X-One"_s, .before = u"NEEDLE"_s, .verdict = PartVerdict::Dropped});
    hop.cookies.set = {{.name = "other"}, {.name = "needle", .reason = u"why"_s}};
    hop.notes = {u"A note about the needle."_s};
    hop.request.headers.append("X-Needle", "1");
    hop.response->headers.append("Set-Cookie", "needle=1");
    hop.request.body = bodyOf("no");
    hop.response->headers.append("Content-Type", "text/plain");
    hop.response->body = bodyOf("a\r\nneedle\r\n\r\nNeEdLe" + QByteArray(10, '-'));
    hop.wire = Wire{.sent = "GET /\r\nX: needle\r\n\r\n", .received = QByteArray(kFarAway, '.') + "\r\nNEEDLE\\n"};
    Hop &second = trace.hops[1];
    second.response->headers.append("Content-Type", "text/plain");
    second.response->body = bodyOf(QByteArray(kFarAway, 'x') + "\r\n\xc3\xa4 needle" + QByteArray(500, 'y'));
    return trace;
}

ChainMatches search(const Trace &trace, const QString &text)
{
    const std::atomic_bool canceled = false;
    return searchChain(trace.hops, text, canceled, [](int) {});
}

} // namespace

class ChainFindTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void findsEverywhere();
    void readsTheCharset();
    void stopsAtTheLimit();
    void goesToEach();
    void farAway();
    void barByMouse();
    void growingChain();
    void searchLeavesTheWindowAlone();
    void filterHidesCards();
    void filterAndFind();
    void wrongFilterSaysSo();

private:
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }
    QLineEdit *line() const { return named<QLineEdit>(*m_window, u"Find in the chain"_s); }
    QLineEdit *filter() const { return named<QLineEdit>(*m_window, u"Filter of the chain"_s); }
    QString state() const { return named<QLabel>(*m_window, u"Matches"_s)->text(); }
    QString count() const { return named<QLabel>(*m_window, u"How many requests are shown"_s)->text(); }
    HopDetails *details() const { return m_window->findChild<HopDetails *>(); }
    void show(const Trace &trace) const;
    void type(const QString &text);
    QStringList shownNumbers() const;
};

void ChainFindTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void ChainFindTest::show(const Trace &trace) const
{
    m_window->inspect()->clear(trace.client);
    m_window->inspect()->showTrace(trace);
}

/// Into the find bar, and waits for the end of the search.
void ChainFindTest::type(const QString &text)
{
    QSignalSpy searched(m_window->inspect()->finder(), &ChainFinder::searched);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(line()->isVisible() && line()->hasFocus());
    QTest::keyClicks(line(), text);
    QVERIFY(searched.wait(kTimeoutMs));
}

QStringList ChainFindTest::shownNumbers() const
{
    QStringList numbers;
    for (int row = 0; row < chain()->model()->rowCount(); ++row) {
        if (!chain()->isRowHidden(row))
            numbers.append(chain()->model()->index(row, 0).data().toString().section(u'.', 0, 0));
    }
    return numbers;
}

void ChainFindTest::findsEverywhere()
{
    const ChainMatches found = search(needleTrace(), u"nEEdle"_s);
    QVERIFY(!found.hasMore);
    const QList<ChainMatch> expected{
        {.hop = 0, .place = MatchPlace::Card},
        {.hop = 0, .place = MatchPlace::Ledger, .part = u"X-One"_s},
        {.hop = 0, .place = MatchPlace::Cookie, .row = 1},
        {.hop = 0, .place = MatchPlace::Note, .part = u"A note about the needle."_s},
        {.hop = 0,
         .place = MatchPlace::RequestField,
         .row = int(needleTrace().hops[0].request.headers.fields.size()) - 1},
        {.hop = 0,
         .place = MatchPlace::ResponseField,
         .row = int(needleTrace().hops[0].response->headers.fields.size()) - 2},
        {.hop = 0, .place = MatchPlace::ResponseBody, .from = 3, .length = 6},
        {.hop = 0, .place = MatchPlace::ResponseBody, .from = 13, .length = 6},
        {.hop = 0, .place = MatchPlace::Sent, .from = 10, .length = 6},
        {.hop = 0, .place = MatchPlace::Received, .from = kFarAway + 2, .length = 6},
        {.hop = 1, .place = MatchPlace::ResponseBody, .from = kFarAway + 4, .length = 6},
    };
    QCOMPARE(found.list.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(found.list[i] == expected[i], qPrintable(QString::number(i) + placeText(found.list[i])));
    QVERIFY(search(needleTrace(), u"haystack"_s).list.isEmpty());
    QVERIFY(search(needleTrace(), {}).list.isEmpty());
}

void ChainFindTest::readsTheCharset()
{
    Trace trace{.hops = {sampleHop("GET", "http://a.example/", 200, "OK")}};
    trace.hops[0].response->headers.append("Content-Type", "text/plain; charset=iso-8859-1");
    trace.hops[0].response->body = bodyOf("caf\xe9 \xc4rger");
    QCOMPARE(search(trace, u"CAFÉ ä"_s).list.size(), 1);
    QCOMPARE(search(trace, u"CAFÉ ä"_s).list[0].from, 0);
}

void ChainFindTest::stopsAtTheLimit()
{
    Trace trace{
        .hops = {sampleHop("GET", "http://a.example/", 200, "OK"), sampleHop("GET", "http://a.example/", 200, "OK")}};
    trace.hops[0].response->body = bodyOf(QByteArray(kMostMatches + 1, 'z'));
    const ChainMatches found = search(trace, u"z"_s);
    QVERIFY(found.hasMore);
    QCOMPARE(found.list.size(), kMostMatches);
}

void ChainFindTest::goesToEach()
{
    show(needleTrace());
    type(u"needle"_s);
    QCOMPARE(state(), u"1 of 11 · request 1, card"_s);
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(state(), u"2 of 11 · request 1, what changed"_s);
    auto *ledger = named<WrapTable>(*m_window, u"What changed between the two requests"_s);
    QCOMPARE(details()->currentIndex(), int(HopDetails::ChangesTab));
    QCOMPARE(static_cast<LedgerModel *>(ledger->model())->part(ledger->currentIndex().row()), u"X-One"_s);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(
        named<WrapTable>(*m_window, u"Cookies that were stored, refused, sent or withheld"_s)->currentIndex().row(), 1);
    QTest::keyClick(line(), Qt::Key_F3);
    QCOMPARE(named<QLabel>(*m_window, u"What the response means"_s)->selectedText(), u"A note about the needle."_s);
    QTest::keyClick(line(), Qt::Key_F3);
    QCOMPARE(details()->currentIndex(), int(HopDetails::RequestTab));
    QCOMPARE(named<WrapTable>(*m_window, u"Request: header fields"_s)->currentIndex().data().toString(), u"X-Needle"_s);
    QTest::keyClick(line(), Qt::Key_F3);
    QCOMPARE(details()->currentIndex(), int(HopDetails::ResponseTab));
    QCOMPARE(named<WrapTable>(*m_window, u"Response: header fields"_s)->currentIndex().data().toString(),
             u"Set-Cookie"_s);
    auto *body = named<QPlainTextEdit>(*m_window, u"Response: body"_s);
    QTest::keyClick(line(), Qt::Key_F3);
    QCOMPARE(body->textCursor().selectedText(), u"needle"_s);
    QTest::keyClick(line(), Qt::Key_F3);
    QCOMPARE(body->textCursor().selectedText(), u"NeEdLe"_s);
    QCOMPARE(body->extraSelections().size(), 1);
    QTest::keyClick(line(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(body->textCursor().selectedText(), u"needle"_s);
    QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(state(), u"6 of 11 · request 1, response field"_s);
    // From the first to the last, and back.
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(state(), u"11 of 11 · request 2, response body"_s);
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(state(), u"1 of 11 · request 1, card"_s);
    QTest::keyClick(line(), Qt::Key_Escape);
    QVERIFY(!line()->isVisible());
    QVERIFY(chain()->hasFocus());
    // What was found is still there.
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QVERIFY(line()->isVisible());
    QCOMPARE(state(), u"2 of 11 · request 1, what changed"_s);
}

void ChainFindTest::farAway()
{
    show(needleTrace());
    type(u"needle"_s);
    QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    auto *body = named<QPlainTextEdit>(*m_window, u"Response: body"_s);
    QTRY_VERIFY(body->isVisible());
    QCOMPARE(body->textCursor().selectedText(), u"needle"_s);
    QVERIFY(body->toPlainText().size() < kFarAway);
    QVERIFY(body->toPlainText().contains(u"ä needleyyy"_s));
    QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    auto *wire = named<QPlainTextEdit>(*m_window, u"Bytes on the wire"_s);
    QTRY_VERIFY(wire->isVisible());
    QCOMPARE(wire->textCursor().selectedText(), u"NEEDLE"_s);
    QVERIFY(wire->toPlainText().size() < kFarAway);
    QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(wire->textCursor().selectedText(), u"needle"_s);
    QVERIFY(wire->toPlainText().startsWith(u"Sent\n\nGET /\\r\\n\nX: needle"_s));
}

void ChainFindTest::barByMouse()
{
    show(needleTrace());
    type(u"needle"_s);
    QTest::mouseClick(named<QToolButton>(*m_window, u"Next match"_s), Qt::LeftButton);
    QVERIFY(state().startsWith(u"2 of 11"_s));
    QTest::mouseClick(named<QToolButton>(*m_window, u"Previous match"_s), Qt::LeftButton);
    QVERIFY(state().startsWith(u"1 of 11"_s));
    QSignalSpy searched(m_window->inspect()->finder(), &ChainFinder::searched);
    line()->setFocus();
    QTest::keyClicks(line(), u"s"_s);
    QVERIFY(searched.wait(kTimeoutMs));
    QCOMPARE(state(), u"Not found in this chain."_s);
    QVERIFY(!named<QToolButton>(*m_window, u"Next match"_s)->isEnabled());
    QTest::mouseClick(named<QToolButton>(*m_window, u"Close the find bar"_s), Qt::LeftButton);
    QVERIFY(!line()->isVisible());
    // Elsewhere the key belongs to the page.
    m_window->showPage(pageNumber("history"_L1));
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(!line()->isVisible());
}

void ChainFindTest::growingChain()
{
    show(needleTrace());
    type(u"needle"_s);
    QSignalSpy searched(m_window->inspect()->finder(), &ChainFinder::searched);
    show(sampleTrace());
    QVERIFY(searched.wait(kTimeoutMs));
    QCOMPARE(state(), u"Not found in this chain."_s);
    m_window->inspect()->clear(u"browser"_s);
    m_window->inspect()->appendHop(needleTrace().hops[0]);
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(u"10"_s), kTimeoutMs);
}

/// The events of the window go on while a long chain is searched.
void ChainFindTest::searchLeavesTheWindowAlone()
{
    Trace trace = longTrace(kManyHops);
    const Body body = bodyOf(QByteArray(kBodySize, 'x'));
    for (Hop &hop : trace.hops)
        hop.response->body = body;
    show(trace);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QSignalSpy searched(m_window->inspect()->finder(), &ChainFinder::searched);
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, &timer, [&] { turns += state().startsWith(u"Searching… "_s) ? 1 : 0; });
    timer.start(0);
    QTest::keyClicks(line(), u"xy"_s);
    QVERIFY(searched.wait(kTimeoutMs));
    QVERIFY2(turns > 10, qPrintable(QString::number(turns)));
    QCOMPARE(state(), u"Not found in this chain."_s);
}

void ChainFindTest::filterHidesCards()
{
    show(sampleTrace());
    QCOMPARE(shownNumbers(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QVERIFY(!named<QLabel>(*m_window, u"How many requests are shown"_s)->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(filter()->hasFocus());
    QTest::keyClicks(filter(), u"status:200"_s);
    QCOMPARE(shownNumbers(), QStringList{u"3"_s});
    QCOMPARE(count(), u"1 of 3 shown"_s);
    // What was selected is hidden: the nearest card is.
    QCOMPARE(m_window->inspect()->selectedRow(), 2);
    filter()->selectAll();
    QTest::keyClicks(filter(), u"method:post host:api"_s);
    QCOMPARE(shownNumbers(), QStringList{u"2"_s});
    QTest::mouseClick(chain()->viewport(), Qt::LeftButton, {},
                      chain()->visualRect(chain()->model()->index(1, 0)).center());
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    filter()->clear();
    QCOMPARE(shownNumbers().size(), 3);
    // A new trace begins with all of its cards.
    QTest::keyClicks(filter(), u"nowhere"_s);
    QCOMPARE(count(), u"0 of 3 shown"_s);
    show(sampleTrace());
    QCOMPARE(shownNumbers().size(), 3);
    QVERIFY(filter()->text().isEmpty());
    // Cards that come later are chosen as well.
    filter()->setText(u"status:200"_s);
    m_window->inspect()->clear(u"browser"_s);
    m_window->inspect()->appendHop(sampleTrace().hops[0]);
    filter()->setText(u"status:200"_s);
    QCOMPARE(count(), u"0 of 1 shown"_s);
    m_window->inspect()->appendHop(sampleTrace().hops[2]);
    QTRY_COMPARE(count(), u"1 of 2 shown"_s);
    QCOMPARE(shownNumbers(), QStringList{u"2"_s});
}

void ChainFindTest::filterAndFind()
{
    show(needleTrace());
    filter()->setText(u"host:api"_s);
    QCOMPARE(shownNumbers(), QStringList{u"2"_s});
    type(u"needle"_s);
    QCOMPARE(state(), u"1 of 11 · request 1, card"_s);
    // A card that is gone to is seen.
    QCOMPARE(shownNumbers().size(), 2);
    QCOMPARE(m_window->inspect()->selectedRow(), 0);
}

void ChainFindTest::wrongFilterSaysSo()
{
    show(sampleTrace());
    auto *error = named<QLabel>(*m_window, u"What is wrong with the filter"_s);
    QVERIFY(!error->isVisible());
    QTest::keyClicks(filter(), u"status:moved"_s);
    QVERIFY(error->isVisible());
    QVERIFY(error->text().startsWith(u"\"moved\" is not a status"_s));
    QCOMPARE(shownNumbers().size(), 3);
    filter()->selectAll();
    QTest::keyClicks(filter(), u"status:3xx"_s);
    QVERIFY(!error->isVisible());
    QCOMPARE(shownNumbers().size(), 2);
}

QTEST_MAIN(ChainFindTest)
#include "tst_chainfind.moc"
