// SPDX-License-Identifier: MIT
#include "text/htmlscan.h"
#include "text/scriptscan.h"

#include <QTest>

using namespace hopscope;

class TestHtmlScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tags_data();
    void tags();
    void references_data();
    void references();
    void refreshes_data();
    void refreshes();
    void bases();
    void most();
    void scripts_data();
    void scripts();
    void pageScripts_data();
    void pageScripts();
};

/// "name[attribute=value]" for a start tag, "/name" for an end tag, and what an element holds in parentheses.
static QByteArray shortOf(const HtmlTag &tag)
{
    QByteArray text = (tag.isEnd ? "/" : "") + tag.name.toByteArray();
    for (const HtmlAttribute &attribute : tag.attributes)
        text += '[' + attribute.name.toByteArray() + '=' + attribute.value.toByteArray() + ']';
    if (tag.isSelfClosing)
        text += '!';
    if (!tag.text.isNull())
        text += '(' + tag.text.toByteArray() + (tag.isClosed ? ")" : "");
    return text;
}

void TestHtmlScan::tags_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArray>("tags");
    const auto row = [](const char *page, const char *tags) {
        QTest::newRow(page) << QByteArray(page) << QByteArray(tags);
    };
    row("", "");
    row("<", "");
    row("</", "");
    row("a < b <1> <p>x</p>", "p /p");
    row("<p", "");
    row("<p a='", "");
    row("<p a=", "");
    row("<p a", "");
    row("<P\n\tA=1\fb = \"2>\"c='3''d'/e=4/5 =f>", "P[A=1][b=2>][c=3]['d'=][e=4/5][=f=]");
    row("<br/><br / ><br a=/>", "br! br br[a=/]");
    row("</p a=1></><//p></ p><i>", "/p[a=1] i");
    row("<!-- <b> --><i>", "i");
    row("<!--><i>", "i");
    row("<!---><i>", "i");
    row("<!-- <b> --!><i>", "i");
    row("<!-- <b> -- > ---><i>", "i");
    row("<!-- <b> --<i>", "");
    row("<!doctype html><?b <c?><![CDATA[><i>]]>", "i");
    row("<svg><![CDATA[<i>]]><a></svg><![CDATA[><u>]]>", "svg a /svg u");
    row("<title><b></titles></TITLE ><i>", "title(<b></titles>) /TITLE i");
    row("<textarea><b>", "textarea(<b>");
    row("<noscript><b></noscript><i>", "noscript(<b>) /noscript i");
    row("<svg><title><b></b><title></svg><style><i></style>", "svg title b /b title(</svg><style><i></style>");
    row("<svg><style><a></a></style></svg><style><i></style>", "svg style a /a /style /svg style(<i>) /style");
    row("<svg/><style><i></style>", "svg! style(<i>) /style");
    row("<svg><script/><script>x</script></svg>", "svg script! script(x) /script /svg");
    row("<svg><p><style><i></style>", "svg p style(<i>) /style");
    row("<plaintext><i>", "plaintext");
    // 13.2.5.15 to 31
    row("<script><!-- </script><i>", "script(<!-- ) /script i");
    row("<script><!--<script></script>--></script><i>", "script(<!--<script></script>-->) /script i");
    row("<script><!--><script></script><i>", "script(<!--><script>) /script i");
    row("<script><!--<scripts></script><i>", "script(<!--<scripts>) /script i");
    row("<script>a</scripts></script/><i>", "script(a</scripts>) /script! i");
}

void TestHtmlScan::tags()
{
    QFETCH(QByteArray, page);
    HtmlReader reader(page);
    QByteArrayList found;
    while (const std::optional<HtmlTag> tag = reader.next())
        found.append(shortOf(*tag));
    QTEST(found.join(' '), "tags");
}

