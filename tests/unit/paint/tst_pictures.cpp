// SPDX-License-Identifier: MIT
#include "formats/redaction/redaction.h"
#include "goldenfiles.h"
#include "hostiletrace.h"
#include "paint/chainpicture.h"
#include "paint/paintedformats.h"
#include "randomtrace.h"
#include "sampletraces.h"
#include "secrettrace.h"
#include "trace/tracejson.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

using namespace hopscope;
using hopscope::test::golden;
using hopscope::test::goldenTrace;
using namespace Qt::StringLiterals;

namespace
{

QByteArray write(QStringView id, const Trace &trace)
{
    return findAnyFormat(id)->write(trace);
}

/// Elements, attributes and texts of well-formed XML.
struct Xml {
    QSet<QString> elements;
    QSet<QString> attributes;
    QStringList texts; ///< of text elements
    QString all;       ///< all text
    QString error;
};

Xml parsed(const QByteArray &bytes)
{
    Xml xml;
    QXmlStreamReader reader(bytes);
    bool inText = false;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            xml.elements.insert(reader.name().toString());
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                xml.attributes.insert(attribute.name().toString());
            inText = reader.name() == u"text";
        } else if (reader.isEndElement()) {
            inText = false;
        } else if (reader.isCharacters()) {
            xml.all += reader.text();
            if (inText)
                xml.texts.append(reader.text().toString());
        }
    }
    xml.error = reader.errorString();
    return xml;
}

QStringList strangers(const QSet<QString> &found, const QString &known)
{
    const QStringList words = known.split(u' ');
    QSet<QString> rest = found;
    rest.subtract(QSet<QString>(words.begin(), words.end()));
    return rest.values();
}

bool isInert(const QString &text)
{
    return std::ranges::none_of(text.toUcs4(), [](char32_t c) {
        const QChar::Category category = QChar::category(c);
        return c != U'\n' && (category == QChar::Other_Control || category == QChar::Other_Format);
    });
}

/// A loop back to the second of three requests.
Trace loopTrace()
{
    Trace trace = longTrace(2);
    Redirect back;
    back.target = trace.hops[1].request.url;
    back.verdict = RedirectVerdict::Refuse;
    back.outcome = OutcomeKind::Loop;
    trace.hops.last().response->status = 302;
    trace.hops.last().redirect = back;
    trace.outcome = {OutcomeKind::Loop, {}};
    return trace;
}

