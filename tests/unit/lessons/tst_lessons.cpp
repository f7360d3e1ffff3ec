// SPDX-License-Identifier: MIT
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "lessons/visit.h"
#include "net/network.h"
#include "net/server/scenarioplayer.h"
#include "redirect/sources.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTimeoutMs = 60'000;
/// Reading time of two minutes: people read 200 to 240 words in a minute.
constexpr int kMostWords = 400;

/// A source has a link, or is a table of our own.
bool isSource(const QString &source)
{
    return sourceLink(source).isValid() || source.endsWith(", measured"_L1);
}

/// What browsers do otherwise than a lesson says, and the lesson tells.
struct Otherwise {
    QLatin1StringView lesson;
    QLatin1StringView client;
    int part; ///< counted from 0
};

constexpr Otherwise kOtherwise[] = {
    // Browsers ignore Strict-Transport-Security on localhost (measured).
    {"hsts"_L1, "chromium-nav"_L1, 0},
    {"hsts"_L1, "chromium-nav"_L1, 1},
    {"hsts"_L1, "firefox-nav"_L1, 0},
    {"hsts"_L1, "firefox-nav"_L1, 1},
    // Firefox keeps a 301 only with a lifetime (measured).
    {"second-visit"_L1, "firefox-nav"_L1, 0},
    // Firefox asks again after Authorization was given, so that there is a request more (measured).
    {"authorization"_L1, "firefox-fetch"_L1, 3},
    // These ask about Chromium by name.
    {"origin-null"_L1, "firefox-nav"_L1, 1},
    {"origin-null"_L1, "firefox-nav"_L1, 2},
    {"take-back-301"_L1, "firefox-nav"_L1, 0},
    {"open-redirector"_L1, "firefox-nav"_L1, 0},
    {"samesite-login"_L1, "firefox-nav"_L1, 2},
};

bool isOtherwise(const QString &lesson, const QString &client, qsizetype part)
{
    return std::ranges::any_of(kOtherwise, [&](const Otherwise &row) {
        return row.lesson == lesson && row.client == client && row.part == part;
    });
}

} // namespace

/// Walks over every lesson: plays it against the real server and compares with what was computed.
class LessonsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsThere();
    void text_data() { lessonRows(); }
    void text();
    void playedAsComputed_data();
    void playedAsComputed();
    void answers_data();
    void answers();
    void measuredBrowsersAgree_data();
    void measuredBrowsersAgree();
    void saysWhatClientsDo();
    void wrongAnswerIsNoticed();
    void templateIsALesson();
    void cases_data();
    void cases();

private:
    static void lessonRows();
    static QStringList clientsOf(const Lesson &lesson);
    Play run(ScenarioServer &server, const QString &client);

    Network m_network;
};

void LessonsTest::lessonRows()
{
    QTest::addColumn<QString>("id");
    for (const Lesson &lesson : lessons())
        QTest::newRow(qPrintable(lesson.id)) << lesson.id;
}

QStringList LessonsTest::clientsOf(const Lesson &lesson)
{
    QStringList clients{lesson.scenario.client};
    for (const QuestionPart &part : lesson.parts)
        clients.append(clientOf(lesson, part));
    clients.removeDuplicates();
    return clients;
}

Play LessonsTest::run(ScenarioServer &server, const QString &client)
{
    ScenarioPlayer player(m_network, server, client);
    QSignalSpy finished(&player, &ScenarioPlayer::finished);
    Play play;
    connect(&player, &ScenarioPlayer::finished, this, [&](const Play &played) { play = played; });
    player.start();
    if (finished.isEmpty())
        finished.wait(kTimeoutMs);
    return play;
}

void LessonsTest::everyFileIsThere()
{
    const QStringList files = QDir(QStringLiteral(HOPSCOPE_LESSON_DIR)).entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(files.size() >= 18);
    QCOMPARE(lessons().size(), files.size());
    QSet<int> orders;
    for (const Lesson &lesson : lessons()) {
        QVERIFY2(files.contains(lesson.id + u".json"_s), qPrintable(lesson.id));
        QVERIFY2(!orders.contains(lesson.order), qPrintable(lesson.id));
        orders.insert(lesson.order);
    }
}

