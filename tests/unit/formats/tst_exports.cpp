// SPDX-License-Identifier: MIT
#include "formats/formats.h"
#include "hostiletrace.h"
#include "randomtrace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// Whether nothing in `text` can steer a terminal or turn the reading direction; line ends are allowed.
bool isInert(const QByteArray &text)
{
    for (const char32_t c : QString::fromUtf8(text).toUcs4()) {
        const QChar::Category category = QChar::category(c);
        if (c != U'\n' && c != U'\r' && (category == QChar::Other_Control || category == QChar::Other_Format))
            return false;
    }
    return true;
}

/// RFC 4180, strict: what is no row of cells gives an empty list.
QList<QList<QByteArray>> csvRows(const QByteArray &csv)
{
    QList<QList<QByteArray>> rows{{QByteArray()}};
    bool quoted = false;
    for (qsizetype at = 0; at < csv.size(); ++at) {
        const char c = csv[at];
        if (quoted && c == '"' && at + 1 < csv.size() && csv[at + 1] == '"') {
            rows.last().last() += csv[++at];
        } else if (c == '"') {
            if (!quoted && !rows.last().last().isEmpty())
                return {};
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            rows.last().append(QByteArray());
        } else if (!quoted && c == '\r') {
            if (at + 1 >= csv.size() || csv[++at] != '\n')
                return {};
            rows.append({QByteArray()});
        } else {
            rows.last().last() += c;
        }
    }
    rows.removeLast();
    return rows;
}

QByteArray write(QStringView id, const Trace &trace)
{
    return findFormat(id)->write(trace);
}

/// Of a HAR.
QJsonObject firstEntry(const Trace &trace)
{
    const QJsonObject log = QJsonDocument::fromJson(write(u"har", trace)).object()["log"_L1].toObject();
    return log["entries"_L1].toArray()[0].toObject();
}

/// What a CommonMark reader takes for text: the lines without fenced blocks and without code spans.
QStringList markdownText(const QByteArray &markdown)
{
    static const QRegularExpression runs(u"`+"_s);
    QStringList out;
    QString fence;
    for (const QString &line : QString::fromUtf8(markdown).split(u'\n')) {
        const QString ticks = runs.match(line).captured();
        if (!fence.isEmpty()) {
            fence = line == fence ? QString() : fence;
        } else if (ticks.size() >= 3 && line == ticks + u"http"_s) {
            fence = ticks;
        } else {
            QString text;
            for (qsizetype at = 0; at < line.size();) {
                const auto open = runs.match(line, at);
                text += line.mid(at, open.hasMatch() ? open.capturedStart() - at : -1);
                auto close = open.hasMatch() ? runs.match(line, open.capturedEnd()) : open;
                while (close.hasMatch() && close.capturedLength() != open.capturedLength())
                    close = runs.match(line, close.capturedEnd());
                if (open.hasMatch() && !close.hasMatch())
                    return {u"a code span has no end: "_s + line};
                at = open.hasMatch() ? close.capturedEnd() : line.size();
            }
            out.append(text);
        }
    }
    return fence.isEmpty() ? out : QStringList{u"a fence has no end"_s};
}

