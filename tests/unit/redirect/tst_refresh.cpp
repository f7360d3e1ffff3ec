// SPDX-License-Identifier: MIT
// What browsers requested after a page with a Refresh field, a meta element or a script (resources/clients/memory.json)
// against what is told of it.
#include "measuredrows.h"
#include "redirect/decide.h"
#include "redirect/refresh.h"
#include "redirect/sources.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kPage = "http://a.example/b/c";
constexpr int kMeasuredRows = 432;

/// Rows that come out otherwise, of both browsers when `client` is empty, and why.
struct KnownMiss {
    QLatin1StringView name;
    QLatin1StringView client;
    const char *reason;
};
constexpr KnownMiss kKnownMisses[] = {
    {"meta refresh, windows-1252, page"_L1, {}, "encodings other than UTF-8 and UTF-16 are not converted"},
    {"Refresh empty and then not, page"_L1, "firefox-nav"_L1, "Firefox leaves empty fields out when it joins them"},
    {"meta refresh written by a script, page"_L1, {}, "scripts are not run"},
    {"script setTimeout with a string, page"_L1, {}, "what is in a string is not taken for code"},
    {"script window.open to _self, page"_L1, {}, "it depends on the window's name"},
};

bool isKnownMiss(const QString &name, const QString &client)
{
    return std::any_of(std::begin(kKnownMisses), std::end(kKnownMisses), [&](const KnownMiss &miss) {
        return miss.name == name && (miss.client.isEmpty() || miss.client == client);
    });
}

Response responseOf(const QJsonObject &answer)
{
    constexpr int notModified = 304;
    Response response{.status = answer["status"_L1].toInt(), .headers = test::fieldsOf(answer)};
    if (response.status != notModified)
        response.body = test::contentOf(answer);
    return response;
}

/// A row as the test needs it: the page's own request, its response, and what was requested next.
struct MeasuredPage {
    QString name;
    QString client;
    Request request;
    Response response;
    double waited = 0; ///< seconds
    QByteArray next;   ///< URL, empty when nothing was requested
};

MeasuredPage measuredPage(const test::MeasuredRow &row)
{
    MeasuredPage page{.name = row.name, .client = row.client};
    page.response = responseOf(test::MeasuredServer(row.answers).answerTo("http://a.example/dir/start?q=1"));
    for (const QJsonValue &step : row.steps) {
        page.waited += step["seconds"_L1].toDouble();
        if (step["url"_L1].toString().contains("/dir/start"_L1))
            page.request.url = step["url"_L1].toString().toLatin1();
    }
    bool isNext = false;
    for (const QJsonValue &step : row.seen) {
        const QJsonArray requests = step.toArray();
        for (const QJsonValue &request : requests) {
            const QByteArrayList words = request["request"_L1].toString().toLatin1().split(' ');
            if (isNext && page.next.isEmpty())
                page.next = words.last();
            if (words.last().endsWith("/dir/start?q=1") && !isNext) {
                isNext = true;
                page.request.method = words.first();
            }
        }
    }
    return page;
}

QList<MeasuredPage> readPages()
{
    QList<MeasuredPage> pages;
    const QList<test::MeasuredRow> rows = test::measuredRows("refresh"_L1);
    for (const test::MeasuredRow &row : rows)
        pages.append(measuredPage(row));
    return pages;
}

const QList<MeasuredPage> &measuredPages()
{
    static const QList<MeasuredPage> pages = readPages();
    return pages;
}

/// What is requested next: a URL, "" for nothing, "?" for what a script asks for.
QByteArray predicted(const MeasuredPage &page)
{
    const Decision decision =
        decide(*findClient(page.client),
               {.firstUrl = page.request.url, .request = page.request, .response = page.response, .now = {}});
    if (decision.next)
        return decision.next->url;
    if (!page.client.endsWith("-nav"_L1))
        return {};
    const bool isFirefox = page.client == "firefox-nav"_L1;
    const PageMoves moves = movesOf(page.response, page.request.url, isFirefox ? kFirefoxRefresh : kChromiumRefresh);
    if (moves.refresh && moves.refresh->seconds <= page.waited)
        return moves.refresh->target.split('#').first();
    return moves.script ? "?" : "";
}

bool isPredicted(const MeasuredPage &page)
{
    const QByteArray found = predicted(page);
    return found == "?" ? !page.next.isEmpty() : found == page.next;
}

Response htmlPage(const QByteArray &html, const QList<Header> &fields = {{"Content-Type", "text/html"}})
{
    return {.status = 200, .headers = {fields}, .body = bodyOf(html)};
}

} // namespace

class TestRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measured_data();
    void measured();
    void counted();
    void values_data();
    void values();
    void pages_data();
    void pages();
    void kinds();
    void policies();
    void scripts();
    void sources();
};

