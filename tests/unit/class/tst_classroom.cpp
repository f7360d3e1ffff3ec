// SPDX-License-Identifier: MIT
#include "class/candidates.h"
#include "class/classmatrix.h"
#include "class/classpages.h"
#include "class/classroom.h"
#include "class/classvotes.h"
#include "lessons/lessons.h"
#include "redirect/client/measured.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kPhone = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0";
const QByteArray kForm = "application/x-www-form-urlencoded";
const QByteArray kOrder = "item=tea&qty=2";

Classroom roomFor(const QString &lesson)
{
    const Lesson found = *findLesson(lesson);
    return makeClassroom(found, classScenario(found, QHostAddress(u"192.168.1.5"_s), 8601));
}

QByteArray joined(Classroom &room, const QString &name = {}, const QByteArray &agent = kPhone)
{
    return *joinClass(room, name, agent, QHostAddress(u"192.168.1.77"_s));
}

Request requestOf(const QByteArray &method, const QByteArray &url, const QByteArray &body = {})
{
    Request request{.method = method, .url = url, .body = bodyOf(body)};
    request.headers.append("Referer", "http://192.168.1.5:8601/");
    if (!body.isEmpty()) {
        request.headers.append("Origin", "http://192.168.1.5:8601");
        request.headers.append("Content-Type", kForm);
    }
    return request;
}

Response redirectTo(int status, const QByteArray &location)
{
    Response response{.status = status};
    response.headers.append("Location", location);
    return response;
}

void take(Classroom &room, const QString &step)
{
    const ClassStep *found = classStepNamed(step);
    QVERIFY(found && found->isPossible(room));
    found->take(room);
}

} // namespace

/// A class as values: questions, votes, and what devices sent.
class ClassroomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scenario();
    void everyLesson();
    void steps();
    void votes();
    void names_data();
    void names();
    void full();
    void matrix();
    void matrixDiffers();
    void textsOfStudents();
    void againAndMore();
    void visits();
    void candidates();
    void pages();
};

void ClassroomTest::scenario()
{
    const Scenario one = roomFor(u"302-post"_s).scenario;
    QCOMPARE(one.origins.size(), 2);
    QCOMPARE(baseUrl(one.origins.at(0)), QByteArray("http://192.168.1.5:8601"));
    QCOMPARE(baseUrl(one.origins.at(1)), QByteArray("http://192.168.1.5:8602"));
    const Lesson lesson = *findLesson(u"307-post"_s);
    const Scenario six = classScenario(lesson, QHostAddress(u"fd00::5"_s), 9000);
    QCOMPARE(baseUrl(six.origins.at(1)), QByteArray("http://[fd00::5]:9001"));
    QCOMPARE(originFor(six, 9001, "[fd00::5]:9001"), 1);
}

void ClassroomTest::everyLesson()
{
    for (const Lesson &lesson : lessons()) {
        const Classroom room = roomFor(lesson.id);
        QCOMPARE(room.answers.size(), lesson.parts.size());
        QCOMPARE(room.scenario.visits.isEmpty(), !room.whyNotPlayed.isEmpty());
        QVERIFY(room.scenario.origins.size() >= 2);
        for (qsizetype part = 0; part < lesson.parts.size(); ++part)
            QVERIFY2(!room.answers.at(part).reason.isEmpty(), qPrintable(lesson.id));
    }
    QCOMPARE(roomFor(u"hsts"_s).whyNotPlayed,
             u"This lesson has servers with https, whose certificate no phone trusts: it is for votes only."_s);
}

void ClassroomTest::steps()
{
    Classroom room = roomFor(u"302-post"_s);
    QStringList taken;
    // Return alone goes through all questions and skips no answer.
    while (const ClassStep *step = nextStep(room)) {
        taken.append(step->id);
        step->take(room);
    }
    QCOMPARE(taken, (QStringList{u"open"_s, u"close"_s, u"reveal"_s, u"next"_s, u"open"_s, u"close"_s, u"reveal"_s,
                                 u"next"_s, u"open"_s, u"close"_s, u"reveal"_s}));
    QCOMPARE(room.part, 2);
    QVERIFY(!classStepNamed(u"next"_s)->isPossible(room));
    QVERIFY(!classStepNamed(u"o"_s)->isPossible(room));
    QCOMPARE(classStepNamed(u"x"_s), nullptr);
    QCOMPARE(classSteps().size(), size_t(4));
}

