// SPDX-License-Identifier: MIT
// Worksheets, answer sheets and handouts: the bytes in them are those of the wire, and a worksheet tells no answers.
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "lessons/library.h"
#include "net/network.h"
#include "net/server/scenarioplayer.h"
#include "paint/lessonpaper.h"
#include "paint/paperhtml.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTimeoutMs = 60'000;

QString textOf(const QByteArray &page)
{
    QTextDocument document;
    document.setHtml(QString::fromUtf8(page));
    return document.toPlainText().replace(QChar::Nbsp, u' ');
}

QByteArray html(const char16_t *kind, const QList<Lesson> &lessons)
{
    return findPaperFormat(u"html")->write(*findPaperKind(kind), u"A course"_s, lessons);
}

} // namespace

class LessonPaperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreTrue_data() { lessonRows(); }
    void bytesAreTrue();
    void worksheetTellsNothing_data() { lessonRows(); }
    void worksheetTellsNothing();
    void answerSheetTellsAll_data() { lessonRows(); }
    void answerSheetTellsAll();
    void curlCommands_data();
    void curlCommands();
    void courseIsOnePaper();
    void pdf();
    void tables();
    void foreignTextIsEscaped();

private:
    static void lessonRows();

    Network m_network;
};

void LessonPaperTest::lessonRows()
{
    QTest::addColumn<QString>("id");
    for (const Lesson &lesson : lessons())
        QTest::newRow(qPrintable(lesson.id)) << lesson.id;
}

/// What is printed is computed; played on the real server, the same bytes go over the wire.
void LessonPaperTest::bytesAreTrue()
{
    QFETCH(QString, id);
    const Lesson lesson = *findLesson(id);
    ScenarioServer server;
    QVERIFY2(server.listen(lesson.scenario), qPrintable(server.errorString()));
    ScenarioPlayer player(m_network, server, lesson.scenario.client);
    QSignalSpy finished(&player, &ScenarioPlayer::finished);
    Play play;
    connect(&player, &ScenarioPlayer::finished, this, [&](const Play &played) { play = played; });
    player.start();
    QVERIFY(!finished.isEmpty() || finished.wait(kTimeoutMs));
    const Play computed = simulate(server.scenario(), lesson.scenario.client);
    QCOMPARE(play.visits.size(), computed.visits.size());
    for (qsizetype visit = 0; visit < play.visits.size(); ++visit) {
        const QByteArray printed = bytesOfVisit(computed.visits.at(visit));
        QByteArray wire;
        for (const Hop &hop : play.visits.at(visit).hops) {
            if (!reachesServer(hop.kind)) {
                wire += "[not sent: " + hop.request.method + ' ' + hop.request.url + "]\r\n\r\n";
                continue;
            }
            QVERIFY(hop.wire);
            wire += hop.wire->sent + (hop.request.body.size > 0 ? "\r\n\r\n" : "");
            wire += hop.wire->received + (hop.response->body.size > 0 ? "\r\n" : "");
        }
        QCOMPARE(printed, wire);
    }
}

void LessonPaperTest::worksheetTellsNothing()
{
    QFETCH(QString, id);
    const Lesson lesson = *findLesson(id);
    const QString text = textOf(html(u"worksheet", {lesson}));
    QVERIFY(text.contains(u"Name: ____"_s) && text.contains(u"Bytes on the wire"_s));
    QVERIFY(text.contains(u"hopscope-cli serve --scenario "_s + id));
    QVERIFY(!text.contains(u'\u2611'));
    for (const QuestionPart &part : lesson.parts) {
        const PartAnswer answer = answerOf(lesson.scenario, part, simulate(lesson.scenario, clientOf(lesson, part)));
        QVERIFY(!text.contains(plainText(lesson.scenario, answer.reason)));
        for (const QuestionOption &option : part.options)
            QVERIFY(text.contains(plainText(lesson.scenario, option.text)));
    }
    for (const Paragraph &paragraph : lesson.after + lesson.notes + lesson.mistakes + lesson.localhost)
        QVERIFY(!text.contains(plainText(lesson.scenario, paragraph.text)));
    // As many rows for each visit, whatever is sent.
    QCOMPARE(html(u"worksheet", {lesson}).count("<tr>"), 1 + 4 * lesson.scenario.visits.size() + 1);
}

