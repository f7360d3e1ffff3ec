// SPDX-License-Identifier: MIT
#include "http/referrerpolicy.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr ReferrerPolicy kAll[] = {
    ReferrerPolicy::Empty,        ReferrerPolicy::NoReferrer,
    ReferrerPolicy::SameOrigin,   ReferrerPolicy::NoReferrerWhenDowngrade,
    ReferrerPolicy::Origin,       ReferrerPolicy::OriginWhenCrossOrigin,
    ReferrerPolicy::StrictOrigin, ReferrerPolicy::StrictOriginWhenCrossOrigin,
    ReferrerPolicy::UnsafeUrl,
};

ReferrerPolicy policyOf(QLatin1StringView id)
{
    for (const ReferrerPolicy policy : kAll) {
        if (idOf(policy) == id)
            return policy;
    }
    qFatal("no policy has that name");
}

/// "-" for none.
QByteArray refererOf(ReferrerPolicy policy, const QByteArray &from, const QByteArray &to, bool loopback = false)
{
    return refererFor(policy, from, to, loopback).value_or("-");
}

} // namespace

class TestReferrerPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data();
    void parse();
    void onRedirect();
    void policies_data();
    void policies();
    void stripped_data();
    void stripped();
    void longest();
    void loopback();
    void strictCrossSite();
    void isNotRestored();
};

void TestReferrerPolicy::parse_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QString>("policy");
    const auto row = [](const QByteArrayList &lines, const char *policy) {
        QTest::addRow("%s", lines.join(" | ").constData()) << lines << QString::fromLatin1(policy);
    };
    for (const ReferrerPolicy policy : kAll)
        row({QByteArray(idOf(policy).data())}, idOf(policy).data());
    row({}, "");
    row({" Unsafe-URL\t"}, "unsafe-url");
    row({"no-referrer, unsafe-url"}, "unsafe-url");
    row({"no-referrer", "unsafe-url"}, "unsafe-url");
    row({"unsafe-url, bogus"}, "unsafe-url");
    row({"unsafe-url", ""}, "unsafe-url");
    row({"unsafe-url,,origin,"}, "origin");
    row({"bogus"}, "");
    row({"origin;"}, "");
    row({"\"origin\""}, "");
    row({"origins", "no-referrer same-origin"}, "");
}

void TestReferrerPolicy::parse()
{
    QFETCH(QByteArrayList, lines);
    Headers headers;
    for (const QByteArray &line : lines)
        headers.append("referrer-policy", line);
    QTEST(QString(idOf(parseReferrerPolicy(headers))), "policy");
}

void TestReferrerPolicy::onRedirect()
{
    const Headers none;
    const Headers bogus{{{"Referrer-Policy", "bogus"}}};
    const Headers origin{{{"Referrer-Policy", "origin"}}};
    QCOMPARE(referrerPolicyOnRedirect(ReferrerPolicy::Empty, none), ReferrerPolicy::Empty);
    QCOMPARE(referrerPolicyOnRedirect(ReferrerPolicy::UnsafeUrl, none), ReferrerPolicy::UnsafeUrl);
    QCOMPARE(referrerPolicyOnRedirect(ReferrerPolicy::UnsafeUrl, bogus), ReferrerPolicy::UnsafeUrl);
    QCOMPARE(referrerPolicyOnRedirect(ReferrerPolicy::UnsafeUrl, origin), ReferrerPolicy::Origin);
}

/// Referrer Policy 3.1 to 3.8: a Referer to the same origin, to another one, and down to http.
void TestReferrerPolicy::policies_data()
{
    QTest::addColumn<QByteArray>("same");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QByteArray>("down");
    const QByteArray url = "https://a.example/p?q";
    const QByteArray origin = "https://a.example/";
    QTest::newRow("") << url << origin << "-"_ba;
    QTest::newRow("no-referrer") << "-"_ba
                                 << "-"_ba
                                 << "-"_ba;
    QTest::newRow("no-referrer-when-downgrade") << url << url << "-"_ba;
    QTest::newRow("same-origin") << url << "-"_ba
                                 << "-"_ba;
    QTest::newRow("origin") << origin << origin << origin;
    QTest::newRow("strict-origin") << origin << origin << "-"_ba;
    QTest::newRow("origin-when-cross-origin") << url << origin << origin;
    QTest::newRow("strict-origin-when-cross-origin") << url << origin << "-"_ba;
    QTest::newRow("unsafe-url") << url << url << url;
}

