// SPDX-License-Identifier: MIT
// What clients did (resources/clients/memory.json) against what the engine says that they do.
#include "goldenfiles.h"
#include "measuredplay.h"
#include "net/publicsuffix.h"

#include <QRegularExpression>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// How many rows of a feature and client the engine predicts. A change that predicts more or fewer changes this table.
struct Score {
    const char *feature;
    const char *client;
    int predicted;
    int total;   ///< of those that can be played
    int skipped; ///< that cannot: see whyNotModelled() in measuredplay.cpp
};

constexpr Score kScores[] = {
    {"cache", "chromium-fetch", 33, 33, 9},
    {"cache", "chromium-nav", 156, 158, 1},
    {"cache", "curl", 10, 10, 0},
    {"cache", "firefox-fetch", 33, 33, 9},
    {"cache", "firefox-nav", 158, 158, 1},
    {"cache", "py-requests", 10, 10, 0},
    {"cache", "wget", 10, 10, 0},
    {"cookies", "chromium-fetch", 15, 17, 1},
    {"cookies", "chromium-nav", 111, 123, 0},
    {"cookies", "curl", 53, 64, 0},
    {"cookies", "firefox-fetch", 9, 9, 0},
    {"cookies", "firefox-nav", 102, 103, 0},
    {"cookies", "py-requests", 49, 64, 0},
    {"cookies", "wget", 48, 64, 0},
    {"expect", "chromium-fetch", 0, 5, 0}, // recorded with the credentials of a case before them
    {"expect", "curl", 8, 12, 1},
    {"expect", "firefox-fetch", 5, 5, 0},
    {"expect", "py-requests", 9, 12, 0},
    {"expect", "wget", 9, 12, 0},
    {"hsts", "chromium-fetch", 7, 10, 8},
    {"hsts", "chromium-nav", 70, 74, 2},
    {"hsts", "curl", 60, 62, 0},
    {"hsts", "firefox-fetch", 5, 5, 5},
    {"hsts", "firefox-nav", 38, 40, 1},
    {"hsts", "wget", 58, 62, 0},
    {"origin", "chromium-fetch", 353, 353, 8},
    {"origin", "chromium-nav", 72, 72, 0},
    {"origin", "firefox-fetch", 352, 353, 8},
    {"origin", "firefox-nav", 72, 72, 0},
    {"referrer", "chromium-fetch", 40, 40, 0},
    {"referrer", "chromium-nav", 83, 85, 0},
    {"referrer", "curl", 1, 1, 3},
    {"referrer", "firefox-fetch", 36, 36, 0},
    {"referrer", "firefox-nav", 60, 61, 0},
    {"referrer", "py-requests", 1, 1, 0},
    {"referrer", "wget", 1, 1, 1},
    {"refresh", "chromium-fetch", 2, 2, 0},
    {"refresh", "chromium-nav", 173, 208, 0},
    {"refresh", "curl", 4, 4, 0},
    {"refresh", "firefox-fetch", 2, 2, 0},
    {"refresh", "firefox-nav", 170, 208, 0},
    {"refresh", "py-requests", 4, 4, 0},
    {"refresh", "wget", 4, 4, 0},
};

/// A row that no rule explains.
struct Quirk {
    const char *feature;
    const char *client;  ///< how its id begins
    const char *pattern; ///< of the case's name
    const char *why;
};

constexpr Quirk kQuirks[] = {
    {"origin", "firefox", "^fields: GET with Priority,",
     "A Priority of the script with the value that Firefox sends by itself cannot be told from Firefox's own."},
};

bool matches(const Quirk &quirk, const QString &feature, const QString &client, const QString &name)
{
    return feature == QLatin1StringView(quirk.feature) && client.startsWith(QLatin1StringView(quirk.client)) &&
           QRegularExpression(QString::fromLatin1(quirk.pattern)).match(name).hasMatch();
}

/// What one row came to.
struct Played {
    QString name;
    QString client;
    QString miss;    ///< empty: predicted
    QString skipped; ///< why it was not played
};

/// What a page asks for by itself arrives while the user waits: it belongs to the step before.
QList<QStringList> withoutWaits(const test::MeasuredCase &measured, const QList<QStringList> &seen)
{
    QList<QStringList> steps;
    for (qsizetype i = 0; i < seen.size(); ++i) {
        if (measured.steps.at(i)["do"_L1] == "wait"_L1 && !steps.isEmpty())
            steps.last() += seen.at(i);
        else
            steps.append(seen.at(i));
    }
    return steps;
}

