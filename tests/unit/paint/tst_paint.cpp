// SPDX-License-Identifier: MIT
#include "paint/chainpainter.h"
#include "paint/urlparts.h"
#include "sampletraces.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace hopscope;

class PaintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void changedParts_data();
    void changedParts();
    void urlParts();
    void tracking_data();
    void tracking();
    void fit_data();
    void fit();
    void durations_data();
    void durations();
    void attempts_data();
    void attempts();
    void sizes_data();
    void sizes();
    void chips();
    void card();
    void paintsWithinItsHeight_data();
    void paintsWithinItsHeight();
    void stripGrowsWithChips();
};

namespace
{

/// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(QRgb color)
{
    const auto channel = [](int value) {
        const double c = value / 255.0;
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(qRed(color)) + 0.7152 * channel(qGreen(color)) + 0.0722 * channel(qBlue(color));
}

double ratio(QRgb a, QRgb b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QString marked(const QString &before, const QString &after)
{
    QString text = after;
    const QList<TextRange> ranges = hopscope::changedParts(before, after);
    for (qsizetype i = ranges.size() - 1; i >= 0; --i) {
        text.insert(ranges[i].from + ranges[i].length, u']');
        text.insert(ranges[i].from, u'[');
    }
    return text;
}

} // namespace

void PaintTest::contrast_data()
{
    QTest::addColumn<QRgb>("text");
    QTest::addColumn<QRgb>("background");
    QTest::addColumn<double>("least");
    const std::tuple<const char *, const Colors &, double> schemes[] = {
        {"light", lightColors(), 4.5}, {"dark", darkColors(), 4.5}, {"contrast", contrastColors(), 7}};
    for (const auto &[scheme, c, least] : schemes) {
        const auto row = [scheme = scheme, least = least](const char *name, QRgb text, QRgb background) {
            QTest::addRow("%s: %s", scheme, name) << text << background << least;
        };
        row("text on surface", c.text, c.surface);
        row("text on window", c.text, c.window);
        row("text on selection", c.text, c.selection);
        row("text on mark", c.text, c.mark);
        row("muted on surface", c.muted, c.surface);
        row("muted on window", c.muted, c.window);
        row("muted on header", c.muted, c.header);
        row("muted on rail", c.muted, c.rail);
        row("muted on selection", c.muted, c.selection);
        row("link on surface", c.link, c.surface);
        row("link on window", c.link, c.window);
        row("link on selection", c.link, c.selection);
        row("accented", c.onAccent, c.accent);
        row("error on window", c.bad.text, c.window);
        row("error on surface", c.bad.text, c.surface);
        for (const Tone &tone : {c.good, c.warn, c.bad, c.info, c.plain, c.get, c.post})
            QTest::addRow("%s: tone %x on %x", scheme, tone.text, tone.fill) << tone.text << tone.fill << least;
    }
}

void PaintTest::contrast()
{
    QFETCH(QRgb, text);
    QFETCH(QRgb, background);
    QFETCH(double, least);
    QVERIFY2(ratio(text, background) >= least, qPrintable(QString::number(ratio(text, background))));
}

void PaintTest::changedParts_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("host, port and path") << u"http://shop.localhost:8601/orders"_s
                                         << u"http://[api].localhost:[8602/v2]/orders"_s;
    QTest::newRow("one more segment") << u"http://a.example/v2/orders"_s << u"http://a.example/v2/orders[/42]"_s;
    QTest::newRow("scheme") << u"http://a.example/"_s << u"[https]://a.example/"_s;
    QTest::newRow("parameter") << u"http://a.example/?a=1&b=2"_s << u"http://a.example/?a=1[&b=3]"_s;
    QTest::newRow("fragment") << u"http://a.example/x"_s << u"http://a.example/x[#top]"_s;
    QTest::newRow("same") << u"http://a.example/x"_s << u"http://a.example/x"_s;
    QTest::newRow("nothing before") << QString() << u"http://a.example/x"_s;
}

void PaintTest::changedParts()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QString plain = after;
    plain.remove(u'[').remove(u']');
    QCOMPARE(marked(before, plain), after);
}

void PaintTest::fit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("short") << u"abc"_s << QStringList{u"abc"_s};
    QTest::newRow("two lines") << u"abcdefg"_s << QStringList{u"abcde"_s, u"fg"_s};
    QTest::newRow("just fits") << u"abcdefghij"_s << QStringList{u"abcde"_s, u"fghij"_s};
    QTest::newRow("too long") << u"abcdefghijk"_s << QStringList{u"abcde"_s, u"…hijk"_s};
    QTest::newRow("empty") << QString() << QStringList{QString()};
}

