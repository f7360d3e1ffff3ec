// SPDX-License-Identifier: MIT
#include "class/classaddress.h"
#include "class/classtext.h"
#include "class/classword.h"
#include "class/devicename.h"
#include "class/homework.h"
#include "class/qrcode.h"
#include "class/ratelimit.h"
#include "lessons/lessons.h"

#include <QPoint>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// What a class is made of, each by itself.
class ClassPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words();
    void rates();
    void manyAddresses();
    void addresses();
    void devices_data();
    void devices();
    void qrCode();
    void homework();
    void changedHomework_data();
    void changedHomework();
    void keys();
    void texts();
};

void ClassPartsTest::words()
{
    static const QRegularExpression shape(u"^([bdfghjklmnprstwz][aeiou]){3}$"_s);
    QSet<QString> drawn;
    for (int i = 0; i < 50; ++i) {
        drawn.insert(newClassWord());
        QVERIFY2(shape.match(newClassWord()).hasMatch(), qPrintable(newClassWord()));
    }
    QVERIFY(drawn.size() > 40);
    QCOMPARE(asClassWord(u" Ba Ko\tLI "_s), u"bakoli"_s);
    QVERIFY(newDeviceToken() != newDeviceToken());
    QCOMPARE(newDeviceToken().size(), 32);
    QCOMPARE(newClassKey().size(), 32);
}

void ClassPartsTest::rates()
{
    RateLimit limit(2, 3);
    const QHostAddress ada(u"10.0.0.1"_s);
    for (int i = 0; i < 3; ++i)
        QVERIFY(limit.take(ada, 1000));
    QVERIFY(!limit.take(ada, 1000));
    QVERIFY(limit.take(QHostAddress(u"10.0.0.2"_s), 1000));
    QVERIFY(!limit.take(ada, 1499));
    QVERIFY(limit.take(ada, 1500));
    QVERIFY(!limit.take(ada, 1500));
    // A pause fills it up to what it can hold, and no more.
    for (int i = 0; i < 3; ++i)
        QVERIFY(limit.take(ada, 1'000'000));
    QVERIFY(!limit.take(ada, 1'000'000));
}

void ClassPartsTest::manyAddresses()
{
    RateLimit limit(1, 1);
    const auto address = [](qsizetype number) { return QHostAddress(quint32(0x0a000000 + number)); };
    for (qsizetype i = 0; i < RateLimit::kMaxRatedAddresses; ++i)
        QVERIFY(limit.take(address(i), 0));
    QVERIFY(!limit.take(address(RateLimit::kMaxRatedAddresses), 0));
    QVERIFY(limit.take(address(RateLimit::kMaxRatedAddresses), 1000));
}

void ClassPartsTest::addresses()
{
    QCOMPARE(classAddresses().constLast().address.isLoopback(), true);
    QVERIFY(classAddressOf(u"127.0.0.1"_s));
    for (const QString &typed : {u"0.0.0.0"_s, u"::"_s, u"203.0.113.7"_s})
        QVERIFY2(
            classAddressOf(typed).error.startsWith(typed + u" is not an address of this machine: choose one of "_s),
            qPrintable(classAddressOf(typed).error));
    QVERIFY(classAddressOf(u"teacher"_s).error.startsWith(u"\"teacher\" is not an IP address"_s));
    const ClassAddress address{QHostAddress(u"192.168.1.5"_s), u"192.168.1.0/24"_s, u"wlan0"_s};
    QCOMPARE(
        firewallHint(address, {8601, 8602}),
        (QStringList{u"If no device gets here, a firewall may close the ports 8601, 8602. These commands open them:"_s,
                     u"  sudo ufw allow from 192.168.1.0/24 to 192.168.1.5 port 8601,8602 proto tcp"_s,
                     u"  sudo firewall-cmd --add-port=8601/tcp --add-port=8602/tcp"_s}));
}

void ClassPartsTest::devices_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("byForm");
    QTest::addColumn<QString>("byScript");
    const auto row = [](const char *name, const QByteArray &agent, const QString &text, const QString &byForm,
                        const QString &byScript) { QTest::newRow(name) << agent << text << byForm << byScript; };
    row("Safari on a phone",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.5 "
        "Mobile/15E148 Safari/604.1",
        u"Safari 17.5 on iPhone, iOS 17.5.1"_s, u"browser"_s, u"browser"_s);
    row("Chrome on a phone",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile "
        "Safari/537.36",
        u"Chrome 126.0.0.0 on Android 10"_s, u"chromium-nav"_s, u"chromium-fetch"_s);
    row("Firefox on a phone", "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
        u"Firefox 128.0 on Android 14"_s, u"firefox-nav"_s, u"firefox-fetch"_s);
    row("Chrome on iOS is Safari inside",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 "
        "Mobile/15E148 Safari/604.1",
        u"Chrome 126.0 on iPhone, iOS 17.5"_s, u"browser"_s, u"browser"_s);
    row("curl", "curl/8.5.0", u"curl 8.5.0"_s, u"curl"_s, u"curl"_s);
    row("nothing", "", u"a browser without a name"_s, u"browser"_s, u"browser"_s);
}

void ClassPartsTest::devices()
{
    QFETCH(QByteArray, agent);
    QTEST(deviceText(deviceNameOf(agent)), "text");
    QTEST(deviceClientOf(agent, findLesson(u"302-post"_s)->scenario), "byForm");
    QTEST(deviceClientOf(agent, findLesson(u"307-post"_s)->scenario), "byScript");
}