void TestHtmlScan::references_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *value, const char *plain) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(plain);
    };
    row("a", "a");
    row("&amp;&lt;&gt;&quot;&apos;", "&<>\"'");
    row("&AMP;&Amp;", "&&Amp;");
    row("&#x2F;&#X2f;&#47;&#47", "////");
    row("&#x2Fg", "/g");
    row("&colon;&sol;&Tab;&colon", ":/\t&colon");
    row("a&b=1&amp=2&ampx&amp&lt;", "a&b=1&amp=2&ampx&<");
    row("&#;&#x;&#xg&;&", "&#;&#x;&#xg&;&");
    row("&#0;&#xd800;&#x110000;&#99999999999;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    row("&#128;&#x81;&#233;&#x1F600;", "\xe2\x82\xac\xc2\x81\xc3\xa9\xf0\x9f\x98\x80");
    row("&amp;amp;", "&amp;");
}

void TestHtmlScan::references()
{
    QFETCH(QByteArray, value);
    QTEST(withoutReferences(value), "plain");
}

void TestHtmlScan::refreshes_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArrayList>("contents");
    const auto row = [](const char *page, const QByteArrayList &contents) {
        QTest::newRow(page) << QByteArray(page) << contents;
    };
    row("<meta http-equiv=refresh content=1><META CONTENT='2' HTTP-EQUIV=\"Refresh\">", {"1", "2"});
    row("<meta http-equiv=re&#102;resh content='&#49;'>", {"1"});
    row("<meta http-equiv=refresh content=1 content=2>", {"1"});
    row("<meta http-equiv=refresh><meta http-equiv=refresh content>", {""});
    row("<meta name=refresh content=1><metas http-equiv=refresh content=1></meta http-equiv=refresh content=1>", {});
    row("<meta http-equiv=x http-equiv=refresh content=1><meta http-equiv=' refresh' content=1>", {});
    row("<!-- <meta http-equiv=refresh content=1> --><noscript><meta http-equiv=refresh content=1></noscript>", {});
    row("<template><template></template><meta http-equiv=refresh content=1></template></template>"
        "<meta http-equiv=refresh content=2>",
        {"2"});
    row("<p title='<meta http-equiv=refresh content=1>'>", {});
}

void TestHtmlScan::refreshes()
{
    QFETCH(QByteArray, page);
    QByteArrayList found;
    for (const MetaRefresh &refresh : scanHtml(page).refreshes)
        found.append(refresh.content);
    QTEST(found, "contents");
}

void TestHtmlScan::bases()
{
    const auto found = scanHtml("<meta http-equiv=refresh content=1><base><base href=/a&amp;b><meta http-equiv=refresh "
                                "content=2><base href=/c><meta http-equiv=refresh content=3>");
    const HtmlScan wanted{{{"1", std::nullopt}, {"2", "/a&b"}, {"3", "/a&b"}}, false};
    QCOMPARE(found, wanted);
}

void TestHtmlScan::most()
{
    const QByteArray page = QByteArray("<meta http-equiv=refresh content=1>").repeated(kMostMetaRefreshes + 1);
    QCOMPARE(scanHtml(page).refreshes.size(), kMostMetaRefreshes);
}

