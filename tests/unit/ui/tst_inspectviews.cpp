// SPDX-License-Identifier: MIT
// The views of a hop: what they call requests that were not sent, long values, widths, errors, and where they stand.
#include "formats/formats.h"
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/ledgermodel.h"
#include "ui/inspect/urlmodel.h"
#include "ui/look/foldtext.h"
#include "ui/look/wraptable.h"
#include "ui/window/filecontroller.h"
#include "ui/window/pages.h"
#include "ui/window/tracecontroller.h"

#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr qsizetype kLongUrl = 2000;

/// A redirect from one long URL to another.
Trace longTargetTrace()
{
    const QByteArray first = "http://a.example/?first=1&q=" + QByteArray(kLongUrl, 'x') + "&last=9";
    const QByteArray second = "http://b.example/?first=2&q=" + QByteArray(kLongUrl, 'y') + "&last=8";
    Trace trace{.client = u"browser"_s};
    trace.hops.append(sampleHop("GET", first, 302, "Found"));
    followTo(trace.hops.last(), second);
    trace.hops.last().redirect->location = second;
    trace.hops.last().redirect->ledger.append({.part = u"url"_s,
                                               .before = QString::fromUtf8(first),
                                               .after = QString::fromUtf8(second),
                                               .verdict = PartVerdict::Changed});
    trace.hops.append(sampleHop("GET", second, 200, "OK"));
    return trace;
}

} // namespace

class InspectViewsTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void onlySentRequestsHaveNumbers();
    void bannerTellsTheEdit();
    void longErrorStaysInside();
    void errorStandsOnce();
    void readingIsOver();
    void columnIsDragged();
    void longValuesFold();
    void scrollBelongsToTheTrace();

private:
    HopDetails *details() const { return m_window->findChild<HopDetails *>(); }
    QListView *chain() const { return named<QListView>(*m_window, u"Chain of requests"_s); }
    WrapTable *ledger() const { return named<WrapTable>(*m_window, u"What changed between the two requests"_s); }
    QString message() const { return named<QLabel>(*m_window, u"What happened"_s)->text(); }
    void show(const Trace &trace) const;
};

void InspectViewsTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true); // the history of the tests is not the user's
    prepare();
}

void InspectViewsTest::show(const Trace &trace) const
{
    m_window->inspect()->clear(trace.client);
    m_window->inspect()->showTrace(trace);
}

void InspectViewsTest::onlySentRequestsHaveNumbers()
{
    urlEdit()->setText(url(u"/chain/30"_s));
    QCOMPARE(traced().url, url(u"/chain/30"_s).toUtf8());
    const qsizetype hops = m_window->inspect()->trace().hops.size();
    QCOMPARE(hops, 21);
    chain()->setFocus();
    QTest::keyClick(chain(), Qt::Key_End);
    details()->setCurrentIndex(HopDetails::UrlTab);
    auto *table = named<WrapTable>(*m_window, u"Old and new URL, part by part"_s);
    const auto title = [&](int column) { return table->model()->headerData(column, Qt::Horizontal).toString(); };
    QCOMPARE(title(UrlModel::Before), u"URL of request 21"_s);
    QCOMPARE(title(UrlModel::After), u"URL of the next request, which was not sent"_s);
    QTest::keyClick(chain(), Qt::Key_Up);
    QCOMPARE(title(UrlModel::After), u"URL of request 21"_s);
    // A redirect that was followed, and whose request was not sent before the trace ended.
    Trace canceled = sampleTrace();
    canceled.hops.removeLast();
    canceled.outcome = {OutcomeKind::Canceled, u"canceled"_s};
    show(canceled);
    QCOMPARE(ledger()->model()->headerData(LedgerModel::After, Qt::Horizontal).toString(),
             u"Next request (not sent)"_s);
}

