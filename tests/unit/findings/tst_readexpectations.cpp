// SPDX-License-Identifier: MIT
#include "findings/expectations.h"
#include "findings/findings.h"
#include "text/nearest.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// What a user writes for each expectation, and what is said when it is none.
class TestReadExpectations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reading()
    {
        QCOMPARE(readExpectedStatuses(u"--expect"_s, u" 301, 3XX,200 "_s).value,
                 (QList<QByteArray>{"301", "3xx", "200"}));
        for (const QString &bad :
             {u""_s, u"301,"_s, u"30"_s, u"3000"_s, u"abc"_s, u"030"_s, u"301 200"_s, u"3yx"_s, u"٣٠١"_s})
            QCOMPARE(readExpectedStatuses(u"--expect"_s, bad).error,
                     u"--expect takes statuses such as 301,200 or 3xx,200, not \"%1\""_s.arg(bad));
        QCOMPARE(readExpectedStatuses(u"it"_s, QStringList(1001, u"200"_s).join(u',')).error,
                 u"it takes at most 1000 statuses"_s);
        QCOMPARE(readExpectedUrl(u"it"_s, u" https://A.example "_s).value, QByteArray("https://A.example"));
        QCOMPARE(readExpectedUrl(u"--expect-final"_s, u"/cart"_s).error.left(34),
                 u"--expect-final takes a whole URL. "_s);
        QCOMPARE(readExpectedUrl(u"--expect-final"_s, u"ftp://a.example/"_s).error,
                 u"--expect-final takes a whole URL. Only http and https URLs can be requested, not ftp:."_s);
        QCOMPARE(readExpectedMethod(u"it"_s, u"POST"_s).value, QByteArray("POST"));
        QCOMPARE(readExpectedMethod(u"it"_s, u"PO ST"_s).error, u"it takes a method such as POST, not \"PO ST\""_s);
        for (const QString &id : bodyExpectationIds())
            QCOMPARE(QString(idOf(*readExpectedBody(u"it"_s, id))), id);
        QCOMPARE(readExpectedBody(u"--expect-body"_s, u"lost"_s).error,
                 u"--expect-body takes one of kept, dropped, not \"lost\""_s);
    }

    void readingFindings()
    {
        for (const FindingRow &row : findingTable())
            QCOMPARE(readFailOn(u"it"_s, row.id).value, QString(row.id));
        for (const QString &id : severityIds())
            QCOMPARE(readFailOn(u"it"_s, id).value, id);
        QCOMPARE(
            readFailOn(u"--fail-on"_s, u"final-eror"_s).error,
            u"--fail-on takes a severity or the id of a finding, not \"final-eror\"; did you mean \"final-error\"?"_s);
        QCOMPARE(readFailOn(u"--fail-on"_s, u"Warnings"_s).error,
                 u"--fail-on takes a severity or the id of a finding, not \"Warnings\"; did you mean \"warning\"?"_s);
        const QString error = readFailOn(u"--fail-on"_s, u"teapot-without-tea"_s).error;
        QVERIFY2(error.contains(u"choose one of: note, warning, error, method-changed, "_s), qPrintable(error));
        QCOMPARE(nearestOf(QString(100'000, u'x'), {u"x"_s}), QString());
        QCOMPARE(nearestOf(u""_s, {u"loop"_s}), QString());
    }

    void inWords()
    {
        QCOMPARE(
            expectationText({.statuses = {"301", "2xx"},
                             .finalUrl = "http://a.example/",
                             .mostRedirects = 2,
                             .method = "POST",
                             .body = BodyExpectation::Kept,
                             .failOn = {u"warning"_s, u"loop"_s}}),
            u"301, 2xx; ends at http://a.example/; at most 2 redirects; last method POST; body kept; no finding of warning, loop"_s);
        QCOMPARE(expectationText({.mostRedirects = 0}), u"no redirect"_s);
        QCOMPARE(expectationText({.mostRedirects = 1}), u"at most 1 redirect"_s);
    }
};

QTEST_GUILESS_MAIN(TestReadExpectations)
#include "tst_readexpectations.moc"