void LessonPaperTest::answerSheetTellsAll()
{
    QFETCH(QString, id);
    const Lesson lesson = *findLesson(id);
    const QByteArray page = html(u"answers", {lesson});
    const QString text = textOf(page);
    QCOMPARE(page.count("\u2611"), lesson.parts.size());
    QVERIFY(!text.contains(u'`'));
    for (const QuestionPart &part : lesson.parts) {
        const Play play = simulate(lesson.scenario, clientOf(lesson, part));
        const PartAnswer answer = answerOf(lesson.scenario, part, play);
        QVERIFY(text.contains(plainText(lesson.scenario, answer.reason)));
        for (const QString &source : answer.sources)
            QVERIFY(text.contains(source));
        for (const Trace &visit : play.visits) {
            for (const QByteArray &line : bytesOfVisit(visit).split('\n'))
                QVERIFY2(text.contains(QString::fromUtf8(line).trimmed().replace(u'\t', u'\u2409')), line.constData());
        }
    }
    for (const Paragraph &paragraph : lesson.notes + lesson.mistakes + lesson.localhost)
        QVERIFY(text.contains(plainText(lesson.scenario, paragraph.text)));
    // What is taken home has the answers, and no advice to teachers.
    const QString handout = textOf(html(u"handout", {lesson}));
    QVERIFY(handout.contains(plainText(lesson.scenario, lesson.after.first().text)));
    QVERIFY(!handout.contains(plainText(lesson.scenario, lesson.notes.first().text)));
}

void LessonPaperTest::curlCommands_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("visit");
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("GET") << u"first-redirect"_s << 0 << QByteArray("curl -v -L 'http://shop.localhost:8601/tea'");
    QTest::newRow("POST") << u"302-post"_s << 0
                          << QByteArray("curl -v -L -H 'Content-Type: application/x-www-form-urlencoded' "
                                        "--data-binary 'item=tea&qty=2' 'http://shop.localhost:8601/orders'");
    QTest::newRow("JSON") << u"308-api"_s << 0
                          << QByteArray("curl -v -L -H 'Content-Type: application/json' "
                                        "--data-binary '{\"name\": \"tea\"}' 'http://api.localhost:8601/v1/items'");
    QTest::newRow("https and cookies") << u"downgrade"_s << 0
                                       << QByteArray("curl -v -L -b cookies.txt -c cookies.txt -k "
                                                     "'https://bank.localhost:8601/start'");
}

void LessonPaperTest::curlCommands()
{
    QFETCH(QString, id);
    QFETCH(int, visit);
    QFETCH(QByteArray, command);
    const Lesson lesson = *findLesson(id);
    QCOMPARE(curlFor(lesson.scenario, lesson.scenario.visits.at(visit)), command);
}

void LessonPaperTest::courseIsOnePaper()
{
    const LessonLibrary &library = builtInLibrary();
    const QList<Lesson> all = library.lessonsOf(*library.course(u"post"));
    const QString text = textOf(html(u"answers", all));
    QVERIFY(text.startsWith(u"Answer sheet: A course\n"_s));
    qsizetype at = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const qsizetype next = text.indexOf(u"%1. %2\n"_s.arg(i + 1).arg(all.at(i).title), at);
        QVERIFY2(next > at, qPrintable(all.at(i).title));
        at = next;
    }
}

void LessonPaperTest::pdf()
{
    const LessonLibrary &library = builtInLibrary();
    const QList<Lesson> all = library.lessonsOf(*library.course(u"login"));
    for (const PaperKind &kind : paperKinds()) {
        const QByteArray file = findPaperFormat(u"pdf")->write(kind, u"Logins"_s, all);
        QVERIFY(file.startsWith("%PDF-1.") && file.trimmed().endsWith("%%EOF"));
        // A page at least for each lesson.
        static const QRegularExpression page(u"/Type /Page\\s"_s);
        QVERIFY2(QString::fromLatin1(file).count(page) >= all.size(), kind.title);
    }
}

void LessonPaperTest::tables()
{
    QStringList kinds;
    for (const PaperKind &kind : paperKinds()) {
        kinds.append(kind.id);
        QVERIFY(!titleOf(kind).isEmpty() && aboutText(kind).endsWith(u'.'));
    }
    QCOMPARE(kinds, (QStringList{u"worksheet"_s, u"answers"_s, u"handout"_s}));
    QVERIFY(!findPaperKind(u"none"));
    QVERIFY(!findPaperFormat(u"docx"));
}

void LessonPaperTest::foreignTextIsEscaped()
{
    Lesson lesson = *findLesson(u"302-post"_s);
    const QString nasty = u"<script>alert(1)</script>"_s;
    lesson.title = lesson.question = lesson.hint = lesson.parts.first().label = nasty;
    lesson.text.first().text = lesson.text.first().source = nasty;
    lesson.goals = {nasty};
    lesson.parts.first().options.first().text = nasty;
    lesson.parts.first().why = nasty;
    lesson.scenario.visits.first().body = nasty.toUtf8();
    for (const PaperKind &kind : paperKinds()) {
        const QByteArray page = findPaperFormat(u"html")->write(kind, nasty, {lesson, lesson});
        QVERIFY2(!page.contains("<script"), kind.title);
        QVERIFY(page.contains("&lt;script&gt;"));
    }
}

QTEST_MAIN(LessonPaperTest)
#include "tst_lessonpaper.moc"
