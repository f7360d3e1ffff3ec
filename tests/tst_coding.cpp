// SPDX-License-Identifier: MIT
#include "net/contentcoding.h"
#include "rawserver.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kGzip = QByteArray::fromBase64(
    "H4sIAAAAAAAAA23UO25CQRBE0ZxVvAU4mP7NZzkEIFtCOACJ7VvW1MtufLOj7nr8PG9HO37vx+f7+j4+19fxuj3fX0e7PP6TQVq2dnSIM+aOAXHU"
    "2DEh9tF3LIi1asdO0XLHATEjdpwQo3zHBdGHCYGAbJ1EZGRNRkZILiMjpJVCMlKaXUpGTGOKychpNDkZQXUXlJFUpaSMqLKLyokqpqicqHyd54RU"
    "JisnKwtZOVmVqJyo1hCVE9VconKimiYqJ6oRonKi6iWqIKoaogqiyimqIKps5+sRVbiogqg8ZRVkZV1WgVaiCqISVBDUckEFQc0UVBLU6IJKgupD"
    "UElQtQSVBFV2jhRBZQgqCSpKUElQPiSVJGVLVklWZrJKsgpRFVGtElUR1eyiKqIaU1SFe95EVTjofg46LnqKqogqu6gKj2qKqnDUm6gKV93t8gcL"
    "9/3x9gYAAA==");
const QByteArray kDeflate = QByteArray::fromBase64(
    "eJxt1DtuQkEQRNGcVbwFOJj+zWc5BCBbQjgAie1b1tTLbnyzo+56/DxvRzt+78fn+/"
    "o+PtfX8bo9319Huzz+k0FatnZ0iDPmjgFx1NgxIfbRdyyItWrH"
    "TtFyxwExI3acEKN8xwXRhwmBgGydRGRkTUZGSC4jI6SVQjJSml1KRkxjisnIaTQ5GUF1F5SRVKWkjKiyi8qJKqaonKh8neeEVCYrJysLWTlZlaic"
    "qNYQlRPVXKJyopomKieqEaJyouolqiCqGqIKosopqiCqbOfrEVW4qIKoPGUVZGVdVoFWogqiElQQ1HJBBUHNFFQS1OiCSoLqQ1BJULUElQRVdo4U"
    "QWUIKgkqSlBJUD4klSRlS1ZJVmaySrIKURVRrRJVEdXsoiqiGlNUhXveRFU46H4OOi56iqqIKruoCo9qiqpw1JuoClfd7fIHD3MkFg==");
const QByteArray kBrotli = QByteArray::fromBase64(
    "G/UGoIzUTnfiTGhusP3OakwREL27UYaZvREVJwqd/SEtBi0eyrxkGpCSFgvOMQaKodsezuPP4vvWe0fE8/"
    "t+q7jraYTP4aKe5YoTR5rJyOOzZgwpI1I7"
    "dOumg38oF1dE6tTbi/"
    "iegtSdkZs1JyWl09TWat1ocNRVbgntO3awYsFI60F+L0bTPTEBtQ1bN2McseqUUO2xUyuWHamtkYuxZlcoF6Xd6zmRWVHJUJlQ"
    "8VExqIhUaGo7phYXKgB1UXTOdHboZOmk6EzTseho6HDpsH57qT+NBw==");
constexpr qint64 kPlainBytes = 1782; ///< of each of them

struct Coding {
    const char *name; ///< as the server writes it
    QByteArray content;
};

QList<Coding> codings()
{
    return {{"gzip", kGzip}, {"deflate", kDeflate}, {"br", kBrotli}, {"x-gzip", kGzip}, {"GZip", kGzip}};
}

} // namespace

/// Content whose Content-Encoding does not hold what it promises.
class TestCoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decoded_data();
    void decoded();
    void ends_data();
    void ends();
    void everyCut();
    void unknownCoding();
    void longAndBroken();

private:
    static Hop hopOf(const QByteArray &fields, const QByteArray &content);
};

Hop TestCoding::hopOf(const QByteArray &fields, const QByteArray &content)
{
    RawServer server;
    server.on("/", [&](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + content);
        socket.disconnectFromHost();
    });
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    return trace.outcome.kind == OutcomeKind::Final ? trace.hops.value(0) : Hop();
}

void TestCoding::decoded_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("chunked");
    for (const Coding &coding : codings()) {
        for (const bool chunked : {false, true})
            QTest::addRow("%s %s", coding.name, chunked ? "chunked" : "until the end")
                << QByteArray(coding.name) << coding.content << chunked;
    }
}

