// SPDX-License-Identifier: MIT
// What clients did with Referrer-Policy (resources/clients/memory.json) against what their profiles say.
#include "http/site.h"
#include "measuredrows.h"
#include "redirect/profile.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class TestReferrerClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measured();
};

namespace
{

constexpr KnownMiss kMisses[] = {
    {"curl"_L1, "curl -e ';auto'"_L1, "an option that the profile does not have"},
    {"curl"_L1, "curl --referer 'URL;auto'"_L1, "an option that the profile does not have"},
};

/// The Referer of each request of the last step; "-" for none.
QByteArrayList predictedFor(const MeasuredRow &row, const ReferrerRules &rules)
{
    constexpr int mostRequests = 20;
    MeasuredServer server(row.answers);
    // Either the page of the step before, or what the user gave with an option.
    std::optional<QByteArray> referer;
    ReferrerPolicy policy = ReferrerPolicy::Empty;
    if (row.steps.size() > 1) {
        referer = row.steps[0]["url"_L1].toString().toLatin1();
        policy = parseReferrerPolicy(fieldsOf(server.answerTo(*referer)));
    } else if (const QStringList given = textsOf(row.steps[0]["curl"_L1]); given.size() == 2) {
        referer = given.last().toLatin1();
    } else if (const QStringList option = textsOf(row.steps[0]["wget"_L1]); option.size() == 1) {
        referer = option.first().section(u'=', 1).toLatin1();
    }
    const std::optional<Origin> page = referer ? originOf(*referer) : std::nullopt;
    QByteArrayList all;
    QByteArray url = row.steps.last()["url"_L1].toString().toLatin1();
    for (int i = 0; i < mostRequests && !url.isEmpty(); ++i) {
        if (rules.known.value && referer) {
            const bool crossSite = page && !isSameSite(*page, *originOf(url), false, {});
            referer =
                refererFor(effectivePolicy(policy, crossSite, rules), *referer, url, rules.loopbackIsSecure.value);
        }
        all.append(referer.value_or("-"));
        const Headers fields = fieldsOf(server.answerTo(url));
        policy = referrerPolicyOnRedirect(policy, fields);
        url = fields.first("Location").value_or(QByteArray());
    }
    return all;
}

} // namespace

void TestReferrerClients::measured()
{
    int predicted = 0;
    int total = 0;
    for (const MeasuredRow &row : measuredRows("referrer"_L1)) {
        const ClientProfile *profile = findClient(row.client);
        QVERIFY2(profile, qPrintable(row.client));
        QByteArrayList seen;
        for (const QJsonValue &request : row.seen.last().toArray())
            seen.append(request["fields"_L1]["Referer"_L1].toString(u"-"_s).toLatin1());
        const QByteArrayList said = predictedFor(row, profile->referrers);
        const bool same = said == seen;
        QVERIFY2(same != isKnownMiss(kMisses, row),
                 qPrintable(row.client + u": "_s + row.name + u": "_s + QString::fromLatin1(said.join(' '))));
        predicted += same ? 1 : 0;
        ++total;
    }
    QCOMPARE(total, 229);
    QCOMPARE(predicted, 227);
}

QTEST_APPLESS_MAIN(TestReferrerClients)
#include "tst_referrerclients.moc"