qsizetype pagesOf(const QByteArray &pdf)
{
    return pdf.count("/Type /Page\n");
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatIsChecked()
    {
        // These two have no golden file: their bytes depend on the fonts. pngShowsTheChain and pdfPages look at them.
        const QSet<QString> looked{u"png"_s, u"pdf"_s};
        QSet<QString> ids;
        for (const Format *format : allFormats()) {
            QVERIFY2(!ids.contains(format->id), format->id.data());
            ids.insert(format->id);
            QCOMPARE(findAnyFormat(QString(format->id)), format);
            const QString name = u"main.%1.%2"_s.arg(QString(format->id), QString(format->extension));
            QVERIFY2(looked.contains(format->id) || !golden(name).isEmpty(), qPrintable(name));
        }
        QVERIFY(!findAnyFormat(u"nonsense"));
    }

    void htmlGolden()
    {
        const QByteArray made = write(u"html", goldenTrace());
        if (made != golden(u"main.html.html"_s)) {
            QFile fail(u"main.html.html.fail"_s);
            QVERIFY(fail.open(QIODevice::WriteOnly) && fail.write(made) == made.size());
            QFAIL(qPrintable(u"differs from tests/golden/main.html.html, see "_s + fail.fileName()));
        }
    }

    void svgGolden()
    {
        // Places depend on the fonts, and so does where a text is split for one that has its symbols; what is said does
        // not.
        QCOMPARE(parsed(write(u"svg", goldenTrace())).texts.join(QString()),
                 parsed(golden(u"main.svg.svg"_s)).texts.join(QString()));
    }

    void hostile_data()
    {
        QTest::addColumn<Trace>("trace");
        const QList<QByteArray> texts = test::hostileTexts();
        for (qsizetype i = 0; i < texts.size(); ++i)
            QTest::addRow("%d", int(i)) << test::hostileTrace(texts[i]);
        for (quint32 seed = 0; seed < 40; ++seed)
            QTest::addRow("random %u", seed) << test::RandomTrace(seed).trace();
    }

    void hostile()
    {
        QFETCH(Trace, trace);
        const Xml html = parsed(write(u"html", trace));
        QCOMPARE(html.error, QString());
        QCOMPARE(strangers(html.elements,
                           u"html head meta title style body main article header section figure h1 h2 h3 p "
                           "b code pre span table thead tbody tr th td svg rect text path"_s),
                 QStringList());
        QCOMPARE(strangers(html.attributes, u"lang charset http-equiv content name class id aria-labelledby aria-label "
                                            "role viewBox x y width height rx d textLength lengthAdjust"_s),
                 QStringList());
        QVERIFY(isInert(html.all));
        const QByteArray picture = write(u"svg", trace);
        const Xml svg = parsed(picture);
        QCOMPARE(svg.error, QString());
        QCOMPARE(strangers(svg.elements, u"svg title desc defs g rect path polygon polyline text clipPath"_s),
                 QStringList());
        QVERIFY(isInert(svg.all));
        QVERIFY(QSvgRenderer(picture).isValid());
        QVERIFY(!QImage::fromData(write(u"png", trace)).isNull());
        const QByteArray pdf = write(u"pdf", trace);
        QVERIFY(pdf.startsWith("%PDF-") && pagesOf(pdf) > 0);
        QVERIFY(!pdf.contains("/JavaScript") && !pdf.contains("/URI") && !pdf.contains("/Launch"));
    }

    void noSecretInAnyFormat_data()
    {
        QTest::addColumn<QString>("id");
        for (const Format *format : allFormats())
            QTest::newRow(format->id.data()) << QString(format->id);
    }

    void noSecretInAnyFormat()
    {
        QFETCH(QString, id);
        const Trace trace = redacted(test::secretTrace(), {.names = {u"x-named"_s}}).trace;
        const Format *format = findAnyFormat(id);
        for (const QByteArray &made :
             {format->write(trace), format->writeAll ? format->writeAll({trace, trace}) : ""}) {
            for (const QByteArray &form : test::secretForms()) {
                QVERIFY2(!made.contains(form), form);
                QVERIFY2(!made.contains(form.toBase64().left(form.size() * 4 / 3)), form);
            }
        }
        QCOMPARE(findFormat(u"raw")->write(trace).contains("[redacted 1]"), true);
    }

    void htmlSaysItsPolicy()
    {
        const QByteArray html = write(u"html", goldenTrace());
        QVERIFY(html.contains("default-src 'none'; style-src 'sha256-"));
        QVERIFY(!html.contains("unsafe") && !html.contains("href") && !html.contains("src="));
        // the hop's facts, not only its picture
        for (const char *fact : {"RFC 9110 15.4.8", "103 Early Hints", "prefers-color-scheme", "@media print", "t1h3"})
            QVERIFY2(html.contains(fact), fact);
        const QByteArray two = findAnyFormat(u"html")->writeAll({goldenTrace(), goldenTrace()});
        QCOMPARE(two.count("<article>"), 2);
        QVERIFY(two.contains("id=\"t2h3\""));
    }

    void pngShowsTheChain()
    {
        const QImage image = QImage::fromData(write(u"png", goldenTrace()));
        QVERIFY(image.width() == 1640 && image.height() > 600 && image.height() < 1200);
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colors.insert(image.pixel(x, y));
        }
        const Colors &light = lightColors();
        for (const QRgb color :
             {light.surface, light.window, light.mark, light.warn.fill, light.bad.fill, light.post.fill})
            QVERIFY2(colors.contains(color), qPrintable(QString::number(color, 16)));
    }

    void pdfPages()
    {
        QCOMPARE(pagesOf(write(u"pdf", goldenTrace())), 1);
        const qsizetype pages = pagesOf(write(u"pdf", longTrace(40)));
        QVERIFY2(pages >= 3 && pages <= 8, qPrintable(QString::number(pages)));
        QCOMPARE(pagesOf(findAnyFormat(u"pdf")->writeAll({goldenTrace(), goldenTrace()})), 2);
    }

    void loopIsDrawn()
    {
        const ChainPicture picture = chainPicture(loopTrace());
        QCOMPARE(picture.loopTo, 2);
        QCOMPARE(chainPicture(longTrace(2)).loopTo, -1);
        const auto accents = [](const Trace &trace) {
            const QImage image = QImage::fromData(write(u"png", trace));
            int count = 0;
            for (int y = 0; y < image.height(); ++y) // right of the cards
                count += image.pixel(image.width() - 2 * 24, y) == lightColors().accent ? 1 : 0;
            return count;
        };
        QVERIFY(accents(loopTrace()) > 60);
        QCOMPARE(accents(longTrace(2)), 0);
        for (const char16_t *id : {u"svg", u"html"})
            QVERIFY(parsed(write(id, loopTrace())).texts.contains(loopText(picture)));
    }

    void longChainsAreCutInTheMiddle()
    {
        const ChainPicture picture = chainPicture(longTrace(499));
        QCOMPARE(picture.cards.size(), kMaxPictureCards);
        QCOMPARE(picture.cards.first().number, 1);
        QCOMPARE(picture.cards.last().number, 500);
        QVERIFY(parsed(write(u"svg", longTrace(499))).all.contains(u"300 requests not shown"_s));
        QVERIFY(QImage::fromData(write(u"png", longTrace(499))).height() > 10'000);
    }

    void blocksTouch()
    {
        for (const Trace &trace : {sampleTrace(), longUrlTrace(), failedTrace(), loopTrace(), Trace()}) {
            const QList<PictureBlock> blocks =
                pictureBlocks(chainPicture(trace), chainStyle(lightColors(), QFont()), 700);
            QCOMPARE(blocks.size(), trace.hops.size() + 2);
            for (qsizetype i = 1; i < blocks.size(); ++i)
                QCOMPARE(blocks[i].top, blocks[i - 1].top + blocks[i - 1].height);
        }
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