void TestCoding::decoded()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QFETCH(bool, chunked);
    const auto chunk = [](const QByteArray &bytes) {
        return QByteArray::number(bytes.size(), 16) + ";x=1\r\n" + bytes + "\r\n";
    };
    const QByteArray sent = chunked ? chunk(content.first(9)) + chunk(content.sliced(9)) + "0\r\n\r\n" : content;
    const Hop hop =
        hopOf("Content-Encoding: " + coding + (chunked ? "\r\nTransfer-Encoding: chunked\r\n" : "\r\n"), sent);
    QVERIFY(hop.response);
    QCOMPARE(hop.response->body.size, kPlainBytes);
    QVERIFY(hop.response->body.bytes.startsWith("line 0 of what was sent, 0\n"));
    QVERIFY(!hop.response->body.truncated);
    QCOMPARE(hop.notes, QStringList());
}

void TestCoding::ends_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const QString broken = u"could not be decoded"_s;
    const QString cut = u"in the middle of its Content-Encoding"_s;
    for (const Coding &coding : codings()) {
        const auto row = [&](const char *how, const QByteArray &content, const QString &words) {
            QTest::addRow("%s %s", coding.name, how) << QByteArray(coding.name) << content << words;
        };
        row("is plain text", "this is no compressed content at all, whatever the field says", broken);
        // brotli takes nearly any bytes for the middle of something.
        if (qstrcmp(coding.name, "br") != 0)
            row("broken", coding.content.first(40) + QByteArray(200, '\xff'), broken);
        row("cut in the middle", coding.content.chopped(100), cut);
        row("without its last byte", coding.content.chopped(1), cut);
    }
}

void TestCoding::ends()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const QByteArray fields =
        "Content-Encoding: " + coding + "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n";
    const Hop hop = hopOf(fields, content);
    QVERIFY(hop.response);
    QCOMPARE(hop.error, QString());
    QVERIFY2(hop.notes.join(u' ').contains(words), qPrintable(hop.notes.join(u' ')));
    QVERIFY(hop.notes.join(u' ').contains(u"stand under Wire"_s));
    QVERIFY(hop.response->body.truncated);
    QVERIFY(hop.response->body.size <= kPlainBytes);
    // Nothing that was not decoded is given out as content.
    QVERIFY(hop.response->body.bytes.isEmpty() || hop.response->body.bytes.startsWith("line 0"));
    QVERIFY(hop.wire->received.endsWith("\r\n\r\n" + content));
}

void TestCoding::everyCut()
{
    for (const Coding &coding : codings().first(3)) {
        QCOMPARE(endOfCoding(coding.name, coding.content), CodingEnd::Whole);
        for (qsizetype size = 1; size < coding.content.size(); ++size)
            QCOMPARE(endOfCoding(coding.name, coding.content.first(size)), CodingEnd::Cut);
    }
    QCOMPARE(endOfCoding("gzip", "no gzip"), CodingEnd::Unknown);
    QCOMPARE(endOfCoding("compress", kGzip), CodingEnd::Unknown);
    QCOMPARE(endOfCoding("gzip", {}), CodingEnd::Whole);
}

void TestCoding::unknownCoding()
{
    for (const QByteArray &coding : {QByteArray("compress"), QByteArray("gzip, br"), QByteArray("x-own")}) {
        const Hop hop = hopOf("Content-Encoding: " + coding + "\r\n", kGzip);
        QVERIFY(hop.response);
        QCOMPARE(hop.response->body.bytes, kGzip);
        QVERIFY2(hop.notes.join(u' ').contains(QString::fromLatin1(coding) + u" is not decoded here"_s),
                 qPrintable(hop.notes.join(u' ')));
    }
    const Hop plain = hopOf("Content-Encoding: identity\r\n", "text");
    QVERIFY(plain.response);
    QCOMPARE(plain.notes, QStringList());
}

/// What cannot be decoded is read to its end all the same: more than the relay holds back for a reader.
void TestCoding::longAndBroken()
{
    const QByteArray content = kGzip.first(30) + QByteArray(6 * 1024 * 1024, '\xff');
    const Hop hop =
        hopOf("Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n", content);
    QVERIFY(hop.response);
    QVERIFY2(hop.notes.join(u' ').contains(u"could not be decoded"_s), qPrintable(hop.notes.join(u' ')));
    QVERIFY(hop.response->body.bytes.size() < kPlainBytes);
    QVERIFY(hop.wire->truncated);
}

QTEST_GUILESS_MAIN(TestCoding)
#include "tst_coding.moc"