void InspectViewsTest::bannerTellsTheEdit()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/echo"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*m_window, u"Edit the next request"_s), kTimeoutMs);
    auto *edit = named<QPushButton>(*m_window, u"Edit the next request"_s);
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), kTimeoutMs);
    auto *banner = named<QLabel>(*m_window, u"Next request"_s);
    const QString planned = u"Next: GET %1 · Step (F10) sends it, Cancel (Esc) stops here"_s.arg(url(u"/echo"_s));
    const auto said = [banner] { return banner->text().remove(QChar(0x200B)); };
    QCOMPARE(said(), planned);
    QVERIFY2(!message().contains(u"GET"_s), qPrintable(message()));
    QTest::mouseClick(edit, Qt::LeftButton);
    QCOMPARE(said(), planned);
    auto *method = combo(u"Method of the next request"_s);
    method->setFocus();
    method->setCurrentText(u"PUT"_s);
    auto *next = named<QLineEdit>(*m_window, u"URL of the next request"_s);
    next->setFocus();
    QTest::keyClick(next, Qt::Key_End);
    QTest::keyClicks(next, u"?a=1"_s);
    QCOMPARE(said(), u"Next, as you edited it: PUT %1 · Step (F10) sends it, Cancel (Esc) stops here"_s.arg(
                         url(u"/echo?a=1"_s)));
    QTest::mouseClick(named<QPushButton>(*m_window, u"Discard the changes"_s), Qt::LeftButton);
    QCOMPARE(said(), planned);
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QVERIFY(ended.wait(kTimeoutMs));
    QVERIFY(!banner->isVisible());
}

void InspectViewsTest::longErrorStaysInside()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/echo"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*m_window, u"Edit the next request"_s), kTimeoutMs);
    auto *edit = named<QPushButton>(*m_window, u"Edit the next request"_s);
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), kTimeoutMs);
    QTest::mouseClick(edit, Qt::LeftButton);
    const int before = details()->width();
    const QSize size = m_window->size();
    auto *next = named<QLineEdit>(*m_window, u"URL of the next request"_s);
    next->setText(u"ftp"_s + QString(kLongUrl, u'w') + u"://a.example/"_s);
    QTest::keyClick(next, Qt::Key_Return);
    auto *error = named<QLabel>(*m_window, u"What is wrong with the next request"_s);
    auto *box = named<QScrollArea>(*m_window, u"What is wrong with the next request"_s);
    QVERIFY(error && box && error->isVisible() && error->text().size() > kLongUrl);
    QTRY_VERIFY(box->verticalScrollBar()->maximum() > 0);
    QCOMPARE(details()->width(), before);
    QCOMPARE(m_window->size(), size);
    QVERIFY(error->width() <= box->viewport()->width());
    const QRect inside(details()->mapToGlobal(QPoint()), details()->size());
    auto *send = named<QPushButton>(*m_window, u"Send the edited request"_s);
    for (const QWidget *widget : std::initializer_list<QWidget *>{box, send, next}) {
        const QRect place(widget->mapToGlobal(QPoint()), widget->size());
        QVERIFY(place.left() >= inside.left() && place.right() <= inside.right());
    }
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(ended.wait(kTimeoutMs));
}

/// The card says what went wrong, and nothing else on the page does.
void InspectViewsTest::errorStandsOnce()
{
    const QString error = failedTrace().outcome.message;
    m_window->tracing().showTrace(failedTrace());
    const auto labels = [&](const QString &text) {
        QStringList found;
        const QList<QLabel *> all = m_window->findChildren<QLabel *>();
        for (const QLabel *label : all) {
            if (label->isVisible() && label->text().contains(text))
                found.append(label->accessibleName());
        }
        return found;
    };
    QCOMPARE(m_window->inspect()->selectedRow(), 1);
    QVERIFY(chain()->model()->index(1, 0).data().toString().contains(error));
    for (int tab = 0; tab < details()->count(); ++tab) {
        details()->setCurrentIndex(tab);
        QCOMPARE(labels(error), QStringList());
    }
    QCOMPARE(message(), u"Ended at request 2."_s);
    // A redirect that was refused: its card says why, and What changed the rule.
    details()->setCurrentIndex(HopDetails::ChangesTab);
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setFocus();
    urlEdit()->selectAll();
    QTest::keyClicks(urlEdit(), url(u"/no-location"_s));
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(kTimeoutMs));
    const std::optional<Redirect> redirect = m_window->inspect()->trace().hops.last().redirect;
    QVERIFY(redirect && !redirect->reason.isEmpty() && !redirect->source.isEmpty());
    QVERIFY(chain()->model()->index(0, 0).data().toString().contains(redirect->reason));
    QVERIFY(named<QLabel>(*m_window, u"What the response means"_s)->text().contains(redirect->source.toHtmlEscaped()));
    QCOMPARE(labels(redirect->reason.toHtmlEscaped()), QStringList());
}

