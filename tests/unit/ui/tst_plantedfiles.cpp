// SPDX-License-Identifier: MIT
#include "formats/redaction/redaction.h"
#include "formats/redaction/secretspellings.h"
#include "formats/session/sessionfile.h"
#include "paint/paintedformats.h"
#include "plantedsecrets.h"
#include "ui/history/historyfiles.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kRowsOfTrace = 60;
constexpr qsizetype kLeastSearched = 6; ///< bytes; shorter ones occur in times and hashes by chance

/// The hops of as many rows as one chain.
Trace chainOf(const QList<Planted> &rows)
{
    Trace trace;
    for (const Planted &row : rows) {
        const Trace one = plantedTrace(row);
        trace.client = one.client;
        trace.started = one.started;
        trace.hops += one.hops;
    }
    return trace;
}

/// The secrets of `rows` that stand in `bytes`, in one of the spellings that a format may have for them.
QByteArray found(const QByteArray &bytes, const QList<Planted> &rows)
{
    QByteArray all;
    for (const Planted &row : rows) {
        QList<QByteArray> spellings = otherSpellings(row.secret);
        spellings += {row.secret, row.secret.toHex(), row.secret.toHex(' ')};
        for (const QByteArray &spelling : std::as_const(spellings)) {
            if (spelling.size() >= kLeastSearched && bytes.contains(spelling))
                all += '\n' + row.kind + ": " + row.text.left(100) + " as " + spelling.left(60);
        }
    }
    return all;
}

} // namespace

/// No planted secret is in a file: of any format, of the history, of a session.
class TestPlantedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QList<Planted> rows = plantedRows("secrets");
        for (qsizetype i = 0; i < rows.size(); i += kRowsOfTrace)
            m_rows.append(rows.mid(i, kRowsOfTrace));
        QVERIFY(m_rows.size() > 5);
    }

    void formats_data()
    {
        QTest::addColumn<QString>("id");
        for (const Format *format : allFormats())
            QTest::newRow(format->id.data()) << QString(format->id);
    }

    void formats()
    {
        QFETCH(QString, id);
        const Format *format = findAnyFormat(id);
        for (const QList<Planted> &rows : std::as_const(m_rows)) {
            const QByteArray bytes = format->write(redacted(chainOf(rows), RedactionOptions()).trace);
            QVERIFY(!bytes.isEmpty());
            const QByteArray missed = found(bytes, rows);
            QVERIFY2(missed.isEmpty(), missed);
            // A picture of pixels holds no text, and would take long to paint.
            if (id == u"png" || id == u"pdf")
                break;
        }
    }

    void history()
    {
        const QTemporaryDir folder;
        HistoryFiles files(folder.path());
        for (const QList<Planted> &rows : std::as_const(m_rows)) {
            const Trace trace = chainOf(rows);
            const Request &first = trace.hops.constFirst().request;
            const StoredRequest request{.request = {.method = first.method,
                                                    .url = QString::fromUtf8(first.url),
                                                    .headers = first.headers,
                                                    .content = {first.body.bytes, {}}}};
            QCOMPARE(files.add(trace, request, false, {}).entry.broken, QString());
        }
        int count = 0;
        QDirIterator each(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            for (const QList<Planted> &rows : std::as_const(m_rows)) {
                const QByteArray missed = found(bytes, rows);
                QVERIFY2(missed.isEmpty(), missed);
            }
            ++count;
        }
        QCOMPARE(count, 2 * m_rows.size() + 1); // with the requests, and the index
    }

    void sessions()
    {
        ClientMemory memory;
        QList<Planted> all;
        for (const QList<Planted> &rows : std::as_const(m_rows)) {
            for (const Planted &row : rows) {
                const Hop hop = plantedTrace(row).hops.constFirst();
                if (row.where.endsWith("body"))
                    continue;
                all.append(row);
                // Different rows have equal URLs.
                const QByteArray url = hop.request.url + "#" + QByteArray::number(all.size());
                memory.redirects.insert(url, {.method = "GET",
                                              .request = hop.request.headers,
                                              .response = *hop.response,
                                              .received = QDateTime::fromMSecsSinceEpoch(0)});
                memory.jar.cookies.append({.name = "c", .value = row.secret, .domain = "a.example"});
            }
        }
        QVERIFY(all.size() > 100);
        const SessionFile file = writeSession(memory, SessionSecrets::LeftOut);
        QCOMPARE(file.leftOut.redirects, all.size());
        const QByteArray missed = found(file.json, all);
        QVERIFY2(missed.isEmpty(), missed);
    }

private:
    QList<QList<Planted>> m_rows;
};

QTEST_MAIN(TestPlantedFiles)
#include "tst_plantedfiles.moc"