void LessonsTest::text()
{
    QFETCH(QString, id);
    const Lesson lesson = *findLesson(id);
    QVERIFY2(wordCount(lesson) <= kMostWords, qPrintable(QString::number(wordCount(lesson))));
    bool hasSource = false;
    for (const Paragraph &paragraph : lesson.text + lesson.after) {
        hasSource = hasSource || !paragraph.source.isEmpty();
        QVERIFY2(paragraph.source.isEmpty() || isSource(paragraph.source), qPrintable(paragraph.source));
    }
    QVERIFY(hasSource);
    for (const Paragraph &paragraph : lesson.after)
        QVERIFY2(!paragraph.source.isEmpty(), qPrintable(paragraph.text));
    for (const QString &each : textsOf(lesson))
        QVERIFY2(!plainText(lesson.scenario, each).contains(u'{') && !plainText(lesson.scenario, each).contains(u'*'),
                 qPrintable(each));
}

void LessonsTest::playedAsComputed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("client");
    for (const Lesson &lesson : lessons()) {
        for (const QString &client : clientsOf(lesson))
            QTest::addRow("%s, %s", qPrintable(lesson.id), qPrintable(client)) << lesson.id << client;
    }
}

void LessonsTest::playedAsComputed()
{
    QFETCH(QString, id);
    QFETCH(QString, client);
    ScenarioServer server;
    QVERIFY2(server.listen(findLesson(id)->scenario), qPrintable(server.errorString()));
    const Play played = run(server, client);
    const Play computed = simulate(server.scenario(), client);
    QCOMPARE(played.visits.size(), computed.visits.size());
    QList<Request> sent;
    for (qsizetype visit = 0; visit < played.visits.size(); ++visit) {
        const QList<Hop> hops = played.visits.at(visit).hops;
        const QList<Hop> wanted = computed.visits.at(visit).hops;
        QCOMPARE(hops.size(), wanted.size());
        QCOMPARE(played.visits.at(visit).outcome, computed.visits.at(visit).outcome);
        for (qsizetype i = 0; i < hops.size(); ++i) {
            QCOMPARE(hops.at(i).kind, wanted.at(i).kind);
            QCOMPARE(hops.at(i).request.method, wanted.at(i).request.method);
            QCOMPARE(hops.at(i).request.url, wanted.at(i).request.url);
            QVERIFY(hops.at(i).request == wanted.at(i).request);
            QVERIFY2(hops.at(i).response, qPrintable(hops.at(i).error));
            QCOMPARE(hops.at(i).response->headers.fields, wanted.at(i).response->headers.fields);
            QVERIFY(hops.at(i).redirect == wanted.at(i).redirect);
            if (hops.at(i).kind != HopKind::Hsts && hops.at(i).kind != HopKind::Cache)
                sent.append(hops.at(i).request);
        }
    }
    // The server saw these requests and no others.
    const QList<SeenRequest> seen = server.seen();
    QCOMPARE(seen.size(), sent.size());
    for (qsizetype i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen.at(i).request.method, sent.at(i).method);
        QCOMPARE(seen.at(i).request.url, sent.at(i).url.split('#').first());
        QCOMPARE(seen.at(i).request.headers.fields, sent.at(i).headers.fields);
        QCOMPARE(seen.at(i).request.body.sha256, sent.at(i).body.sha256);
    }
}

