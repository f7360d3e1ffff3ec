// SPDX-License-Identifier: MIT
// What clients did with Strict-Transport-Security (resources/clients/memory.json) against what their profiles say. The
// cases "no HSTS" are left out: there the browsers try https first without any field, which Hopscope does not do.
#include "http/hstsfile.h"
#include "measuredrows.h"
#include "redirect/profile.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class TestHstsClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measured();
    void files();
    void notMeasured_data();
    void notMeasured();
};

namespace
{

const QDateTime kNow(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);

constexpr KnownMiss kMisses[] = {
    {"chromium-fetch"_L1, "fetch PUT to a known host from another host, real host"_L1,
     "the preflight meets the redirect of the upgrade, and fails: no rule of HSTS"},
    {"curl"_L1, "host in capitals with a dot at the end"_L1, "finds no address for a name with a dot at the end"},
    {"wget"_L1, "host in capitals with a dot at the end"_L1, "finds no address for a name with a dot at the end"},
    {"wget"_L1, "two fields, first 0"_L1, "stores a host for 0 seconds, which count until the second is over"},
};
// wget writes a host of 0 seconds; here nothing is stored.
constexpr KnownMiss kFileMisses[] = {
    {"wget"_L1, "max-age=0, "_L1, "writes a host of 0 seconds"},
    {"wget"_L1, "max-age twice in a field"_L1, "writes a host of 0 seconds"},
    {"wget"_L1, "two fields, first 0"_L1, "writes a host of 0 seconds"},
};

QList<MeasuredRow> rows()
{
    QList<MeasuredRow> all = measuredRows("hsts"_L1);
    all.removeIf([](const MeasuredRow &row) { return row.name.startsWith("no HSTS"_L1); });
    return all;
}

/// The URLs that the servers see, and what becomes of the store.
struct Played {
    HstsStore store;
    QByteArrayList requests; ///< of all steps, each step after a "/"
    QByteArrayList upgraded; ///< the URLs that became https
};

Played play(const MeasuredRow &row, const HstsPolicy &policy)
{
    constexpr int mostRequests = 20;
    Played played;
    MeasuredServer server(row.answers);
    for (const QJsonValue &step : row.steps) {
        played.requests.append("/");
        QByteArray url = step["url"_L1].toString().toLatin1();
        for (int i = 0; i < mostRequests && !url.isEmpty(); ++i) {
            if (const auto upgrade = upgradeFor(played.store, url, kNow, policy)) {
                played.upgraded.append(url.toLower());
                url = upgrade->target;
            }
            played.requests.append(url.toLower());
            const Headers fields = fieldsOf(server.answerTo(url));
            learnHsts(played.store, fields, *originOf(url), kNow, policy);
            url = fields.first("Location").value_or(QByteArray());
        }
    }
    return played;
}

QByteArrayList seenIn(const MeasuredRow &row)
{
    QByteArrayList requests;
    for (const QJsonValue &step : row.seen) {
        requests.append("/");
        for (const QJsonValue &each : step.toArray()) {
            const QString request = each["request"_L1].toString();
            if (!request.startsWith("OPTIONS "_L1))
                requests.append(request.section(u' ', 1, 1).toLatin1().toLower());
        }
    }
    return requests;
}

} // namespace

void TestHstsClients::measured()
{
    int predicted = 0;
    int total = 0;
    for (const MeasuredRow &row : rows()) {
        const ClientProfile *profile = findClient(row.client);
        QVERIFY2(profile && profile->hsts.use.value != HstsUse::Never, qPrintable(row.client));
        const Played played = play(row, profile->hsts);
        const bool same = played.requests == seenIn(row);
        QVERIFY2(same != isKnownMiss(kMisses, row), qPrintable(row.client + u": "_s + row.name + u": "_s +
                                                               QString::fromLatin1(played.requests.join(' '))));
        predicted += same ? 1 : 0;
        ++total;
        // Chromium itself notes each upgrade as a redirect; the others note nothing.
        for (const QByteArray &url : same ? played.upgraded : QByteArrayList()) {
            const QString note = u"307 Internal Redirect (HSTS): "_s + QString::fromLatin1(url);
            QCOMPARE(row.notes.contains(note), profile->hsts.upgradeIsRedirect.value);
        }
    }
    QCOMPARE(total, 222);
    QCOMPARE(predicted, 215);
}

/// The files of curl and wget after each case, times left out.
void TestHstsClients::files()
{
    int predicted = 0;
    int total = 0;
    for (const MeasuredRow &row : rows()) {
        if (row.client != "curl"_L1 && row.client != "wget"_L1)
            continue;
        const HstsStore store = play(row, findClient(row.client)->hsts).store;
        QByteArray file = row.client == "curl"_L1 ? writeCurlHsts(store) : writeWgetHsts(store, kNow);
        const QByteArray now = QByteArray::number(kNow.toSecsSinceEpoch());
        QStringList lines;
        for (QString line : QString::fromLatin1(file).split(u'\n', Qt::SkipEmptyParts)) {
            static const QRegularExpression time(u"\\d{8} \\d\\d:\\d\\d:\\d\\d|\\b\\d{10}\\b"_s);
            if (!line.startsWith(u'#'))
                lines.append(u"hsts file: "_s + line.replace(time, u"TIME"_s));
        }
        const bool same = lines == row.notes;
        QVERIFY2(same != isKnownMiss(kFileMisses, row), qPrintable(row.client + u": "_s + row.name));
        predicted += same ? 1 : 0;
        ++total;
    }
    QCOMPARE(total, 112);
    QCOMPARE(predicted, 106);
}

void TestHstsClients::notMeasured_data()
{
    QTest::addColumn<HstsUse>("use");
    QTest::addColumn<bool>("onLocalhost");
    QTest::newRow("browser") << HstsUse::Always << true;
    QTest::newRow("fetch-spec") << HstsUse::Always << false;
    QTest::newRow("chromium-fetch") << HstsUse::Always << false;
    QTest::newRow("firefox-fetch") << HstsUse::Always << false;
    QTest::newRow("wget-method") << HstsUse::Always << true;
    QTest::newRow("curl-X") << HstsUse::OneRun << true;
    QTest::newRow("googlebot") << HstsUse::Never << true;
    QTest::newRow("php-curl") << HstsUse::Never << true;
    QTest::newRow("py-requests") << HstsUse::Never << true;
}

void TestHstsClients::notMeasured()
{
    const ClientProfile *profile = findClient(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(profile);
    QTEST(profile->hsts.use.value, "use");
    QTEST(profile->hsts.onLocalhost.value, "onLocalhost");
}

QTEST_APPLESS_MAIN(TestHstsClients)
#include "tst_hstsclients.moc"
