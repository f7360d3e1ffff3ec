// SPDX-License-Identifier: MIT
#include "formats/redaction/redaction.h"
#include "formats/redaction/secretrules.h"
#include "plantedsecrets.h"
#include "trace/tracejson.h"

#include <QHash>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

/// All texts of a trace, wire bytes among them, as they stand in memory.
QByteArray textsOf(const Trace &trace)
{
    QByteArray all;
    for (const Hop &hop : trace.hops) {
        all += hop.request.url + '\n' + hop.request.body.bytes + '\n' + hop.redirect.value_or(Redirect()).location +
               hop.redirect.value_or(Redirect()).target + '\n' + hop.response->body.bytes + '\n' + hop.wire->sent +
               hop.wire->received + '\n';
        for (const Headers &headers : {hop.request.headers, hop.response->headers}) {
            for (const Header &field : headers.fields)
                all += field.name + ": " + field.value + '\n';
        }
        for (const LedgerRow &row : hop.redirect.value_or(Redirect()).ledger)
            all += row.before.toUtf8() + '\n' + row.after.toUtf8() + '\n';
    }
    return all;
}

bool isMissed(const Planted &row, const QByteArray &without = {})
{
    const Trace trace = redacted(plantedTrace(row), {.names = {}, .without = without}).trace;
    return textsOf(trace).contains(row.secret);
}

bool isGarbled(const Planted &row, const QByteArray &without = {})
{
    const Trace trace = plantedTrace(row);
    return redacted(trace, {.names = {}, .without = without}).trace != trace;
}

} // namespace

/// Secrets of every kind that tests/support/planted.json names go, and what only looks like them stays.
class TestPlanted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_secrets = plantedRows("secrets");
        m_harmless = plantedRows("harmless");
        QVERIFY(m_secrets.size() >= 150);
        QVERIFY(m_harmless.size() >= 60);
        for (const Planted &row : std::as_const(m_secrets)) {
            QVERIFY2(row.text.contains(row.secret) && row.secret.size() >= 4, row.text);
            QVERIFY2(textsOf(plantedTrace(row)).contains(row.secret), row.text);
        }
    }

    void secretsGo()
    {
        QByteArray missed;
        int count = 0;
        for (const Planted &row : std::as_const(m_secrets)) {
            if (!isMissed(row))
                continue;
            ++count;
            missed += "\n" + row.kind + ", " + row.where + ", " + row.type + ": " + row.text.left(100);
        }
        QVERIFY2(count == 0, QByteArray::number(count) + " of " + QByteArray::number(m_secrets.size()) + ':' + missed);
    }

    void harmlessValuesStay()
    {
        QByteArray garbled;
        int count = 0;
        for (const Planted &row : std::as_const(m_harmless)) {
            if (!isGarbled(row))
                continue;
            ++count;
            const Redaction redaction = redacted(plantedTrace(row), RedactionOptions());
            garbled += "\n" + row.text + ": " + removedText(redaction.removed).toUtf8();
        }
        QVERIFY2(count == 0, QByteArray::number(count) + " of " + QByteArray::number(m_harmless.size()) + garbled);
    }

    void redactedTwiceIsTheSame()
    {
        QByteArray changed;
        for (const Planted &row : std::as_const(m_secrets)) {
            const Redaction once = redacted(plantedTrace(row), RedactionOptions());
            const Redaction twice = redacted(once.trace, RedactionOptions());
            if (twice.trace != once.trace || !twice.removed.isEmpty())
                changed += '\n' + textsOf(once.trace) + "\n became " + textsOf(twice.trace);
            if (once.removed.isEmpty())
                changed += "\nnot listed: " + row.text;
        }
        QVERIFY2(changed.isEmpty(), changed);
    }

    /// Each rule is needed: without it the rows that name it are missed, or what shall stay goes.
    void eachRuleIsNeeded()
    {
        QHash<QByteArray, int> rows; // of a rule
        QByteArray unneeded;
        for (const Planted &row : std::as_const(m_secrets)) {
            if (!row.rule.isEmpty() && !isMissed(row, row.rule))
                unneeded += '\n' + row.rule + " is not needed for " + row.text.left(100);
            ++rows[row.rule];
        }
        for (const Planted &row : std::as_const(m_harmless)) {
            if (!row.rule.isEmpty() && !isGarbled(row, row.rule))
                unneeded += '\n' + row.rule + " is not needed for " + row.text.left(100);
            ++rows[row.rule];
        }
        const QList<RedactionRule> rules = redactionRules();
        QVERIFY(rules.size() > 300);
        for (const RedactionRule &rule : rules) {
            if (!rows.contains(rule.id))
                unneeded += "\nno row for " + rule.id;
        }
        QVERIFY2(unneeded.isEmpty(), unneeded);
    }

private:
    QList<Planted> m_secrets;
    QList<Planted> m_harmless;
};

QTEST_GUILESS_MAIN(TestPlanted)
#include "tst_planted.moc"