void LessonsTest::answers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("values");
    // What the sources that each lesson names demand; not what the program computed.
    const QString get = u"GET"_s, post = u"POST"_s, same = u"same"_s, empty = u"empty"_s;
    const QString sent = u"sent"_s, notSent = u"not-sent"_s, none = u"none"_s;
    QTest::newRow("first-redirect") << u"first-redirect"_s << QStringList{u"{shop}/teas/green"_s, get, u"2"_s};
    QTest::newRow("302-post") << u"302-post"_s << QStringList{get, empty, none};
    QTest::newRow("303-prg") << u"303-prg"_s << QStringList{get, empty, u"1"_s};
    QTest::newRow("307-post") << u"307-post"_s << QStringList{u"OPTIONS"_s, post, same, notSent, u"{shop}/orders"_s};
    QTest::newRow("preflight") << u"preflight"_s << QStringList{none, none, u"oolong-4711"_s, u"OPTIONS"_s, none};
    QTest::newRow("301-post") << u"301-post"_s << QStringList{get, empty, get};
    QTest::newRow("308-api") << u"308-api"_s << QStringList{get, u"405"_s, post, same, u"201"_s};
    QTest::newRow("second-visit") << u"second-visit"_s
                                  << QStringList{u"{shop}/teas"_s, u"{shop}/sale"_s, u"{shop}/teas"_s};
    QTest::newRow("307-password") << u"307-password"_s << QStringList{post, same, get, empty};
    QTest::newRow("authorization") << u"authorization"_s
                                   << QStringList{notSent, u"{shop}"_s, notSent, u"null"_s, notSent, sent};
    QTest::newRow("login-cookies") << u"login-cookies"_s << QStringList{u"session=abc"_s, none, u"{help}/welcome"_s};
    QTest::newRow("loops") << u"loops"_s << QStringList{u"loop"_s, u"11"_s, u"10"_s, u"final"_s};
    QTest::newRow("locations") << u"locations"_s
                               << QStringList{u"{shop}/new?x=1"_s, u"missing-location"_s, none, u"{api}/x"_s};
    QTest::newRow("fragments") << u"fragments"_s
                               << QStringList{u"{shop}/handbook#brewing"_s, u"{shop}/handbook#costs"_s};
    QTest::newRow("downgrade") << u"downgrade"_s
                               << QStringList{u"{open}/account"_s, u"session=abc; language=en"_s, none};
    QTest::newRow("hsts") << u"hsts"_s << QStringList{u"hsts"_s, u"{bank}/account"_s, u"2"_s};
    QTest::newRow("refresh") << u"refresh"_s
                             << QStringList{u"{shop}/teas"_s, u"{shop}/spring"_s, none, u"meta-refresh"_s};
    QTest::newRow("five-clients") << u"five-clients"_s << QStringList{get, get, post, empty, post, get};
}

void LessonsTest::answers()
{
    QFETCH(QString, id);
    QFETCH(QStringList, values);
    const Lesson lesson = *findLesson(id);
    ScenarioServer server;
    QVERIFY2(server.listen(lesson.scenario), qPrintable(server.errorString()));
    QCOMPARE(lesson.parts.size(), values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QuestionPart &part = lesson.parts.at(i);
        const QString client = clientOf(lesson, part);
        const PartAnswer recorded = answerOf(server.scenario(), part, run(server, client));
        const PartAnswer computed = answerOf(server.scenario(), part, simulate(server.scenario(), client));
        QCOMPARE(recorded.value, values.at(i));
        QCOMPARE(computed.value, values.at(i));
        QVERIFY(!recorded.reason.isEmpty());
        QCOMPARE(recorded.reason, computed.reason);
        for (const QString &source : recorded.sources)
            QVERIFY2(isSource(source), qPrintable(source));
        QVERIFY(!recorded.sources.isEmpty());
    }
}

void LessonsTest::measuredBrowsersAgree_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("client");
    for (const Lesson &lesson : lessons()) {
        const QString &asked = lesson.scenario.client;
        if (asked != u"browser"_s && !asked.startsWith(u"chromium-"_s) && !asked.startsWith(u"firefox-"_s))
            continue;
        const bool byScript = std::ranges::all_of(
            lesson.scenario.visits, [](const ScenarioVisit &visit) { return askedBy(visit) == AskedBy::Fetch; });
        for (const QString &browser : {u"chromium"_s, u"firefox"_s}) {
            const QString client = browser + (byScript ? u"-fetch"_s : u"-nav"_s);
            QTest::addRow("%s, %s", qPrintable(lesson.id), qPrintable(client)) << lesson.id << client;
        }
    }
}