void TestReferrerPolicy::policies()
{
    const ReferrerPolicy policy = policyOf(QLatin1StringView(QTest::currentDataTag()));
    const QByteArray from = "https://u:p@a.example/p?q#f";
    QTEST(refererOf(policy, from, "https://a.example:443/x"), "same");
    QTEST(refererOf(policy, from, "https://b.example/"), "other");
    QTEST(refererOf(policy, from, "http://a.example/"), "down");
    // From http there is no step down.
    QCOMPARE(refererOf(policy, "http://a.example/p?q", "http://b.example/"),
             refererOf(policy, from, "https://b.example/").replace("https", "http"));
}

void TestReferrerPolicy::stripped_data()
{
    QTest::addColumn<QByteArray>("referer");
    const auto row = [](const char *from, const char *referer) { QTest::newRow(from) << QByteArray(referer); };
    row("http://a.example", "http://a.example/");
    row("http://a.example?q", "http://a.example/?q");
    row("http://a.example#f", "http://a.example/");
    row("http://a.example:8080/p#", "http://a.example:8080/p");
    row("http://u@a.example/p?#", "http://a.example/p?");
    row("http://u:p%40@a.example/@x", "http://a.example/@x");
    row("http://[::1]:81/p", "http://[::1]:81/p");
    // Referrer Policy 8.4: what is no http or https URL is no Referer.
    row("about:blank", "-");
    row("blob:http://a.example/1", "-");
    row("data:,x", "-");
    row("file:///etc/hostname", "-");
    row("/p", "-");
    row("", "-");
}

void TestReferrerPolicy::stripped()
{
    QTEST(refererOf(ReferrerPolicy::UnsafeUrl, QTest::currentDataTag(), "http://b.example/"), "referer");
}

void TestReferrerPolicy::longest()
{
    const QByteArray fits = "http://a.example/" + QByteArray(kLongestReferrer - 17, 'p');
    QCOMPARE(fits.size(), 4096);
    QCOMPARE(refererOf(ReferrerPolicy::UnsafeUrl, fits + "#f", "http://b.example/"), fits);
    QCOMPARE(refererOf(ReferrerPolicy::UnsafeUrl, fits + 'p', "http://b.example/"), "http://a.example/"_ba);
    QCOMPARE(refererOf(ReferrerPolicy::SameOrigin, fits + 'p', "http://a.example/"), "http://a.example/"_ba);
}

void TestReferrerPolicy::loopback()
{
    const QByteArray from = "https://shop.localhost/p";
    for (const char *to : {"http://localhost/", "http://bank.localhost:8080/", "http://127.0.0.1/", "http://[::1]/"}) {
        QCOMPARE(refererOf(ReferrerPolicy::StrictOrigin, from, to), "-"_ba);
        QCOMPARE(refererOf(ReferrerPolicy::StrictOrigin, from, to, true), "https://shop.localhost/"_ba);
    }
    // A page of a loopback host is as secure as one of https, and others are a step down from it.
    QCOMPARE(refererOf(ReferrerPolicy::Empty, "http://localhost/p", "http://a.example/"), "http://localhost/"_ba);
    QCOMPARE(refererOf(ReferrerPolicy::Empty, "http://localhost/p", "http://a.example/", true), "-"_ba);
}

void TestReferrerPolicy::strictCrossSite()
{
    ReferrerRules rules = kReferrerPolicyRules;
    const auto effective = [&](const char *policy, bool crossSite) {
        return QByteArray(idOf(effectivePolicy(policyOf(QLatin1StringView(policy)), crossSite, rules)).data());
    };
    for (const ReferrerPolicy policy : kAll) {
        const char *name = idOf(policy).data();
        const QByteArray itself = policy == ReferrerPolicy::Empty ? "strict-origin-when-cross-origin" : name;
        rules.strictCrossSite.value = false;
        QCOMPARE(effective(name, true), itself);
        rules.strictCrossSite.value = true;
        QCOMPARE(effective(name, false), itself);
    }
    QCOMPARE(effective("unsafe-url", true), "strict-origin-when-cross-origin"_ba);
    QCOMPARE(effective("no-referrer-when-downgrade", true), "strict-origin-when-cross-origin"_ba);
    QCOMPARE(effective("origin-when-cross-origin", true), "strict-origin-when-cross-origin"_ba);
    QCOMPARE(effective("origin", true), "origin"_ba);
    QCOMPARE(effective("no-referrer", true), "no-referrer"_ba);
    QCOMPARE(effective("same-origin", true), "same-origin"_ba);
}

/// What a request has sent is what the next one begins with.
void TestReferrerPolicy::isNotRestored()
{
    const QByteArray cut = refererOf(ReferrerPolicy::Empty, "http://a.example/p?q", "http://b.example/");
    QCOMPARE(cut, "http://a.example/"_ba);
    QCOMPARE(refererOf(ReferrerPolicy::UnsafeUrl, cut, "http://a.example/end"), cut);
}

QTEST_APPLESS_MAIN(TestReferrerPolicy)
#include "tst_referrerpolicy.moc"