/// The status bar of the page from which a file was opened goes on, too.
void InspectViewsTest::readingIsOver()
{
    const QString path = m_folder.filePath(u"read.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(findFormat(u"json")->write(sampleTrace()));
    file.close();
    m_window->showPage(pageNumber("history"_L1));
    QSignalSpy opened(m_window.get(), &MainWindow::traceFileOpened);
    m_window->files().open({path});
    QCOMPARE(message(), u"Reading %1"_s.arg(path));
    QVERIFY(opened.wait(kTimeoutMs));
    QVERIFY2(message().startsWith(u"Opened %1"_s.arg(path)), qPrintable(message()));
    m_window->showPage(pageNumber("history"_L1));
    QVERIFY2(message().startsWith(u"Opened %1"_s.arg(path)), qPrintable(message()));
}

void InspectViewsTest::columnIsDragged()
{
    show(sampleTrace());
    QTRY_VERIFY(ledger()->isVisible());
    QHeaderView *header = ledger()->horizontalHeader();
    const int before = ledger()->columnWidth(LedgerModel::Before);
    const int first = ledger()->columnWidth(LedgerModel::Part);
    const int edge = header->sectionViewportPosition(LedgerModel::Before) + before - 1;
    const int y = header->height() / 2;
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, {edge, y});
    QTest::mouseMove(header->viewport(), {edge + 20, y});
    QTest::mouseMove(header->viewport(), {edge + 60, y});
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, {edge + 60, y});
    const int chosen = ledger()->columnWidth(LedgerModel::Before);
    QCOMPARE(chosen, before + 60);
    QTest::keyClick(chain(), Qt::Key_Home);
    QTest::keyClick(chain(), Qt::Key_Down);
    m_window->resize(m_window->width() + 40, m_window->height());
    QCoreApplication::processEvents();
    QCOMPARE(ledger()->columnWidth(LedgerModel::Before), chosen);
    QCOMPARE(ledger()->columnWidth(LedgerModel::Part), first);
    // By keys, and in the next window.
    ledger()->setCurrentIndex(ledger()->model()->index(0, LedgerModel::Before));
    QTest::keyClick(ledger(), Qt::Key_Right, Qt::AltModifier);
    const int wider = ledger()->columnWidth(LedgerModel::Before);
    QVERIFY(wider > chosen);
    RequestWindow::open();
    show(sampleTrace());
    QTRY_COMPARE(ledger()->columnWidth(LedgerModel::Before), wider);
    ledger()->forgetChosenWidths();
    QVERIFY(ledger()->columnWidth(LedgerModel::Before) < wider);
}