double sumOfPhases(const QJsonObject &timings)
{
    double sum = 0;
    for (const QString &phase : {u"blocked"_s, u"dns"_s, u"connect"_s, u"send"_s, u"wait"_s, u"receive"_s})
        sum += std::max(0.0, timings.value(phase).toDouble());
    return sum;
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostile_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QList<QByteArray> texts = test::hostileTexts();
        for (qsizetype i = 0; i < texts.size(); ++i)
            QTest::addRow("%d", int(i)) << texts[i];
    }

    void hostile()
    {
        QFETCH(QByteArray, text);
        const Trace trace = test::hostileTrace(text);
        for (const Trace &each : {trace, redacted(trace)}) {
            csvIsInert(each);
            junitIsInert(each);
            harIsValid(each);
            QVERIFY(isInert(write(u"curl", each)));
            mermaidIsInert(each);
            markdownIsInert(each);
        }
        QCOMPARE(write(u"raw", trace), text + text + text + text);
    }

    void anyTrace()
    {
        for (quint32 seed = 0; seed < 300; ++seed) {
            const Trace trace = test::RandomTrace(seed).trace();
            csvIsInert(trace);
            junitIsInert(trace);
            harIsValid(trace);
            markdownIsInert(trace);
        }
    }

    /// The list says what the field says: not what a browser would make of it at some moment.
    void harSetCookies()
    {
        Trace trace{.client = u"chromium-nav"_s, .started = QDateTime::currentDateTimeUtc()};
        Hop hop{.request = {.method = "GET", .url = "http://shop.example/"}};
        hop.response = Response{.version = "HTTP/1.1",
                                .status = 200,
                                .headers = {{{"Set-Cookie", "a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT; Secure"},
                                             {"Set-Cookie", "b=2; SameSite=None; Max-Age=60"}}}};
        trace.hops.append(hop);
        const QJsonArray cookies = firstEntry(trace)["response"_L1].toObject()["cookies"_L1].toArray();
        QCOMPARE(cookies.size(), 2);
        QCOMPARE(cookies[0].toObject()["name"_L1].toString(), u"a"_s);
        QCOMPARE(cookies[0].toObject()["secure"_L1].toBool(), true);
        QCOMPARE(cookies[0].toObject()["expires"_L1].toString(), u"2031-01-01T00:00:00.000Z"_s);
        QCOMPARE(cookies[1].toObject()["name"_L1].toString(), u"b"_s);
        QVERIFY(!cookies[1].toObject().contains("expires"_L1));
    }

    void harTimes()
    {
        Trace trace = test::hostileTrace("x");
        trace.hops[0].timing = {.start = 5000, .dns = 0, .connect = 2000, .tls = 3000, .send = 0, .wait = 1500};
        const QJsonObject entry = firstEntry(trace);
        const QJsonObject timings = entry["timings"_L1].toObject();
        QCOMPARE(timings["dns"_L1].toDouble(), -1.0);
        QCOMPARE(timings["connect"_L1].toDouble(), 5.0);
        QCOMPARE(timings["ssl"_L1].toDouble(), 3.0);
        QCOMPARE(timings["send"_L1].toDouble(), 0.0);
        QCOMPARE(entry["time"_L1].toDouble(), 6.5);
        QCOMPARE(entry["startedDateTime"_L1].toString(), u"2023-11-14T22:13:20.005Z"_s);
    }

    void severalTracesAsCsv()
    {
        Trace second = test::hostileTrace("y");
        second.hops.removeLast();
        const auto rows = csvRows(findFormat(u"csv")->writeAll({test::hostileTrace("x"), second}));
        QCOMPARE(rows.size(), 4);
        QList<QByteArray> numbers;
        for (const auto &row : rows) {
            QCOMPARE(row.size(), rows[0].size());
            numbers.append(row.first());
        }
        QCOMPARE(numbers, (QList<QByteArray>{"trace", "1", "1", "2"}));
        QCOMPARE(rows[3].sliced(1), csvRows(write(u"csv", second))[1]);
    }

    void formulas_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("=") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("+") << QByteArray("+1") << QByteArray("'+1");
        QTest::newRow("-") << QByteArray("-1") << QByteArray("'-1");
        QTest::newRow("@") << QByteArray("@A1") << QByteArray("'@A1");
        QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("'\\x09=1");
        QTest::newRow("CR") << QByteArray("\r=1") << QByteArray("'\\x0d=1");
        QTest::newRow("comma, quote") << QByteArray("a,\"b\"") << QByteArray("a,\"b\"");
        QTest::newRow("inside") << QByteArray("a=1") << QByteArray("a=1");
    }

    void formulas()
    {
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, cell);
        Trace trace = test::hostileTrace("x");
        trace.hops[0].response->reason = reason;
        QCOMPARE(csvRows(write(u"csv", trace))[1][5], cell);
    }

