// SPDX-License-Identifier: MIT
// Parameters that a redirect lost, and those that were its own.
#include "madechains.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class FindingsQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lost_data();
    void lost();
};

void FindingsQueryTest::lost_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("names"); // empty: no finding
    const auto row = [](const char *name, const QByteArray &url, const QByteArray &target, const QString &names) {
        QTest::newRow(name) << url << target << names;
    };
    row("other target", kA + "?next=/other&x=1", kB, u"next, x"_s);
    row("url", kA + "redirect?url=http%3A%2F%2Fb.example%2F&x=1", kB, {});
    row("url, with more", kA + "redirect?url=http://b.example/", kB + "?ref=a", {});
    row("url, by https", kA + "redirect?url=http://b.example/", "https://b.example/", {});
    row("encoded twice", kA + "?u=http%253A%252F%252Fb.example%252Fc&n=1", kB + "c", {});
    row("path", kA + "login?next=/home&lang=de", kA + "home", {});
    row("path, twice encoded, other", kA + "?u=%252Fc", kA + "d", u"u"_s);
    row("host", kA + "?to=b.example&code=1", kB, {});
    row("a version is no host", kA + "?to=v1.2", kB, u"to"_s);
    row("a number is no path", kA + "?id=42", kA + "42", u"id"_s);
    row("an empty value", kA + "x?a=&b", kA + "y", u"a, b"_s);
    row("built-in server", "http://127.0.0.1:8080/302?origin=other&header=A:b", "http://127.0.0.1:8081/echo", {});
    row("built-in server, another name", "http://shop.localhost:8080/slow?ms=1&x=1", "http://shop.localhost:8080/y",
        u"x"_s);
    row("another route", "http://127.0.0.1:8080/old?origin=other", "http://127.0.0.1:8081/echo", u"origin"_s);
    row("another server", kA + "302?origin=other", kB, u"origin"_s);
}

void FindingsQueryTest::lost()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, target);
    QFETCH(QString, names);
    const QStringList details =
        detailsOf(chain({hop("GET", url, 302, target), hop("GET", target, 200)}), "query-lost"_L1);
    if (names.isEmpty()) {
        QCOMPARE(details, QStringList());
        return;
    }
    const qsizetype count = names.split(u", "_s).size();
    const QString subject = count == 1 ? u"This parameter is"_s : u"%1 parameters are"_s.arg(count);
    QCOMPARE(details, QStringList(u"%1 not in the target: %2."_s.arg(subject, names)));
}

QTEST_GUILESS_MAIN(FindingsQueryTest)
#include "tst_findingsquery.moc"