void PaintTest::fit()
{
    QFETCH(QString, text);
    QFETCH(QStringList, lines);
    const FittedText fitted = fitText(text, {}, 5, 2);
    QCOMPARE(fitted.lines, lines);
    QCOMPARE(fitted.marked.size(), lines.size());
}

void PaintTest::durations_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("not measured") << qint64(0) << u"-"_s;
    QTest::newRow("tiny") << qint64(42) << u"0.04 ms"_s;
    QTest::newRow("small") << qint64(400) << u"0.40 ms"_s;
    QTest::newRow("usual") << qint64(12'400) << u"12.4 ms"_s;
    QTest::newRow("seconds") << qint64(1'250'000) << u"1.25 s"_s;
}

void PaintTest::durations()
{
    QFETCH(qint64, microseconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(microseconds), text);
}

void PaintTest::attempts_data()
{
    QTest::addColumn<QList<ConnectAttempt>>("attempts");
    QTest::addColumn<QString>("text");
    const ConnectAttempt silent{"::1"_L1, 80, 0, 251'000, u"no answer"_s};
    const ConnectAttempt good{u"127.0.0.1"_s, 80, 250'000, 400, QString()};
    QTest::newRow("reused") << QList<ConnectAttempt>() << QString();
    QTest::newRow("the only address connected") << QList<ConnectAttempt>{good} << QString();
    QTest::newRow("the only address failed") << QList<ConnectAttempt>{silent} << u"tried ::1: no answer, 251.0 ms"_s;
    QTest::newRow("the second connected")
        << QList<ConnectAttempt>{silent, good} << u"tried ::1: no answer, 251.0 ms; 127.0.0.1: connected, 0.40 ms"_s;
}

void PaintTest::attempts()
{
    QFETCH(QList<ConnectAttempt>, attempts);
    QFETCH(QString, text);
    QCOMPARE(attemptsText(attempts), text);
}

void PaintTest::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(1023) << u"1023 B"_s;
    QTest::newRow("kibibytes") << qint64(1536) << u"1.5 KiB"_s;
    QTest::newRow("mebibytes") << qint64(3 * 1024 * 1024) << u"3.0 MiB"_s;
}

void PaintTest::sizes()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(sizeText(bytes), text);
}

void PaintTest::chips()
{
    Redirect redirect;
    redirect.ledger = {
        {.part = u"method"_s, .before = u"POST"_s, .after = u"GET"_s, .verdict = PartVerdict::Changed},
        {.part = u"body"_s, .before = u"24 B, sha256 9f86d0"_s, .verdict = PartVerdict::Dropped},
        {.part = u"Cookie"_s, .after = u"sid=1"_s, .verdict = PartVerdict::Added},
        {.part = u"Authorization"_s},
        {.part = u"Host"_s, .before = u"a"_s, .after = u"b"_s, .verdict = PartVerdict::Changed},
        {.part = u"X-Key"_s, .before = u"1"_s, .verdict = PartVerdict::Dropped},
        {.part = u"Accept"_s, .before = u"*/*"_s, .after = u"*/*"_s},
    };
    QStringList texts;
    for (const Chip &chip : chipsOf(redirect))
        texts.append(chipText(chip));
    const QStringList expected{u"⇄ method POST → GET"_s, u"✖ body 24 B dropped"_s, u"+ Cookie added"_s,
                               u"✖ X-Key dropped"_s};
    QCOMPARE(texts, expected);
}

void PaintTest::card()
{
    const Trace trace = failedTrace();
    const HopCard failed = hopCard(trace.hops, 1);
    QVERIFY(failed.failed);
    QCOMPARE(failed.statusText, u"failed"_s);
    QCOMPARE(failed.remark, trace.hops[1].error);
    // What the user ended is no failure.
    Trace canceled = trace;
    canceled.hops[1].error = kCanceledError;
    const HopCard ended = hopCard(canceled.hops, 1);
    QVERIFY(!ended.failed);
    QCOMPARE(ended.statusText, u"canceled"_s);
    QCOMPARE(ended.remark, u"It was receiving the response."_s);
    const HopCard last = hopCard(sampleTrace().hops, 2);
    QVERIFY(!last.failed);
    QVERIFY(last.remark.isEmpty());
    QCOMPARE(last.facts, u"12.4 ms · 127.0.0.1 · HTTP/1.1 · connection reused"_s);
    QVERIFY(last.warning.isEmpty());
    const Trace foreign = unverifiedTrace();
    QCOMPARE(hopCard(foreign.hops, 0).warning, u"certificate not verified"_s);
    QVERIFY(cardText(hopCard(foreign.hops, 0)).contains(u". certificate not verified"_s));
    Trace refused = foreign;
    refused.hops[0].error = refused.hops[0].connection.tls->errors.first();
    QVERIFY(hopCard(refused.hops, 0).warning.isEmpty());
    const ChainStyle style = chainStyle(lightColors(), QFont());
    QVERIFY(cardHeight(hopCard(foreign.hops, 0), style, 400) > cardHeight(hopCard(sampleTrace().hops, 0), style, 400));
}