void InspectViewsTest::longValuesFold()
{
    const Trace trace = longTargetTrace();
    show(trace);
    QTRY_VERIFY(ledger()->isVisible());
    const auto *model = static_cast<LedgerModel *>(ledger()->model());
    int row = 0;
    while (model->part(row) != "url"_L1)
        ++row;
    QVERIFY(ledger()->hasFold(row));
    // What is copied is whole.
    QCOMPARE(model->index(row, LedgerModel::After).data().toString(), QString::fromUtf8(trace.hops[1].request.url));
    QTRY_VERIFY(ledger()->rowHeight(row) < 20 * ledger()->fontMetrics().lineSpacing());
    const int folded = ledger()->rowHeight(row);
    ledger()->setFocus();
    ledger()->setCurrentIndex(model->index(row, 0));
    QTest::keyClick(ledger(), Qt::Key_Space);
    QTRY_VERIFY(ledger()->rowHeight(row) > 2 * folded);
    QTest::keyClick(ledger(), Qt::Key_Space);
    QTRY_COMPARE(ledger()->rowHeight(row), folded);

    details()->setCurrentIndex(HopDetails::UrlTab);
    auto *location = static_cast<FoldLabel *>(named<QLabel>(*m_window, u"Location as received"_s));
    QVERIFY(location->text().contains(u"show all 20"_s) && location->text().size() < kLongUrl / 2);
    QVERIFY(location->text().remove(QChar(0x200B)).contains(u"&amp;last=8 <a"_s));
    location->setFocus();
    QTest::keyClick(location, Qt::Key_Tab);
    Q_EMIT location->linkActivated(u"fold:"_s);
    QVERIFY(location->text().contains(u"show less"_s) && location->text().size() > kLongUrl);
    QVERIFY(details()->width() < m_window->width());

    auto *urls = named<WrapTable>(*m_window, u"Old and new URL, part by part"_s);
    int query = 0;
    while (!urls->hasFold(query))
        ++query;
    QTRY_VERIFY(urls->rowHeight(query) < 20 * urls->fontMetrics().lineSpacing());
    const int low = urls->rowHeight(query);
    // The link stands in the last line of the cell.
    const QRect cell = urls->visualRect(urls->model()->index(query, UrlModel::After));
    for (int x = cell.left() + 10; x < cell.right() && urls->rowHeight(query) == low; x += 10) {
        QTest::mouseClick(urls->viewport(), Qt::LeftButton, {}, {x, cell.bottom() - 12});
        QCoreApplication::processEvents();
    }
    QVERIFY(urls->rowHeight(query) > 2 * low);
}

void InspectViewsTest::scrollBelongsToTheTrace()
{
    m_window->resize(m_window->width(), 560);
    Trace trace = longTrace(40);
    for (int i = 0; i < 40; ++i)
        trace.hops[0].redirect->ledger.append({.part = u"X-Field-%1"_s.arg(i), .before = u"1"_s, .after = u"1"_s});
    trace.hops[0].notes = QStringList(20, u"A note."_s);
    show(trace);
    QTest::keyClick(chain(), Qt::Key_Home);
    QTRY_COMPARE(details()->count(), int(HopDetails::TabCount) + 1);
    QTRY_VERIFY(chain()->verticalScrollBar()->maximum() > 600);
    chain()->verticalScrollBar()->setValue(500);
    auto *scroll = named<QScrollArea>(*m_window, u"What changed"_s);
    QScrollBar *bar = scroll->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 100 && ledger()->verticalScrollBar()->maximum() > 100);
    bar->setValue(bar->maximum());
    ledger()->verticalScrollBar()->setValue(90);
    const int below = bar->value();
    const int at = chain()->verticalScrollBar()->value();
    QVERIFY(at > 0 && below > 0);
    m_window->showPage(pageNumber("history"_L1));
    QCoreApplication::processEvents();
    m_window->showPage(0);
    QCoreApplication::processEvents();
    QCOMPARE(chain()->verticalScrollBar()->value(), at);
    QTRY_COMPARE(bar->value(), below);
    QCOMPARE(ledger()->verticalScrollBar()->value(), 90);
    details()->setCurrentIndex(HopDetails::RequestTab);
    QCoreApplication::processEvents();
    details()->setCurrentIndex(HopDetails::ChangesTab);
    QTRY_COMPARE(bar->value(), below);
    QCOMPARE(ledger()->verticalScrollBar()->value(), 90);
    // A new trace starts at its top, also while another page is shown.
    m_window->showPage(pageNumber("history"_L1));
    show(trace);
    m_window->showPage(0);
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), 0);
    QCOMPARE(ledger()->verticalScrollBar()->value(), 0);
    QVERIFY(chain()->visualRect(chain()->currentIndex()).intersects(chain()->viewport()->rect()));
    show(sampleTrace());
    QTRY_COMPARE(chain()->verticalScrollBar()->value(), 0);
}

QTEST_MAIN(InspectViewsTest)
#include "tst_inspectviews.moc"