void TestRefresh::measured_data()
{
    QTest::addColumn<qsizetype>("index");
    const QList<MeasuredPage> &pages = measuredPages();
    for (qsizetype i = 0; i < pages.size(); ++i)
        QTest::addRow("%s, %s", qPrintable(pages[i].client), qPrintable(pages[i].name)) << i;
}

void TestRefresh::measured()
{
    QFETCH(qsizetype, index);
    const MeasuredPage &page = measuredPages().at(index);
    const QByteArray what = "predicted: " + predicted(page) + ", measured: " + page.next;
    if (isKnownMiss(page.name, page.client))
        QVERIFY2(!isPredicted(page), "predicted, although known not to be");
    else
        QVERIFY2(isPredicted(page), what.constData());
}

void TestRefresh::counted()
{
    const QList<MeasuredPage> &pages = measuredPages();
    const auto predictions = std::count_if(pages.begin(), pages.end(), isPredicted);
    const auto misses = std::count_if(pages.begin(), pages.end(),
                                      [](const MeasuredPage &page) { return isKnownMiss(page.name, page.client); });
    qInfo("%d of %d rows predicted", int(predictions), int(pages.size()));
    QCOMPARE(pages.size(), kMeasuredRows);
    QCOMPARE(misses, 9);
    QCOMPARE(predictions, pages.size() - misses);
}

void TestRefresh::values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QByteArray>("target"); // empty: not obeyed
    const auto row = [](const char *value, int seconds, const char *target) {
        QTest::newRow(value) << QByteArray(value) << seconds << QByteArray(target);
    };
    // HTML standard, shared declarative refresh steps
    row("0; url=/x", 0, "http://a.example/x");
    row("5;URL='/x y'z", 5, "http://a.example/x%20y");
    row("5, /x", 5, "http://a.example/x");
    row("5 url = \"x\"", 5, "http://a.example/b/x");
    row("7", 7, "http://a.example/b/c");
    row("7 ;", 7, "http://a.example/b/c");
    row(" \n7;url=", 7, "http://a.example/b/c");
    row(".5; /x", 0, "http://a.example/x");
    row(".; /x", 0, "http://a.example/x");
    row("3.9; /x", 3, "http://a.example/x");
    row("3.9.9; /x", 3, "http://a.example/x");
    row("1;url/x", 1, "http://a.example/b/url/x");
    row("1;;x", 1, "http://a.example/b/;x");
    row("1; 'x", 1, "http://a.example/b/x");
    row("1; url=''", 1, "http://a.example/b/c");
    row("99999999999; /x", 1'000'000, "http://a.example/x");
    row("0; url=/x#f", 0, "http://a.example/x#f");
    row("0; url=//b.example", 0, "http://b.example/");
    row("1x; /x", 0, "");
    row("url=/x", 0, "");
    row("; url=/x", 0, "");
    row("-1; url=/x", 0, "");
    row("+1; url=/x", 0, "");
    row("", 0, "");
    row("0; url=javascript:alert(1)", 0, "");
    row("0; url=mailto:a@b.example", 0, "");
    row("0; url=data:text/html,x", 0, "");
    row("0; url=http://a b/", 0, "");
}

void TestRefresh::values()
{
    QFETCH(QByteArray, value);
    QFETCH(int, seconds);
    QFETCH(QByteArray, target);
    const std::optional<Refresh> found = refreshOf(htmlPage({}, {{"Refresh", value}}), kPage);
    QCOMPARE(found.has_value(), !target.isEmpty());
    if (found)
        QCOMPARE(*found, (Refresh{HopKind::Refresh, seconds, target}));
}

void TestRefresh::pages_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("target"); // empty: none
    const auto row = [](const char *title, const char *type, const QByteArray &html, const char *target) {
        QTest::newRow(title) << QByteArray(type) << html << QByteArray(target);
    };
    const QByteArray meta = "<meta http-equiv=refresh content=\"0; url=/x\">";
    const QByteArray x = "http://a.example/x";
    row("HTML", "text/html", meta, x);
    row("any case, parameter", "Text/HTML ; charset=\"utf-8\"", meta, x);
    row("XHTML", "application/xhtml+xml", "<title/>" + meta, x);
    row("a title that is not closed", "text/html", "<title/>" + meta, "");
    row("text", "text/plain", meta, "");
    row("longer name", "text/html5", meta, "");
    row("the last type", "text/html, text/plain", meta, "");
    row("the last one that is a type", "text/html, x", meta, x);
    row("byte order mark", "text/html", "\xef\xbb\xbf" + meta, x);
    row("UTF-16 by charset", "text/html;charset=UTF-16BE",
        QStringEncoder(QStringEncoder::Utf16BE)(QString::fromLatin1(meta)), x);
    row("base", "text/html", "<base href=//b.example/c/d>" + meta + "<meta http-equiv=refresh content='0;e'>",
        "http://b.example/c/e");
    row("base behind", "text/html", meta + "<base href=//b.example>", x);
    row("base that is data", "text/html", "<base href=data:,><base href=//b.example>" + meta, x);
    row("base that is no URL", "text/html", "<base href='http://'>" + meta, x);
    row("reload with base", "text/html", "<base href=//b.example><meta http-equiv=refresh content=0>", kPage.data());
    row("a place in the page", "text/html", "<meta http-equiv=refresh content='0;#x'>", "");
    row("bytes over 0x7f", "text/html", "<meta http-equiv=refresh content='0;/\xc3\xa9'>", "http://a.example/%C3%A9");
}

