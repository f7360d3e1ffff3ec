// SPDX-License-Identifier: MIT
#include "class/classroom.h"

#include "class/classtext.h"
#include "class/classword.h"
#include "http/location.h"
#include "http/uriparts.h"
#include "lessons/lessontext.h"
#include "lessons/play.h"
#include "lessons/visit.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLeastOrigins = 2;

bool hasPart(const Classroom &room)
{
    return room.part < room.lesson.parts.size();
}

constexpr ClassStep kSteps[] = {
    {"open"_L1, 'o', QT_TRANSLATE_NOOP("class", "Open the question"),
     [](const Classroom &room) {
         return hasPart(room) && (room.stage == ClassStage::Waiting || room.stage == ClassStage::Closed);
     },
     [](Classroom &room) { room.stage = ClassStage::Open; }},
    {"close"_L1, 'c', QT_TRANSLATE_NOOP("class", "Close the vote"),
     [](const Classroom &room) { return room.stage == ClassStage::Open; },
     [](Classroom &room) { room.stage = ClassStage::Closed; }},
    {"reveal"_L1, 'r', QT_TRANSLATE_NOOP("class", "Reveal the answer"),
     [](const Classroom &room) { return room.stage == ClassStage::Open || room.stage == ClassStage::Closed; },
     [](Classroom &room) { room.stage = ClassStage::Revealed; }},
    {"next"_L1, 'n', QT_TRANSLATE_NOOP("class", "Next question"),
     [](const Classroom &room) {
         return room.stage == ClassStage::Revealed && room.part + 1 < room.lesson.parts.size();
     },
     [](Classroom &room) {
         ++room.part;
         room.stage = ClassStage::Waiting;
     }},
};

/// Whether a request is the first of a visit; a preflight asks for it.
bool begins(const ScenarioVisit &visit, const Request &request)
{
    return request.url == withoutFragment(visit.url) && (request.method == visit.method || request.method == "OPTIONS");
}

/// Whether the response leads on to something other than a redirect's target: a preflight to what it asked for, a page
/// to what it asks for by itself.
bool leadsOn(const Hop &hop)
{
    return hop.kind == HopKind::Preflight ||
           (hop.response &&
            (hop.response->headers.contains("Refresh") || hop.response->body.bytes.toLower().contains("http-equiv")));
}

bool isRedirectTo(const Hop &hop, const QByteArray &url)
{
    if (!hop.response || !hop.response->headers.contains("Location"))
        return false;
    const QByteArray location = hop.response->headers.first("Location").value_or(QByteArray());
    const Result<QByteArray> target = resolveLocation(LocationSyntax::Whatwg, hop.request.url, location);
    return target && withoutFragment(*target) == url;
}

/// Where a request belongs.
struct Place {
    int visit = 0;
    bool goesOn = false; ///< behind what the visit has; otherwise it begins it
};

Place placeOf(const Classroom &room, const ClassDevice &device, const Request &request)
{
    const QList<ScenarioVisit> &visits = room.scenario.visits;
    int begun = -1;
    for (int i = 0; i < visits.size(); ++i) {
        ScenarioVisit visit = visits.at(i);
        visit.url = withOrigins(room.scenario, visit.url);
        if (!begins(visit, request))
            continue;
        begun = i;
        if (device.visits.at(i).isEmpty())
            break;
    }
    if (device.lastVisit < 0)
        return {std::max(begun, 0), false};
    const Hop &last = device.visits.at(device.lastVisit).constLast();
    const bool hasLocation = last.response && last.response->headers.contains("Location");
    // A client that did not follow a redirect begins the next visit; one that read it in another way goes on.
    if (isRedirectTo(last, request.url) || last.kind == HopKind::Preflight ||
        (begun < 0 && (hasLocation || leadsOn(last))))
        return {device.lastVisit, true};
    // What no visit asks for is where a stored redirect begins.
    return {begun >= 0 ? begun : std::min<int>(device.lastVisit + 1, int(visits.size()) - 1), false};
}

} // namespace

std::span<const ClassStep> classSteps()
{
    return kSteps;
}

const ClassStep *nextStep(const Classroom &room)
{
    // Each is the one after the last that was taken; only a closed vote can be opened again, and that is no step ahead.
    const auto found = std::ranges::find_if(kSteps, [&](const ClassStep &step) {
        return step.isPossible(room) && !(step.id == "open"_L1 && room.stage == ClassStage::Closed);
    });
    return found == std::end(kSteps) ? nullptr : found;
}

const ClassStep *classStepNamed(const QString &typed)
{
    const auto found = std::ranges::find_if(
        kSteps, [&](const ClassStep &step) { return typed == step.id || typed == QString(QLatin1Char(step.key)); });
    return found == std::end(kSteps) ? nullptr : found;
}

QList<PartAnswer> answersOf(const Lesson &lesson)
{
    QList<PartAnswer> answers;
    QHash<QString, Play> plays;
    for (const QuestionPart &part : lesson.parts) {
        const QString client = clientOf(lesson, part);
        if (!plays.contains(client))
            plays.insert(client, simulate(lesson.scenario, client));
        answers.append(answerOf(lesson.scenario, part, plays.value(client)));
    }
    return answers;
}