private:
    static void csvIsInert(const Trace &trace)
    {
        const QByteArray csv = write(u"csv", trace);
        QVERIFY(isInert(csv));
        const auto rows = csvRows(csv);
        QCOMPARE(rows.size(), trace.hops.size() + 1);
        for (const auto &row : rows) {
            QCOMPARE(row.size(), rows[0].size());
            for (const QByteArray &cell : row)
                QVERIFY(cell.isEmpty() || !QByteArray("=+-@\t\r").contains(cell.front()));
        }
    }

    static void markdownIsInert(const Trace &trace)
    {
        const QByteArray markdown = write(u"markdown", trace);
        QVERIFY(isInert(markdown));
        qsizetype tables = 0;
        for (QString line : markdownText(markdown)) {
            tables += line.startsWith(u'|') ? 1 : 0;
            if (line.startsWith(u'|'))
                QVERIFY2(line.count(u'|') == 6 || line.count(u'|') == 7, qPrintable(line));
            line.replace(u"**"_s, QString()).replace(u"| # |"_s, QString());
            while (line.startsWith(u'#') || line.startsWith(u'-'))
                line.remove(0, 1);
            for (const QChar c : u"<>[]@&\\*_~#^$`!{}"_s)
                QVERIFY2(!line.contains(c), qPrintable(line));
            QVERIFY2(!line.contains(u"://"_s) && !line.contains(u"www."_s), qPrintable(line));
        }
        qsizetype rows = 2 + trace.hops.size();
        for (const Hop &hop : trace.hops)
            rows += hop.redirect && !hop.redirect->ledger.isEmpty() ? 2 + hop.redirect->ledger.size() : 0;
        QCOMPARE(tables, rows);
    }

    static void mermaidIsInert(const Trace &trace)
    {
        const QByteArray mermaid = write(u"mermaid", trace);
        QVERIFY(isInert(mermaid));
        // Two hops give two arrows each; a text can make no further line, and after "#" there is only a number.
        QCOMPARE(mermaid.count("\n    c->>"), trace.hops.size());
        QCOMPARE(mermaid.count("\n    participant "), 2);
        for (const char *breaking : {"%%", "{", "<", "\"", "&", "`"})
            QVERIFY(!mermaid.contains(breaking));
        QCOMPARE(mermaid.count('#'), mermaid.count(';'));
    }

    static void junitIsInert(const Trace &trace)
    {
        const QByteArray junit = write(u"junit", trace);
        QVERIFY(isInert(junit));
        QXmlStreamReader xml(junit);
        int tests = 0;
        int failures = 0;
        int wanted = -1;
        int wantedFailures = -1;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == u"testsuite") {
                wanted = xml.attributes().value(u"tests"_s).toInt();
                wantedFailures = xml.attributes().value(u"failures"_s).toInt();
            }
            tests += xml.name() == u"testcase" ? 1 : 0;
            failures += xml.name() == u"failure" ? 1 : 0;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(tests, wanted);
        QCOMPARE(failures, wantedFailures);
    }

    static void harIsValid(const Trace &trace)
    {
        QJsonParseError error;
        const QJsonObject log = QJsonDocument::fromJson(write(u"har", trace), &error).object()["log"_L1].toObject();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        const QJsonArray entries = log["entries"_L1].toArray();
        QCOMPARE(entries.size(), trace.hops.size());
        for (qsizetype i = 0; i < entries.size(); ++i) {
            const QJsonObject entry = entries[i].toObject();
            const double time = entry["time"_L1].toDouble();
            QVERIFY(std::abs(time - sumOfPhases(entry["timings"_L1].toObject())) <= 1e-9 * std::max(1.0, time));
            const QJsonObject request = entry["request"_L1].toObject();
            QCOMPARE(request["headers"_L1].toArray().size(), trace.hops[i].request.headers.fields.size());
            QVERIFY(!request["url"_L1].toString().contains(u'#'));
        }
    }
};

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