void PaintTest::paintsWithinItsHeight_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<int>("width");
    for (const int width : {260, 400, 900}) {
        QTest::addRow("sample, %d", width) << sampleTrace() << width;
        QTest::addRow("long URLs, %d", width) << longUrlTrace() << width;
        QTest::addRow("failed, %d", width) << failedTrace() << width;
        QTest::addRow("not verified, %d", width) << unverifiedTrace() << width;
    }
}

void PaintTest::paintsWithinItsHeight()
{
    QFETCH(Trace, trace);
    QFETCH(int, width);
    const ChainStyle style = chainStyle(lightColors(), QFont());
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const HopCard shown = hopCard(trace.hops, i);
        const int height = cardHeight(shown, style, width);
        QImage image(width, height + 40, QImage::Format_ARGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        paintCard(painter, QRect(0, 0, width, height), shown, style, {.selected = true});
        painter.end();
        QSet<QRgb> inside;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x)
                inside.insert(image.pixel(x, y));
        }
        QVERIFY(inside.size() > 20);
        for (int x = 0; x < width; ++x)
            QCOMPARE(image.pixelColor(x, height + 1), QColor(Qt::magenta));
    }
}

void PaintTest::stripGrowsWithChips()
{
    const ChainStyle style = chainStyle(lightColors(), QFont());
    const QList<Chip> few = hopCard(sampleTrace().hops, 1).chips;
    QCOMPARE(few.size(), 3);
    QVERIFY(stripHeight(few, style, 200) > stripHeight(few, style, 2000));
    QVERIFY(stripHeight({}, style, 200) > 0);
}

void PaintTest::urlParts()
{
    const QList<UrlPartRow> rows = compareUrls("http://u:p@a.example/old?id=1&tag=x&tag=y&gclid=7&empty=",
                                               "https://b.example:8443/new?tag=x&id=2&flag#top");
    const QList<UrlPartRow> expected{
        {UrlPart::Scheme, {}, u"http"_s, u"https"_s, PartVerdict::Changed},
        {UrlPart::UserInfo, {}, u"u:p"_s, {}, PartVerdict::Dropped},
        {UrlPart::Host, {}, u"a.example"_s, u"b.example"_s, PartVerdict::Changed},
        // RFC 9110 4.2.1: 80 is the default of http
        {UrlPart::Port, {}, u"80"_s, u"8443"_s, PartVerdict::Changed},
        {UrlPart::Path, {}, u"/old"_s, u"/new"_s, PartVerdict::Changed},
        {UrlPart::Parameter, u"id"_s, u"1"_s, u"2"_s, PartVerdict::Changed},
        {UrlPart::Parameter, u"tag"_s, u"x"_s, u"x"_s, PartVerdict::Kept},
        {UrlPart::Parameter, u"tag"_s, u"y"_s, {}, PartVerdict::Dropped},
        {UrlPart::Parameter, u"gclid"_s, u"7"_s, {}, PartVerdict::Dropped, true},
        {UrlPart::Parameter, u"empty"_s, u""_s, {}, PartVerdict::Dropped},
        {UrlPart::Parameter, u"flag"_s, {}, u""_s, PartVerdict::Added},
        {UrlPart::Fragment, {}, {}, u"top"_s, PartVerdict::Added},
    };
    QCOMPARE(rows.size(), expected.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        QVERIFY2(rows[i] == expected[i], qPrintable(QString::number(i)));
}

void PaintTest::tracking_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("tracks");
    QTest::newRow("utm_source") << u"utm_source"_s << true;
    QTest::newRow("UTM_Medium") << u"UTM_Medium"_s << true;
    QTest::newRow("fbclid") << u"fbclid"_s << true;
    QTest::newRow("utmost") << u"utmost"_s << false;
    QTest::newRow("id") << u"id"_s << false;
}

void PaintTest::tracking()
{
    QFETCH(QString, name);
    QFETCH(bool, tracks);
    QCOMPARE(isTrackingParameter(name), tracks);
}

QTEST_MAIN(PaintTest)
#include "tst_paint.moc"