void ClassroomTest::votes()
{
    Classroom room = roomFor(u"302-post"_s);
    const QByteArray ada = joined(room);
    const QByteArray bob = joined(room);
    QVERIFY(ada != bob);
    QCOMPARE(vote(room, ada, 0, 0), u"The question is not open, so this vote does not count."_s);
    take(room, u"open"_s);
    const auto count = int(room.lesson.parts.at(0).options.size());
    QCOMPARE(vote(room, ada, 0, count), u"There is no such option. Choose one of these."_s);
    QCOMPARE(vote(room, ada, 0, -1), u"There is no such option. Choose one of these."_s);
    QCOMPARE(vote(room, ada, 1, 0), u"That question is over. Here is the one that is asked now."_s);
    QCOMPARE(vote(room, ada, 0, 1), QString());
    QCOMPARE(vote(room, bob, 0, 1), QString());
    // One vote a device: the last one counts.
    QCOMPARE(vote(room, ada, 0, 0), QString());
    QCOMPARE(tally(room, 0), (QList<int>{1, 1, 0, 0}));
    QCOMPARE(voteOf(room, ada, 0), 0);
    QCOMPARE(voteOf(room, bob, 0), 1);
    take(room, u"close"_s);
    QVERIFY(!vote(room, bob, 0, 0).isEmpty());
    QCOMPARE(countsText(room), u"2 devices, 2 votes"_s);
    QVERIFY(!questionLines(room).join(u'\n').contains(u"right"_s));
    take(room, u"reveal"_s);
    const QStringList lines = questionLines(room);
    QCOMPARE(lines.at(0), u"Question 1 of 3: Method"_s);
    QCOMPARE(lines.at(1), u"  a  GET  # 1  <- right"_s);
    QCOMPARE(lines.at(2), u"  b  POST  # 1"_s);
    QCOMPARE(lines.at(5), u"Right: GET"_s);
    QVERIFY(votesCsv(room).startsWith("Question,Text,Option,Verdict,Votes,Name\r\n1,Method,GET,right,1,\r\n"));
}

void ClassroomTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("error");
    QTest::newRow("not asked for") << u"Ada"_s << false << QString() << QString();
    QTest::newRow("asked for") << u" Ada "_s << true << u"Ada"_s << QString();
    QTest::newRow("left out") << QString() << true << QString() << QString();
    QTest::newRow("markup") << u"<script>alert(1)</script>"_s << true << u"<script>alert(1)</script>"_s << QString();
    QTest::newRow("huge") << QString(10'000, u'a') << true << QString()
                          << u"A name has 40 characters at most. Shorten it."_s;
    QTest::newRow("escape") << u"\u001b[2J"_s << true << QString()
                            << u"The name has characters that cannot be shown. Leave them out."_s;
    QTest::newRow("direction") << u"a\u202eb"_s << true << QString()
                               << u"The name has characters that cannot be shown. Leave them out."_s;
}

void ClassroomTest::names()
{
    QFETCH(QString, name);
    QFETCH(bool, asks);
    QFETCH(QString, error);
    Classroom room = roomFor(u"302-post"_s);
    room.asksNames = asks;
    const Result<QByteArray> token = joinClass(room, name, kPhone, {});
    QCOMPARE(token.error, error);
    if (!token)
        return;
    QTEST(deviceOf(room, *token)->name, "kept");
    take(room, u"open"_s);
    QCOMPARE(vote(room, *token, 0, 0), QString());
    // No name is kept that the teacher did not ask for.
    QCOMPARE(votesCsv(room).contains("Ada"), asks && name.contains(u"Ada"_s));
}

void ClassroomTest::full()
{
    Classroom room = roomFor(u"302-post"_s);
    for (qsizetype i = 0; i < kMaxDevicesPerAddress; ++i)
        QVERIFY(joinClass(room, {}, kPhone, QHostAddress(u"10.0.0.1"_s)));
    QCOMPARE(joinClass(room, {}, kPhone, QHostAddress(u"10.0.0.1"_s)).error, u"The class is full. Ask your teacher."_s);
    QVERIFY(joinClass(room, {}, kPhone, QHostAddress(u"10.0.0.2"_s)));
}

void ClassroomTest::matrix()
{
    Classroom room = roomFor(u"302-post"_s);
    ClassDevice *device = deviceOf(room, joined(room));
    QVERIFY(deviceRowsOf(room, *device).isEmpty());
    takeSent(room, *device, requestOf("POST", "http://192.168.1.5:8601/orders", kOrder),
             redirectTo(302, "/orders/new"));
    takeSent(room, *device, requestOf("GET", "http://192.168.1.5:8601/orders/new"), {.status = 200});
    const QList<DeviceRow> rows = classMatrix(room);
    QCOMPARE(rows.size(), 1);
    const DeviceRow &row = rows.first();
    QCOMPARE(row.client, u"firefox-nav"_s);
    QCOMPARE(row.browser, u"Firefox 128.0 on Android 14"_s);
    QCOMPARE(row.cells.size(), 2);
    QCOMPARE(row.cells.at(0).sent, u"POST shop/orders, body of 14 bytes, Origin: shop, Referer: shop/, Content-Type: "
                                   "application/x-www-form-urlencoded"_s);
    QCOMPARE(row.cells.at(1).sent, u"GET shop/orders/new, no body, Referer: shop/"_s);
    QVERIFY2(!row.differs(), qPrintable(matrixLines(rows).join(u'\n')));
    QCOMPARE(matrixLines(rows).at(0), u"Device 1: Firefox 128.0 on Android 14, visit 1"_s);
    QCOMPARE(matrixLines(rows).at(2), u"    as predicted (firefox-nav)"_s);
}