void TestRefresh::pages()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, target);
    const Response page = htmlPage(html, {{"Content-Type", type}});
    QCOMPARE(refreshOf(page, kPage).value_or(Refresh()).target, target);
}

/// The field comes first, then the meta elements; the kind says which it was.
void TestRefresh::kinds()
{
    const auto found = [](const QByteArray &field, const QByteArray &meta) {
        const QByteArray html = "<meta http-equiv=refresh content='" + meta + "'>";
        return refreshOf(htmlPage(html, {{"Content-Type", "text/html"}, {"Refresh", field}}), kPage);
    };
    QCOMPARE(found("0;/f", "0;/m"), (Refresh{HopKind::MetaRefresh, 0, "http://a.example/m"}));
    QCOMPARE(found("0;/f", "1;/m"), (Refresh{HopKind::Refresh, 0, "http://a.example/f"}));
    QCOMPARE(found("1;/f", "0;/m"), (Refresh{HopKind::MetaRefresh, 0, "http://a.example/m"}));
    QCOMPARE(found("1;/f", "x"), (Refresh{HopKind::Refresh, 1, "http://a.example/f"}));
    QCOMPARE(found("x", "1;/m"), (Refresh{HopKind::MetaRefresh, 1, "http://a.example/m"}));
    QCOMPARE(found("x", "x"), std::nullopt);
    QCOMPARE(found("0;/\xe9", "x"), (Refresh{HopKind::Refresh, 0, "http://a.example/%C3%A9"}));
}

void TestRefresh::policies()
{
    const QByteArray two = "<meta http-equiv=refresh content='5;/5'><meta http-equiv=refresh content='1;/1'>";
    const auto target = [](const Response &response, QByteArrayView url, const RefreshPolicy &policy) {
        return refreshOf(response, url, policy).value_or(Refresh()).target;
    };
    QCOMPARE(target(htmlPage(two), kPage, kHtmlRefresh), QByteArray("http://a.example/5"));
    QCOMPARE(target(htmlPage(two), kPage, kBrowserRefresh), QByteArray("http://a.example/1"));
    QCOMPARE(target(htmlPage(two), kPage, kChromiumRefresh), QByteArray("http://a.example/1"));
    QCOMPARE(target(htmlPage(two), kPage, kFirefoxRefresh), QByteArray("http://a.example/1"));

    Response kept = htmlPage({}, {{"Refresh", "0;/x"}});
    kept.status = 304;
    QCOMPARE(target(kept, kPage, kChromiumRefresh), QByteArray());
    QCOMPARE(target(kept, kPage, kFirefoxRefresh), QByteArray("http://a.example/x"));

    const Response reload = htmlPage({}, {{"Refresh", "0"}});
    QCOMPARE(target(reload, "http://a.example/#f", kChromiumRefresh), QByteArray());
    QCOMPARE(target(reload, "http://a.example/#f", kFirefoxRefresh), QByteArray("http://a.example/#f"));
    QCOMPARE(target(htmlPage({}, {{"Refresh", "0;#g"}}), "http://a.example/#f", kFirefoxRefresh), QByteArray());
}

void TestRefresh::scripts()
{
    const auto scriptOf = [](const Response &page) { return movesOf(page, kPage, kBrowserRefresh).script; };
    const QByteArray html = "<script>location = '/x'</script>";
    QCOMPARE(scriptOf(htmlPage(html)), u"This page changes location by script; not followed."_s);
    QCOMPARE(scriptOf(htmlPage("<script>location.hash = '/x'</script>")), std::nullopt);
    QCOMPARE(scriptOf(htmlPage(html, {{"Content-Type", "text/plain"}})), std::nullopt);
    Response unshown = htmlPage(html);
    unshown.status = 204;
    QCOMPARE(scriptOf(unshown), std::nullopt);
}

void TestRefresh::sources()
{
    for (const RefreshPolicy &policy : {kHtmlRefresh, kBrowserRefresh, kChromiumRefresh, kFirefoxRefresh}) {
        for (const char *source : {policy.several.source, policy.otherSchemesCount.source, policy.notModified.source,
                                   policy.sameFragmentReloads.source})
            QVERIFY2(QString::fromLatin1(source).endsWith(", measured"_L1) ||
                         sourceLink(QString::fromLatin1(source)).isValid(),
                     source);
    }
    QVERIFY(sourceLink(QString::fromLatin1(kScriptNavigationSource)).isValid());
}

QTEST_GUILESS_MAIN(TestRefresh)
#include "tst_refresh.moc"