/// What a lesson says about "the browser" holds for the browsers that were measured.
void LessonsTest::measuredBrowsersAgree()
{
    QFETCH(QString, id);
    QFETCH(QString, client);
    const Lesson lesson = *findLesson(id);
    const Play said = simulate(lesson.scenario, lesson.scenario.client);
    const Play measured = simulate(lesson.scenario, client);
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const QuestionPart &part = lesson.parts.at(i);
        if (part.client.isEmpty() && !isOtherwise(id, client, i))
            QCOMPARE(answerOf(lesson.scenario, part, measured).value, answerOf(lesson.scenario, part, said).value);
    }
}

/// Sentences about clients that no answer checks.
void LessonsTest::saysWhatClientsDo()
{
    const Lesson form = *findLesson(u"302-post"_s);
    const Trace curl = simulate(form.scenario, u"curl"_s).visits.first();
    QCOMPARE(curl.hops.at(1).request.method, QByteArray("GET"));
    QVERIFY(form.after.last().text.contains(u"Content-Type given with"_s));

    const Lesson loops = *findLesson(u"loops"_s);
    QCOMPARE(loops.parts.at(2).source, u"Chromium 156.0.8078.79, measured"_s);
    QVERIFY(loops.parts.at(2).why.contains(u"error page again"_s));

    QCOMPARE(findLesson(u"308-api"_s)->text.at(1).source, u"RFC 9110 15.4"_s);
    QVERIFY(findLesson(u"303-prg"_s)->text.first().text.contains(u"HEAD after HEAD"_s));
}

void LessonsTest::wrongAnswerIsNoticed()
{
    Lesson lesson = *findLesson(u"307-post"_s);
    QCOMPARE(faultOf(lesson).reason, QString());
    lesson.scenario.client = u"browser"_s;
    lesson.scenario.routes.first().answers.first().status = 302;
    lesson.parts.first().options.removeFirst();
    QCOMPARE(faultOf(lesson).place, u"parts[0]"_s);
    QCOMPARE(faultOf(lesson).reason, u"the answer is \"GET\", which is not among the options"_s);
}

void LessonsTest::templateIsALesson()
{
    const Result<Lesson> lesson = findLesson(QStringLiteral(HOPSCOPE_LESSON_DIR "/template/my-lesson.json"));
    QVERIFY2(lesson, qPrintable(lesson.error));
    QCOMPARE(lesson->id, u"my-lesson"_s);
}

void LessonsTest::cases_data()
{
    QTest::addColumn<QStringList>("values");
    // As measured (docs/memory-measured.md); https-on-the-way as RFC 6797 8.3 says, for browsers do otherwise here.
    QTest::newRow("known-on-the-way") << QStringList{u"ticket=t17"_s, u"ticket=t17"_s};
    QTest::newRow("stored-on-the-way") << QStringList{u"1"_s, u"cache"_s};
    QTest::newRow("https-on-the-way") << QStringList{u"final"_s, u"hsts"_s};
    QTest::newRow("refresh-names-its-page") << QStringList{u"{museum}/closed"_s, u"{museum}/moved"_s};
    QTest::newRow("who-asks") << QStringList{u"lax=1"_s, u"none"_s, u"{friend}/"_s};
}

/// Lessons that were wrong once: what a client remembers counts at every request, and who asks counts at the first.
void LessonsTest::cases()
{
    QFETCH(QStringList, values);
    const QString file = QStringLiteral(HOPSCOPE_CASE_DIR "/%1.json").arg(QLatin1StringView(QTest::currentDataTag()));
    const Result<Lesson> lesson = findLesson(file);
    QVERIFY2(lesson, qPrintable(lesson.error));
    ScenarioServer server;
    QVERIFY2(server.listen(lesson->scenario), qPrintable(server.errorString()));
    const Play played = run(server, lesson->scenario.client);
    QCOMPARE(lesson->parts.size(), values.size());
    for (qsizetype i = 0; i < values.size(); ++i)
        QCOMPARE(answerOf(server.scenario(), lesson->parts.at(i), played).value, values.at(i));
}

QTEST_GUILESS_MAIN(LessonsTest)
#include "tst_lessons.moc"