void ClassroomTest::matrixDiffers()
{
    Classroom room = roomFor(u"302-post"_s);
    ClassDevice *device = deviceOf(room, joined(room));
    takeSent(room, *device, requestOf("POST", "http://192.168.1.5:8601/orders", kOrder),
             redirectTo(302, "/orders/new"));
    takeSent(room, *device, requestOf("POST", "http://192.168.1.5:8601/orders/new", kOrder), {.status = 200});
    const QList<DeviceRow> rows = classMatrix(room);
    QVERIFY(rows.first().differs());
    QVERIFY(rows.first().cells.at(0).difference.isEmpty());
    const QString difference = rows.first().cells.at(1).difference;
    QVERIFY2(difference.startsWith(u"sends POST instead of GET; sends a body of 14 B instead of no body"_s),
             qPrintable(difference));
    QVERIFY(matrixLines(rows).contains(u"    DIFFERS: "_s + difference));
}

void ClassroomTest::textsOfStudents()
{
    Classroom room = roomFor(u"302-post"_s);
    room.asksNames = true;
    ClassDevice *device =
        deviceOf(room, joined(room, u"<script>alert(1)</script>"_s, "Firefox/1 (\x1b[2J\x9b; <img src=x>)"));
    const Request bad{.method = "\x1b]0;x\x07", .url = "http://192.168.1.5:8601/\xe2\x80\xae<script>"};
    takeSent(room, *device, bad, {.status = 404});
    const QString lines = matrixLines(classMatrix(room)).join(u'\n');
    for (const QChar letter : lines)
        QVERIFY2(letter.isPrint() || letter == u'\n', qPrintable(QString::number(letter.unicode(), 16)));
    QVERIFY(lines.contains(u"<script>alert(1)</script>"_s));
    room.stage = ClassStage::Revealed;
    for (const QByteArray &page : {devicePage(room, *device).body, questionPage(room, *device).body}) {
        QVERIFY(!page.contains("<script"));
        QVERIFY(!page.contains("<img"));
        QVERIFY(!page.contains('\x1b'));
    }
}

void ClassroomTest::againAndMore()
{
    Classroom room = roomFor(u"302-post"_s);
    ClassDevice *device = deviceOf(room, joined(room));
    const Request order = requestOf("POST", "http://192.168.1.5:8601/orders", kOrder);
    // The same visit once more takes the place of the first; what is not its own is not kept for ever.
    for (int i = 0; i < 200; ++i)
        takeSent(room, *device, order, redirectTo(302, "/orders/new"));
    QVERIFY(device->sent <= kMaxDeviceRequests);
    startAgain(room, *device);
    QCOMPARE(device->sent, 0);
    takeSent(room, *device, order, {.status = 200});
    takeSent(room, *device, order, {.status = 200});
    QCOMPARE(device->visits.first().size(), 1);
    QCOMPARE(device->visits.first().first().request.body.bytes, QByteArray());
    QCOMPARE(device->visits.first().first().request.body.size, kOrder.size());
}

void ClassroomTest::visits()
{
    Classroom room = roomFor(u"307-password"_s);
    ClassDevice *device = deviceOf(room, joined(room));
    const QByteArray login = "http://192.168.1.5:8601";
    const QByteArray partner = "http://192.168.1.5:8602/callback?code=4711";
    // Not followed: the next form is the next visit.
    takeSent(room, *device, requestOf("POST", login + "/with-307", "a=1"), redirectTo(307, partner));
    takeSent(room, *device, requestOf("POST", login + "/with-303", "a=1"), redirectTo(303, partner));
    takeSent(room, *device, requestOf("GET", partner), {.status = 200});
    QCOMPARE(device->visits.at(0).size(), 1);
    QCOMPARE(device->visits.at(1).size(), 2);
    // The first one again, followed now.
    takeSent(room, *device, requestOf("POST", login + "/with-307", "a=1"), redirectTo(307, partner));
    takeSent(room, *device, requestOf("POST", partner, "a=1"), {.status = 200});
    QCOMPARE(device->visits.at(0).size(), 2);
    QCOMPARE(device->visits.at(1).size(), 2);
    QCOMPARE(device->sent, 4);
}

