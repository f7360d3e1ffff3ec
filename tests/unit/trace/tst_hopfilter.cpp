// SPDX-License-Identifier: MIT
// The filter of a chain: how it is read, what is wrong with it, and which hops pass.
#include "sampletraces.h"
#include "trace/hopfilter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

QList<Hop> chainOfFive()
{
    QList<Hop> hops{sampleHop("POST", "http://api.a.example:8601/orders", 307, "Temporary Redirect"),
                    sampleHop("GET", "https://user@shop.example/x?api=1", 302, "Found"),
                    sampleHop("get", "http://[::1]:80/api", 200, "OK"),
                    sampleHop("PUT", "http://api.b.example/", 404, "Not Found"),
                    sampleHop("GET", "http://c.example/", 200, "OK")};
    hops[1].request.headers.append("X-Trace", "Wanted here");
    hops[3].response->headers.append("Set-Cookie", "sid=1");
    hops[4].response.reset();
    return hops;
}

} // namespace

class HopFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passes_data();
    void passes();
    void faults_data();
    void faults();
};

void HopFilterTest::passes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("numbers");
    using Numbers = QList<int>;
    QTest::newRow("nothing") << u"  "_s << Numbers{1, 2, 3, 4, 5};
    QTest::newRow("class") << u"status:3xx"_s << Numbers{1, 2};
    QTest::newRow("one or another") << u"status:302 STATUS:4XX"_s << Numbers{2, 4};
    QTest::newRow("range") << u"status:300-404"_s << Numbers{1, 2, 4};
    QTest::newRow("no response") << u"status:none"_s << Numbers{5};
    QTest::newRow("method") << u"method:get"_s << Numbers{2, 3, 5};
    QTest::newRow("host") << u"host:api"_s << Numbers{1, 4};
    QTest::newRow("host with port") << u"host:a.example:8601"_s << Numbers{1};
    QTest::newRow("host is no path") << u"host:shop"_s << Numbers{2};
    QTest::newRow("user is no host") << u"host:user"_s << Numbers{};
    QTest::newRow("all of them") << u"status:2xx method:GET host::1"_s << Numbers{3};
    QTest::newRow("word in URL") << u"api"_s << Numbers{1, 2, 3, 4};
    QTest::newRow("word with port") << u"a.example:8601/orders"_s << Numbers{1};
    QTest::newRow("URL") << u"http://c"_s << Numbers{5};
    QTest::newRow("field") << u"\"x-trace: wanted HERE\""_s << Numbers{2};
    QTest::newRow("field of response") << u"set-cookie"_s << Numbers{4};
    QTest::newRow("two words") << u"found wanted"_s << Numbers{2};
    QTest::newRow("key in quotes") << u"\"status:302\""_s << Numbers{};
}

void HopFilterTest::passes()
{
    QFETCH(QString, text);
    const Result<HopFilter> filter = parseHopFilter(text);
    QVERIFY2(filter, qPrintable(filter.error));
    QList<int> numbers;
    const QList<Hop> hops = chainOfFive();
    for (int i = 0; i < hops.size(); ++i) {
        if (hopscope::passes(*filter, hops[i]))
            numbers.append(i + 1);
    }
    QTEST(numbers, "numbers");
    QCOMPARE(filter->isEmpty(), text.trimmed().isEmpty());
}

void HopFilterTest::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const QString status = u"\"%1\" is not a status: write 302, 3xx, 300-308 or none after \"status:\"."_s;
    QTest::newRow("no number") << u"status:moved"_s << status.arg(u"moved"_s);
    QTest::newRow("too short") << u"status:30"_s << status.arg(u"30"_s);
    QTest::newRow("empty status") << u"a status:"_s << status.arg(QString());
    QTest::newRow("empty method") << u"method:"_s << u"\"method:\" needs a value, such as method:POST."_s;
    QTest::newRow("empty host") << u"host: api"_s << u"\"host:\" needs a value, such as host:api."_s;
    QTest::newRow("unknown")
        << u"colour:red"_s
        << u"\"colour:\" is not a filter: use status:, method: or host:, or put the word in quotes."_s;
}

void HopFilterTest::faults()
{
    QFETCH(QString, text);
    const Result<HopFilter> filter = parseHopFilter(text);
    QVERIFY(!filter);
    QTEST(filter.error, "error");
}

QTEST_APPLESS_MAIN(HopFilterTest)
#include "tst_hopfilter.moc"
