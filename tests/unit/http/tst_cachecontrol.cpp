// SPDX-License-Identifier: MIT
// Cache-Control, delta-seconds and HTTP-date.
#include "http/cachecontrol.h"
#include "http/httpdate.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestCacheControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void directives_data();
    void directives();
    void seconds_data();
    void seconds();
    void httpDate_data();
    void httpDate();
};

void TestCacheControl::directives_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArrayList>("found"); // name=argument, with '"' behind a quoted one
    const auto row = [](const char *title, const QByteArrayList &lines, const QByteArrayList &found) {
        QTest::newRow(title) << lines << found;
    };
    row("none", {}, {});
    row("empty", {"", " , ,"}, {});
    row("two", {"public, max-age=60"}, {"public", "max-age=60"});
    row("case and white space", {" No-Store ,\tMax-Age = 60 "}, {"no-store", "max-age=60"});
    row("lines", {"public", "max-age=60"}, {"public", "max-age=60"});
    row("quoted", {R"(max-age="60")"}, {R"(max-age=60")"});
    row("comma in quotes", {R"(no-cache="A, no-store", public)"}, {R"(no-cache=A, no-store")", "public"});
    row("escaped mark", {R"(x="a\",no-store",public)"}, {R"(x=a",no-store")", "public"});
    row("quotes without end", {R"(x="a, no-store)", "public"}, {R"(x=a, no-store")", "public"});
    row("backslash at the end", {R"(x="a\)"}, {R"(x=a\")"});
    row("no argument", {"max-age="}, {"max-age="});
    row("two equals signs", {"x=a=b"}, {"x=a=b"});
}

void TestCacheControl::directives()
{
    QFETCH(QByteArrayList, lines);
    Headers headers;
    for (const QByteArray &line : lines)
        headers.append("cache-CONTROL", line);
    QByteArrayList found;
    for (const CacheDirective &each : cacheDirectives(headers)) {
        const bool hasArgument = each.text.contains('=');
        found.append(each.name + (hasArgument ? "=" : "") + each.argument + (each.quoted ? "\"" : ""));
    }
    QTEST(found, "found");
}

void TestCacheControl::seconds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value"); // -1: none
    const auto row = [](const char *text, qint64 value) { QTest::newRow(text) << QByteArray(text) << value; };
    row("0", 0);
    row("007", 7);
    row("2147483647", 2147483647);
    row("2147483648", 2147483648);
    row("2147483649", 2147483648);
    row("99999999999999999999999999", 2147483648);
    row("", -1);
    row("-1", -1);
    row("+1", -1);
    row("1.5", -1);
    row("60s", -1);
    row(" 1", -1);
}

void TestCacheControl::seconds()
{
    QFETCH(QByteArray, text);
    QTEST(deltaSeconds(text).value_or(-1), "value");
}

void TestCacheControl::httpDate_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("time"); // empty: none
    const auto row = [](const char *text, const char *time) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(time);
    };
    // RFC 9110 5.6.7
    row("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z");
    row("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z");
    row("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z");
    row("Sun Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z");
    // RFC 9111 4.2: case does not matter, and a zone that is not GMT does.
    row("sun, 06 NOV 1994 08:49:37 gmt", "1994-11-06T08:49:37Z");
    row("Sun, 06 Nov 1994 08:49:37 UTC", "");
    row("Sun, 06 Nov 1994 08:49:37 +0000", "");
    row("Sun, 06 Nov 1994 08:49:37", "");
    // A year of two digits is at most 50 years ahead: now is 2026-11-28 12:00.
    row("Saturday, 28-Nov-76 12:00:00 GMT", "2076-11-28T12:00:00Z");
    row("Saturday, 28-Nov-76 12:00:01 GMT", "1976-11-28T12:00:01Z");
    row("Thursday, 01-Jan-70 00:00:00 GMT", "2070-01-01T00:00:00Z");
    row("Tuesday, 29-Feb-00 00:00:00 GMT", "2000-02-29T00:00:00Z");
    row("Sun, 06-Nov-94 08:49:37 GMT", "");
    row("Sunday, 06 Nov 1994 08:49:37 GMT", "");
    row("Sun, 6 Nov 1994 08:49:37 GMT", "");
    row("Sun, 31 Feb 1994 08:49:37 GMT", "");
    row("Sun, 00 Nov 1994 08:49:37 GMT", "");
    row("Sun, 06 Foo 1994 08:49:37 GMT", "");
    row("Foo, 06 Nov 1994 08:49:37 GMT", "");
    row("Foo Nov  6 08:49:37 1994", "");
    row("Foosday, 06-Nov-94 08:49:37 GMT", "");
    row("Sun, 06 Nov 1994 24:00:00 GMT", "");
    row("Sun, 06 Nov 1994 08:60:00 GMT", "");
    row("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z");
    row("Sat, 31 Dec 2016 23:59:61 GMT", "");
    row("Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31T23:59:59Z");
    row("0", "");
    row("-1", "");
    row("", "");
    row(", 06-Nov-94 08:49:37 GMT", "");
}

void TestCacheControl::httpDate()
{
    QFETCH(QByteArray, text);
    const std::optional<QDateTime> time = parseHttpDate(text, QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC));
    QTEST(time ? time->toString(Qt::ISODate) : QString(), "time");
}

QTEST_APPLESS_MAIN(TestCacheControl)
#include "tst_cachecontrol.moc"