void ClassroomTest::candidates()
{
    Classroom room = roomFor(u"302-post"_s);
    joined(room, {}, "curl/8.5.0");
    QCOMPARE(candidateFile(room, u"2026-11-28"_s).error,
             u"No device has made all visits of the scenario, so there is nothing to export."_s);
    const auto plays = [&](const QByteArray &method) {
        ClassDevice *device = deviceOf(room, joined(room));
        takeSent(room, *device, requestOf("POST", "http://192.168.1.5:8601/orders", kOrder),
                 redirectTo(302, "/orders/new"));
        takeSent(room, *device, requestOf(method, "http://192.168.1.5:8601/orders/new"), {.status = 200});
    };
    plays("GET");
    plays("GET");
    plays("POST");
    const Result<QByteArray> written = candidateFile(room, u"2026-11-28"_s);
    QVERIFY2(written, qPrintable(written.error));
    const Result<MeasuredFile> file = readMeasured(*written);
    QVERIFY2(file, qPrintable(file.error));
    QCOMPARE(file->cases, QStringList{u"302-post, visit 1, redirect 1: POST with body, 302"_s});
    QCOMPARE(file->clients.size(), 2);
    QCOMPARE(file->clients.at(0).id, u"firefox-128.0-android-14"_s);
    QCOMPARE(file->clients.at(1).id, u"firefox-128.0-android-14-device-4"_s);
    QCOMPARE(file->clients.at(0).version, u"128.0"_s);
    const MeasuredRequest &sent = file->requests.at(file->clients.at(0).rows.at(0));
    QCOMPARE(sent.method, u"GET"_s);
    QCOMPARE(sent.target, u"/orders/new"_s);
    QCOMPARE(file->fields.value(sent.fields.value(0)), u"Referer: http://192.168.1.5:8601/"_s);
    QCOMPARE(file->requests.at(file->clients.at(1).rows.at(0)).method, u"POST"_s);
}

void ClassroomTest::pages()
{
    Classroom room = roomFor(u"302-post"_s);
    room.lesson.title = u"<b>Tea</b>"_s;
    QCOMPARE(classUrl(room), QByteArray("http://192.168.1.5:8601/class"));
    const QByteArray word = wordPage(room, u"<i>"_s, 403).body;
    QVERIFY(word.contains("<h1>&lt;b&gt;Tea&lt;/b&gt;</h1>"));
    QVERIFY(word.contains("<strong>&lt;i&gt;</strong>"));
    QVERIFY(!word.contains("name=\"name\""));
    room.asksNames = true;
    QVERIFY(wordPage(room, {}, 200).body.contains("name=\"name\" maxlength=\"40\""));
    const QByteArray ada = joined(room, u"<script>"_s);
    const ClassDevice device = *deviceOf(room, ada);
    QVERIFY(questionPage(room, device).body.contains("Wait: your teacher opens the question soon."));
    QVERIFY(questionPage(room, device).body.contains("http-equiv=\"refresh\" content=\"4\""));
    take(room, u"open"_s);
    // Who is about to tap is not disturbed.
    QVERIFY(!questionPage(room, device).body.contains("http-equiv"));
    QVERIFY(questionPage(room, device).body.contains("<button name=\"option\" value=\"0\">a GET</button>"));
    QCOMPARE(vote(room, ada, 0, 1), QString());
    QVERIFY(questionPage(room, device).body.contains("Your answer counts: POST"));
    QVERIFY(!questionPage(room, device).body.contains("Right:"));
    take(room, u"reveal"_s);
    const QByteArray revealed = questionPage(room, device).body;
    QVERIFY(revealed.contains("<strong>Right: GET</strong>"));
    QVERIFY(revealed.contains("POST: 1</div><div class=\"bar\" style=\"width:100%\">"));
    QVERIFY(revealed.contains("Source: "));
    QVERIFY(revealed.contains("Your answer: POST"));
    for (const ScenarioAnswer &page : {wordPage(room, {}, 200), questionPage(room, device), devicePage(room, device),
                                       homeworkPage(room), notePage(u"x"_s, 404)}) {
        QVERIFY(!page.body.contains("<script"));
        QVERIFY(page.headers.combined("Content-Security-Policy").startsWith("default-src 'none'"));
        QVERIFY2(page.body.size() < 8 * 1024, "too large for an old phone");
    }
}

QTEST_GUILESS_MAIN(ClassroomTest)
#include "tst_classroom.moc"