Classroom makeClassroom(const Lesson &lesson, const Scenario &scenario)
{
    Classroom room{
        .lesson = lesson, .scenario = scenario, .whyNotPlayed = whyNotPlayed(lesson), .word = newClassWord()};
    room.answers = answersOf(lesson);
    room.votes.resize(lesson.parts.size());
    return room;
}

QString whyNotPlayed(const Lesson &lesson)
{
    const QList<ScenarioOrigin> &origins = lesson.scenario.origins;
    const bool isSecure = std::any_of(origins.begin(), origins.end(),
                                      [](const ScenarioOrigin &origin) { return origin.scheme != "http"; });
    return isSecure ? classText(ClassText::NeedsHttps) : QString();
}

Scenario classScenario(const Lesson &lesson, const QHostAddress &address, quint16 firstPort)
{
    Scenario scenario = lesson.scenario;
    if (!whyNotPlayed(lesson).isEmpty()) {
        scenario.origins.clear();
        scenario.routes.clear();
        scenario.visits.clear();
    }
    while (scenario.origins.size() < kLeastOrigins)
        scenario.origins.append({.name = u"class origin %1"_s.arg(scenario.origins.size() + 1)});
    const QString host = address.toString();
    for (qsizetype i = 0; i < scenario.origins.size(); ++i) {
        ScenarioOrigin &origin = scenario.origins[i];
        origin.scheme = "http";
        origin.host = (host.contains(u':') ? u'[' + host + u']' : host).toLatin1();
        origin.port = quint16(firstPort + i);
    }
    return scenario;
}

QString faultOfName(const QString &name)
{
    if (name.size() > kMaxStudentName)
        return classText(ClassText::LongName).arg(kMaxStudentName);
    const bool isPlain = std::all_of(name.begin(), name.end(), [](QChar letter) { return letter.isPrint(); });
    return isPlain ? QString() : classText(ClassText::OddName);
}

Result<QByteArray> joinClass(Classroom &room, const QString &name, const QByteArray &userAgent,
                             const QHostAddress &address)
{
    using Joined = Result<QByteArray>;
    const auto here = std::count_if(room.devices.begin(), room.devices.end(),
                                    [&](const ClassDevice &device) { return device.address == address; });
    if (room.devices.size() >= kMaxClassDevices || here >= kMaxDevicesPerAddress)
        return Joined::failure(classText(ClassText::ClassIsFull));
    ClassDevice device{.token = newDeviceToken(), .number = int(room.devices.size()) + 1, .userAgent = userAgent};
    if (room.asksNames) {
        device.name = name.trimmed();
        if (const QString fault = faultOfName(device.name); !fault.isEmpty())
            return Joined::failure(fault);
    }
    device.address = address;
    device.visits.resize(room.scenario.visits.size());
    room.byToken.insert(device.token, room.devices.size());
    room.devices.append(device);
    return device.token;
}

ClassDevice *deviceOf(Classroom &room, const QByteArray &token)
{
    const qsizetype index = room.byToken.value(token, -1);
    return index < 0 ? nullptr : &room.devices[index];
}

const ClassDevice *deviceOf(const Classroom &room, const QByteArray &token)
{
    const qsizetype index = room.byToken.value(token, -1);
    return index < 0 ? nullptr : &room.devices.at(index);
}

QString vote(Classroom &room, const QByteArray &token, qsizetype part, int option)
{
    if (part != room.part || !hasPart(room))
        return classText(ClassText::OtherQuestion);
    if (room.stage != ClassStage::Open)
        return classText(ClassText::NotOpen);
    if (option < 0 || option >= room.lesson.parts.at(part).options.size())
        return classText(ClassText::NoSuchOption);
    room.votes[part].insert(token, option);
    return {};
}

int voteOf(const Classroom &room, const QByteArray &token, qsizetype part)
{
    return room.votes.value(part).value(token, -1);
}

QList<int> tally(const Classroom &room, qsizetype part)
{
    QList<int> counts(room.lesson.parts.value(part).options.size(), 0);
    const QHash<QByteArray, int> votes = room.votes.value(part);
    for (const int option : votes)
        ++counts[option];
    return counts;
}

void takeSent(const Classroom &room, ClassDevice &device, const Request &request, const Response &response)
{
    if (device.visits.isEmpty() || device.sent >= kMaxDeviceRequests)
        return;
    const bool asks = request.method == "OPTIONS" && request.headers.contains("Access-Control-Request-Method");
    const auto [visit, goesOn] = placeOf(room, device, request);
    if (!goesOn) {
        device.sent -= device.visits.at(visit).size();
        device.visits[visit].clear();
    }
    Hop hop{.kind = asks ? HopKind::Preflight : HopKind::Http, .request = request, .response = response};
    // Size and hash tell whether it is the same; what strangers send is not kept.
    hop.request.body.bytes.clear();
    hop.request.body.truncated = hop.request.body.size > 0;
    device.visits[visit].append(hop);
    device.lastVisit = visit;
    ++device.sent;
}

void startAgain(const Classroom &room, ClassDevice &device)
{
    device.visits = QList<QList<Hop>>(room.scenario.visits.size());
    device.sent = 0;
    device.lastVisit = -1;
}

} // namespace hopscope