QString missOf(const QList<QStringList> &measured, const QList<QStringList> &predicted)
{
    QString text;
    for (qsizetype i = 0; i < measured.size(); ++i) {
        if (measured.at(i) != predicted.value(i))
            text += u"\n  step %1\n    measured  %2\n    predicted %3"_s.arg(
                QString::number(i + 1), measured.at(i).join(u"\n              "_s),
                predicted.value(i).join(u"\n              "_s));
    }
    return text;
}

} // namespace

class TestJourneyMeasured : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rows_data();
    void rows();
    void features();
    void quirks();

private:
    Played played(const test::RecordedRow &row, const test::MeasuredCase &measured) const;

    test::Measured m_measured;
    QHash<QString, QList<Played>> m_played; ///< by feature and client
};

Played TestJourneyMeasured::played(const test::RecordedRow &row, const test::MeasuredCase &measured) const
{
    const test::Predicted predicted = test::play(measured, row.client, m_measured.when, isPublicSuffix);
    Played result{.name = measured.name, .client = row.client, .miss = {}, .skipped = predicted.notModelled};
    if (result.skipped.isEmpty())
        result.miss = missOf(withoutWaits(measured, row.seen), withoutWaits(measured, predicted.seen));
    return result;
}

void TestJourneyMeasured::initTestCase()
{
    m_measured = test::readMeasured(test::golden(u"memory.json"_s));
    QVERIFY(m_measured.when.isValid());
    QVERIFY(!m_measured.rows.isEmpty());
    QSet<QString> features;
    for (const Score &score : kScores)
        features.insert(QString::fromLatin1(score.feature));
    for (qsizetype i = 0; i < m_measured.rows.size(); ++i) {
        const test::RecordedRow &row = m_measured.rows.at(i);
        const test::MeasuredCase &measured = m_measured.cases[m_measured.names.at(i)];
        QCOMPARE(row.seen.size(), measured.steps.size());
        if (features.contains(measured.feature))
            m_played[measured.feature + u' ' + row.client].append(played(row, measured));
    }
}

void TestJourneyMeasured::rows_data()
{
    QTest::addColumn<int>("predicted");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("skipped");
    for (const Score &score : kScores)
        QTest::addRow("%s %s", score.feature, score.client) << score.predicted << score.total << score.skipped;
}

void TestJourneyMeasured::rows()
{
    QFETCH(int, predicted);
    QFETCH(int, total);
    QFETCH(int, skipped);
    QStringList misses;
    QMap<QString, int> reasons;
    int played = 0;
    const QList<Played> rows = m_played.value(QString::fromLatin1(QTest::currentDataTag()));
    for (const Played &row : rows) {
        if (!row.skipped.isEmpty())
            ++reasons[row.skipped];
        else
            ++played;
        if (!row.miss.isEmpty())
            misses.append(row.client + u": "_s + row.name + row.miss);
    }
    const int left = int(rows.size()) - played;
    const int hits = played - int(misses.size());
    if (hits != predicted || played != total || left != skipped) {
        for (const QString &miss : misses)
            qInfo("%s", qPrintable(miss));
        for (auto reason = reasons.begin(); reason != reasons.end(); ++reason)
            qInfo("skipped %d: %s", reason.value(), qPrintable(reason.key()));
        qInfo("predicted %d of %d, skipped %d", hits, played, left);
    }
    QCOMPARE(hits, predicted);
    QCOMPARE(played, total);
    QCOMPARE(left, skipped);
}

/// Every row of these features is counted.
void TestJourneyMeasured::features()
{
    QStringList counted;
    for (const Score &score : kScores)
        counted.append(QString::fromLatin1(score.feature) + u' ' + QString::fromLatin1(score.client));
    QStringList played = m_played.keys();
    counted.sort();
    played.sort();
    QCOMPARE(played, counted);
}

/// What the engine does not predict about Origin and preflights is known, and why.
void TestJourneyMeasured::quirks()
{
    QList<int> found(std::size(kQuirks), 0);
    for (auto rows = m_played.cbegin(); rows != m_played.cend(); ++rows) {
        const QString feature = rows.key().section(u' ', 0, 0);
        if (feature != "origin"_L1)
            continue;
        for (const Played &row : rows.value()) {
            bool isKnown = row.miss.isEmpty();
            for (qsizetype i = 0; i < found.size() && !row.miss.isEmpty(); ++i) {
                if (matches(kQuirks[i], feature, row.client, row.name)) {
                    isKnown = true;
                    ++found[i];
                }
            }
            QVERIFY2(isKnown, qPrintable(row.client + u": "_s + row.name + row.miss));
        }
    }
    for (qsizetype i = 0; i < found.size(); ++i)
        QVERIFY2(found.at(i) > 0, kQuirks[i].why);
}

QTEST_GUILESS_MAIN(TestJourneyMeasured)
#include "tst_journeymeasured.moc"