void TestHtmlScan::scripts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<bool>("changes");
    const auto row = [](bool changes, std::initializer_list<const char *> scripts) {
        for (const char *script : scripts)
            QTest::newRow(script) << QByteArray(script) << changes;
    };
    row(true, {"location = '/x'",
               "location='/x'",
               "window.location = x",
               "window . location\n.\nhref = x",
               "document.location.href = x",
               "document.defaultView.location = x",
               "self.location.replace('/x')",
               "top.location.assign ( x )",
               "parent.parent.location = x",
               "globalThis?.location?.replace(x)",
               "location['href'] = x",
               "window[\"location\"][ 'href' ] = x",
               "location.search = '?x'",
               "location.pathname += 'x'",
               "location += 'x'",
               "var location = '/x'",
               "if (a) { location = b }",
               "setTimeout(() => location.href = '/x', 0)",
               "window.onload = function () { location.replace('/x') }",
               "a = /'/; location = b",
               "a = b / c; location = d / e",
               "a = (b) / 2; location = '/'",
               "a = /[/'\"]/g, location = b",
               "a = {} \n /'/.test(b); location = c",
               "a = 'it\\'s'; location = b",
               "a = 'not closed\nlocation = b",
               "// a comment\nlocation = b",
               "/* ' */ location = b",
               "<!-- hidden\nlocation = b\n//-->",
               "a = `it's ${ {b: `${c}`} }`; location = d",
               "a = `${ location = b }`",
               "document.forms[0].submit()",
               "document.getElementById('f').submit( )",
               "f.submit()",
               "f.requestSubmit(b)"});
    row(false, {"",
                "location",
                "location.hash = 'x'",
                "location.reload()",
                "location.href",
                "var a = location.href",
                "a = location",
                "location == b",
                "location === b",
                "location.href == b",
                "location.href != b",
                "location.href.replace('a', 'b')",
                "location.toString().replace('a', 'b')",
                "location.replace",
                "{ location: a }",
                "(location) => location.x",
                "let location = a",
                "const location = a",
                "function f() { var location = a }",
                "page.location = a",
                "f().location = a",
                "a[0].location = b",
                "this.page.location.href = b",
                "history.location.replace(b)",
                "mylocation = a",
                "location2.href = a",
                "location.href.x = a",
                "opener.location = a",
                "location[a] = b",
                "history.pushState(a, b, c)",
                "// location = a",
                "/* location = a */",
                "/* location = a",
                "<!-- location = a",
                "'location = a'",
                "\"location = a",
                "`location = a`",
                "`${b} location = a`",
                "a = /location = b/",
                "a = [/[/]location = b/]",
                "$('form').submit(function () {})",
                "submit()",
                "f.submit",
                "f.onsubmit()"});
    // Bytes that a careless reader stumbles over
    row(false, {"\\", "'\\", "`\\", "`${", "`${`${", "}}}}", "/", "/[", "/\\", "/*", "<!--", ".", "?.", "[",
                "location[", "location['href'", "location.", "f.submit("});
}

void TestHtmlScan::scripts()
{
    QFETCH(QByteArray, script);
    QTEST(changesLocation(script), "changes");
}

void TestHtmlScan::pageScripts_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<bool>("changes");
    const auto row = [](const char *page, bool changes) { QTest::newRow(page) << QByteArray(page) << changes; };
    row("<script>location = '/x'</script>", true);
    row("<SCRIPT TYPE=' Text/JavaScript '>location = '/x'</SCRIPT>", true);
    row("<script type=module>location = '/x'</script>", true);
    row("<svg><script>location = '/x'</script></svg>", true);
    row("<body onload=\"location&#46;href = '/x'\">", true);
    row("<body ONPAGESHOW=\"location = '/x'\">", true);
    row("<img onerror=\"location = '/x'\">", true);
    row("<p onclick=\"location = '/x'\">", false);
    row("<a href=\"javascript:location = '/x'\">", false);
    row("<script>location = '/x'", false);
    row("<script src=a>location = '/x'</script>", false);
    row("<script nomodule>location = '/x'</script>", false);
    row("<script type=application/json>location = '/x'</script>", false);
    row("<script type='text/javascript;charset=utf-8'>location = '/x'</script>", false);
    row("<!--<script>location = '/x'</script>-->", false);
    row("<noscript><script>location = '/x'</script></noscript>", false);
    row("<template><script>location = '/x'</script></template>", false);
    row("location = '/x'", false);
}

void TestHtmlScan::pageScripts()
{
    QFETCH(QByteArray, page);
    QTEST(scanHtml(page).scriptChangesLocation, "changes");
}

QTEST_APPLESS_MAIN(TestHtmlScan)
#include "tst_htmlscan.moc"