void ClassPartsTest::qrCode()
{
    const std::optional<QrPicture> picture = qrPictureOf("http://192.168.1.5:8601/class");
    if (!picture)
        QSKIP("built without qrcodegen");
    QCOMPARE(picture->size, 29);
    // The three corners that a camera looks for (ISO/IEC 18004, finder pattern).
    const QList<QPoint> corners{{0, 0}, {picture->size - 7, 0}, {0, picture->size - 7}};
    for (const QPoint &corner : corners) {
        for (int i = 0; i < 7; ++i) {
            QVERIFY(picture->isDark(corner.x() + i, corner.y()));
            QVERIFY(picture->isDark(corner.x(), corner.y() + i));
        }
        QVERIFY(!picture->isDark(corner.x() + 1, corner.y() + 1));
        QVERIFY(picture->isDark(corner.x() + 3, corner.y() + 3));
    }
    const QStringList lines = qrLines(*picture);
    QCOMPARE(lines.size(), 19);
    QCOMPARE(lines.at(0).trimmed(), QString());
    QVERIFY(lines.at(2).startsWith(u"    \u2588\u2580\u2580\u2580\u2580\u2580\u2588"_s));
    QCOMPARE(lines.at(2).size(), picture->size + 2 * kQuietModules);
    QVERIFY(!qrPictureOf(QByteArray(5000, 'x')));
}

void ClassPartsTest::homework()
{
    const QByteArray key(32, 'k');
    const Lesson lesson = *findLesson(u"302-post"_s);
    const Homework given{.lesson = lesson.id,
                         .name = u"=Ada, \"A\""_s,
                         .time = QDateTime::fromString(u"2026-11-28T10:00:00Z"_s, Qt::ISODate),
                         .answers = {u"GET"_s, u"empty"_s, u"same"_s}};
    const Result<SignedHomework> read = readHomework(writeHomework(given, key), key);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->homework, given);
    QVERIFY(read->isGenuine);
    QVERIFY(!readHomework(writeHomework(given, key), QByteArray(32, 'x'))->isGenuine);
    const Result<Grade> grade = gradeOf(u"a.answers"_s, *read, lesson);
    QVERIFY2(grade, qPrintable(grade.error));
    QCOMPARE(grade->verdicts, (QList<bool>{true, true, false}));
    QCOMPARE(grade->right, 2);
    const GradeFormat csv = gradeFormats().front();
    QCOMPARE(csv.id, "csv"_L1);
    const QByteArray table = csv.write({*grade});
    QVERIFY(table.startsWith("File,Name,Lesson,Time,Signature,Right,Of,Answers,Verdicts\r\n"));
    QVERIFY2(table.contains("a.answers,\"'=Ada, \"\"A\"\"\",302-post,2026-11-28T10:00:00Z,genuine,"), table);
    SignedHomework other = *read;
    other.homework.answers.removeLast();
    QCOMPARE(gradeOf(u"a"_s, other, lesson).error, u"it has 2 answers, but the lesson \"302-post\" has 3 questions"_s);
}

void ClassPartsTest::changedHomework_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("error"); // empty: it is read, and not genuine
    QTest::newRow("answer") << QByteArray("POST") << QByteArray("GET") << QString();
    QTest::newRow("name") << QByteArray("Ada") << QByteArray("Bob") << QString();
    QTest::newRow("time") << QByteArray("10:00") << QByteArray("09:00") << QString();
    QTest::newRow("lesson") << QByteArray("302-post") << QByteArray("301-post") << QString();
    QTest::newRow("format") << QByteArray("hopscope-answers") << QByteArray("hopscope-trace")
                            << u"line 5, column 15: format: expected \"hopscope-answers\", found \"hopscope-trace\""_s;
    QTest::newRow("no signature") << QByteArray("signature") << QByteArray("signatur") << u"signature: is missing"_s;
}

void ClassPartsTest::changedHomework()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, error);
    const QByteArray key(32, 'k');
    const Homework given{.lesson = u"302-post"_s,
                         .name = u"Ada"_s,
                         .time = QDateTime::fromString(u"2026-11-28T10:00:00Z"_s, Qt::ISODate),
                         .answers = {u"POST"_s}};
    QByteArray file = writeHomework(given, key);
    QVERIFY(file.contains(from));
    const Result<SignedHomework> read = readHomework(file.replace(from, to), key);
    if (error.isEmpty()) {
        QVERIFY2(read, qPrintable(read.error));
        QVERIFY(!read->isGenuine);
    } else {
        QVERIFY2(read.error.contains(error), qPrintable(read.error));
    }
}

void ClassPartsTest::keys()
{
    const QByteArray key = newClassKey();
    QCOMPARE(*readClassKey(writeClassKey(key)), key);
    for (const QByteArray &bad : {QByteArray(), QByteArray("abc"), QByteArray(64, 'g'), QByteArray(66, 'a')})
        QVERIFY(readClassKey(bad).error.startsWith(u"it is not a key of a class"_s));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"class.key"_s);
    const Result<QByteArray> made = classKeyIn(path);
    QVERIFY2(made, qPrintable(made.error));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(*classKeyIn(path), *made);
    QVERIFY(classKeyIn(folder.path()).error.contains(folder.path()));
}

void ClassPartsTest::texts()
{
    QSet<QString> all;
    for (int i = 0; i < int(ClassText::LastRow); ++i)
        all.insert(classText(ClassText(i)));
    QCOMPARE(all.size(), int(ClassText::LastRow));
    QCOMPARE(classText(ClassText::BackToClass), u"Back to the class"_s);
}

QTEST_GUILESS_MAIN(ClassPartsTest)
#include "tst_classparts.moc"
