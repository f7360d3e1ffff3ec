// SPDX-License-Identifier: MIT
// What a profile predicts stands beside what an installed client did: in the window, in text, Markdown, HTML and JSON.
#include "formats/formats.h"
#include "paint/paintedformats.h"
#include "redirect/client/realclients.h"
#include "trace/tracejson.h"
#include "ui/inspect/changesview.h"
#include "ui/inspect/ledgermodel.h"
#include "ui/look/wraptable.h"
#include "ui/request/clientbox.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

QList<LedgerRow> sampleLedger()
{
    return {{.part = u"method"_s,
             .before = u"POST"_s,
             .after = u"GET"_s,
             .verdict = PartVerdict::Changed,
             .reason = u"Chromium did otherwise"_s,
             .predicted = u"POST"_s},
            {.part = u"Cookie"_s, .before = u"a=1"_s, .verdict = PartVerdict::Dropped, .predicted = u""_s},
            {.part = u"X-A"_s, .before = u"1"_s, .verdict = PartVerdict::Dropped, .predicted = u"1"_s},
            {.part = u"Sec-Fetch-Site"_s, .after = u"none"_s, .verdict = PartVerdict::Added}};
}

Trace sampleTrace()
{
    const Hop second{.request = {.method = "GET", .url = "http://a.example/2"}, .response = Response{.status = 200}};
    const Redirect redirect{
        .location = "/2", .target = "http://a.example/2", .verdict = RedirectVerdict::Follow, .ledger = sampleLedger()};
    const Hop first{.request = {.method = "POST", .url = "http://a.example/1"},
                    .response = Response{.status = 302},
                    .redirect = redirect};
    return {
        .client = u"chromium-real"_s, .started = QDateTime::fromSecsSinceEpoch(0, Qt::UTC), .hops = {first, second}};
}

QString written(QLatin1StringView id)
{
    return QString::fromUtf8(findFormat(QString(id))->write(sampleTrace()));
}

QString cell(const LedgerModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class PredictionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void model();
    void view();
    void text();
    void traceFile();
    void secrets();
    void clientBox();
};

void PredictionsTest::model()
{
    LedgerModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.columnCount(), int(LedgerModel::Predicted));
    model.setLedger(sampleLedger(), 1, {.row = 1});
    QCOMPARE(model.columnCount(), int(LedgerModel::ColumnCount));
    QCOMPARE(model.headerData(LedgerModel::After, Qt::Horizontal).toString(), u"Did: Request 2"_s);
    QCOMPARE(model.headerData(LedgerModel::Predicted, Qt::Horizontal).toString(), u"Predicted"_s);
    QStringList cells;
    for (int row = 0; row < 4; ++row)
        cells.append(model.part(row) + u": "_s + cell(model, row, LedgerModel::Predicted));
    QCOMPARE(cells, (QStringList{u"method: differs: POST"_s, u"Cookie: as predicted"_s, u"X-A: differs: 1"_s,
                                 u"Sec-Fetch-Site: no prediction"_s}));
    model.setLedger({{.part = u"method"_s, .before = u"GET"_s, .after = u"GET"_s}}, 1, {.row = 1});
    QCOMPARE(model.columnCount(), int(LedgerModel::Predicted));
    QVERIFY(!model.isPredicted());
}

void PredictionsTest::view()
{
    ChangesView view;
    view.resize(1000, 600);
    view.show();
    view.showHop(sampleTrace(), 0, true);
    const auto tables = view.findChildren<WrapTable *>();
    const auto found = std::find_if(tables.begin(), tables.end(), [](const WrapTable *table) {
        return qobject_cast<LedgerModel *>(table->model()) != nullptr;
    });
    QVERIFY(found != tables.end());
    WrapTable *table = *found;
    QCOMPARE(table->horizontalHeader()->count(), int(LedgerModel::ColumnCount));
    QVERIFY(table->columnWidth(LedgerModel::Predicted) >= 84);
    // By keyboard and by mouse: each cell is reached.
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, LedgerModel::Why));
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(table->currentIndex().column(), int(LedgerModel::Predicted));
    const QModelIndex second = table->model()->index(1, LedgerModel::Predicted);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(second).center());
    QCOMPARE(table->currentIndex(), second);
}

void PredictionsTest::text()
{
    const QString table = written("table"_L1);
    QVERIFY2(table.contains(u"DIFFERS, predicted: POST"_s) && table.contains(u"as predicted"_s), qPrintable(table));
    const QString markdown = written("markdown"_L1);
    QVERIFY2(markdown.contains(u"| Part | Verdict | Before | Predicted | Did | Why |"_s), qPrintable(markdown));
    QVERIFY2(markdown.contains(u"| `POST` | **differs:** `GET` |"_s), qPrintable(markdown));
    const QString page = QString::fromUtf8(findAnyFormat(u"html")->write(sampleTrace()));
    QVERIFY(page.contains(u"<th>Predicted</th><th>Did</th>"_s) && page.contains(u"no prediction"_s));
}

void PredictionsTest::traceFile()
{
    const Result<Trace> read = readTrace(writeTrace(sampleTrace()));
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->hops[0].redirect->ledger, sampleLedger());
}

void PredictionsTest::secrets()
{
    Trace trace = sampleTrace();
    trace.hops[0].redirect->ledger[1].predicted = u"session=0123456789abcdef"_s;
    QVERIFY(!QString::fromUtf8(writeTrace(redacted(trace))).contains(u"0123456789abcdef"_s));
}

void PredictionsTest::clientBox()
{
    ClientBox box(u"Client"_s, u"%1"_s);
    for (const RealClient &client : realClients()) {
        box.setClient(QString(client.id));
        QCOMPARE(box.client(), QString(client.id));
        QVERIFY(!box.itemData(box.currentIndex(), Qt::ToolTipRole).toString().isEmpty());
    }
}

QTEST_MAIN(PredictionsTest)
#include "tst_predictions.moc"
