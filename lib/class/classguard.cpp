// SPDX-License-Identifier: MIT
#include "class/classguard.h"

#include "class/classform.h"
#include "class/classpages.h"
#include "class/classtext.h"
#include "class/classword.h"
#include "class/homework.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kOk = 200;
constexpr int kForbidden = 403;
constexpr int kMissing = 404;
constexpr int kMisdirected = 421; ///< RFC 9110 15.5.20
constexpr int kTooMany = 429;     ///< RFC 6585 4
constexpr int kBadContent = 422;
constexpr qint64 kMsOfSecond = 1000;

QByteArray authorityOf(const Scenario &scenario, qsizetype origin)
{
    const QByteArray base = baseUrl(scenario.origins.value(origin));
    return base.mid(base.indexOf("//") + 2);
}

bool isOurOrigin(const Scenario &scenario, const QByteArray &value)
{
    return std::any_of(scenario.origins.begin(), scenario.origins.end(),
                       [&](const ScenarioOrigin &origin) { return baseUrl(origin) == value; });
}

/// Browsers ask for these by themselves, whatever a lesson is about.
bool isIcon(const QByteArray &path)
{
    return path == "/favicon.ico" || path.startsWith("/apple-touch-icon");
}

bool isClassPath(const QByteArray &path)
{
    return path == kClassPath || path.startsWith(kClassPath.toByteArray() + '/');
}

QByteArray agentOfGuest(const GuestRequest &guest)
{
    return guest.seen.request.headers.first("User-Agent").value_or(QByteArray());
}

QByteArray whereOf(const GuestRequest &guest)
{
    return guest.peer.toString().toLatin1() + ' ' + agentOfGuest(guest);
}

ScenarioAnswer tooFast()
{
    ScenarioAnswer answer = notePage(classText(ClassText::TooFast), kTooMany);
    answer.headers.append("Retry-After", QByteArray::number(kPollSeconds));
    return answer;
}

} // namespace

ClassGuard::ClassGuard(Classroom &room, ClassClock clock, std::function<void()> changed,
                       std::function<void(const QByteArray &token)> forget)
    : m_room(room), m_clock(std::move(clock)), m_changed(std::move(changed)), m_forget(std::move(forget))
{
}

/// What is refused whoever asks.
std::optional<ScenarioAnswer> ClassGuard::refusal(const GuestRequest &guest)
{
    if (!m_requests.take(guest.peer, m_clock()))
        return tooFast();
    // A name of somewhere else that leads here (DNS rebinding) would let its pages read ours.
    const QByteArray authority = authorityOf(m_room.scenario, guest.origin);
    const Headers &headers = guest.seen.request.headers;
    if (headers.combined("Host") != authority)
        return notePage(classText(ClassText::WrongHost).arg(QString::fromLatin1(authority)), kMisdirected);
    const QByteArray path = classPathOf(guest.seen.request.url);
    const bool isForm = isClassPath(path) && guest.seen.request.method == "POST";
    if (isForm && headers.contains("Origin") && !isOurOrigin(m_room.scenario, headers.combined("Origin")))
        return notePage(classText(ClassText::WrongOrigin), kForbidden);
    if (isIcon(path))
        return ScenarioAnswer{.status = kMissing};
    return std::nullopt;
}

/// A preflight carries no cookie (Fetch, CORS-preflight fetch): it belongs to who asked last with that browser.
QByteArray ClassGuard::whosePreflight(const GuestRequest &guest) const
{
    const Request &request = guest.seen.request;
    const bool asks = request.method == "OPTIONS" && request.headers.contains("Access-Control-Request-Method");
    return asks ? m_lastOf.value(whereOf(guest)) : QByteArray();
}

GuardVerdict ClassGuard::judge(const GuestRequest &guest)
{
    if (std::optional<ScenarioAnswer> refused = refusal(guest))
        return {refused, {}};
    const Request &request = guest.seen.request;
    const QByteArray path = classPathOf(request.url);
    ClassDevice *device = deviceOf(m_room, tokenOf(request));
    if (!device)
        return judgeStranger(guest);
    // A device that calls itself something new each time would fill the table.
    if (device->address == guest.peer && device->userAgent == agentOfGuest(guest))
        m_lastOf.insert(whereOf(guest), device->token);
    if (!isClassPath(path))
        return {std::nullopt, device->token};
    const bool posts = request.method == "POST";
    if (path == kClassPath || path == kJoinPath)
        return {posts ? seeOther(kClassPath) : questionPage(m_room, *device), {}};
    if (path == kVotePath)
        return {posts ? vote(guest, *device) : seeOther(kClassPath), {}};
    if (path == kDevicePath)
        return {devicePage(m_room, *device), {}};
    if (path == kAgainPath)
        return {posts ? again(guest, *device) : seeOther(kDevicePath), {}};
    if (path == kHomeworkPath && !m_room.key.isEmpty())
        return {posts ? homework(guest) : homeworkPage(m_room), {}};
    return {notePage(classText(ClassText::NoSuchPage), kMissing), {}};
}

GuardVerdict ClassGuard::judgeStranger(const GuestRequest &guest)
{
    if (const QByteArray token = whosePreflight(guest); !token.isEmpty())
        return {std::nullopt, token};
    const Request &request = guest.seen.request;
    const QByteArray path = classPathOf(request.url);
    if (path == kJoinPath && request.method == "POST")
        return {join(guest), {}};
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    if (isRead && (path == "/" || isClassPath(path)))
        return {wordPage(m_room, {}, kOk), {}};
    return {wordPage(m_room, classText(ClassText::NotHere), kForbidden), {}};
}

ScenarioAnswer ClassGuard::join(const GuestRequest &guest)
{
    const Request &request = guest.seen.request;
    if (asClassWord(formValue(request, "word")) != m_room.word) {
        const qint64 now = m_clock();
        if (!m_words.take(guest.peer, now) || !m_allWords.take(QHostAddress(), now))
            return tooFast();
        return wordPage(m_room, classText(ClassText::WrongWord), kForbidden);
    }
    const Result<QByteArray> token = joinClass(m_room, formValue(request, "name"), agentOfGuest(guest), guest.peer);
    if (!token)
        return wordPage(m_room, token.error, kBadContent);
    ScenarioAnswer answer = seeOther(kClassPath);
    answer.headers.append("Set-Cookie", kClassCookie.toByteArray() + '=' + *token + "; Path=/; Max-Age=" +
                                            QByteArray::number(kClassMs / kMsOfSecond) + "; HttpOnly; SameSite=Lax");
    m_changed();
    return answer;
}

ScenarioAnswer ClassGuard::vote(const GuestRequest &guest, ClassDevice &device)
{
    const Request &request = guest.seen.request;
    const QString fault =
        hopscope::vote(m_room, device.token, formNumber(request, "part"), formNumber(request, "option"));
    if (!fault.isEmpty())
        return questionPage(m_room, device, fault);
    m_changed();
    return seeOther(kClassPath);
}

ScenarioAnswer ClassGuard::again(const GuestRequest &, ClassDevice &device)
{
    startAgain(m_room, device);
    m_forget(device.token);
    m_changed();
    return seeOther(kDevicePath);
}

ScenarioAnswer ClassGuard::homework(const GuestRequest &guest) const
{
    const Request &request = guest.seen.request;
    Homework homework{.lesson = m_room.lesson.id,
                      .name = formValue(request, "name").trimmed(),
                      .time = QDateTime::currentDateTimeUtc(),
                      .answers = {}};
    if (const QString fault = faultOfName(homework.name); !fault.isEmpty())
        return homeworkPage(m_room, fault);
    for (qsizetype i = 0; i < m_room.lesson.parts.size(); ++i) {
        const int option = formNumber(request, "part" + QByteArray::number(i));
        const QList<QuestionOption> &options = m_room.lesson.parts.at(i).options;
        if (option < 0 || option >= options.size())
            return homeworkPage(m_room, classText(ClassText::HomeworkMissing).arg(i + 1));
        homework.answers.append(options.at(option).value);
    }
    return {
        .headers = {{{"Content-Type", "application/json"},
                     {"Content-Disposition", "attachment; filename=\"" + m_room.lesson.id.toLatin1() + ".answers\""},
                     {"Cache-Control", "no-store"}}},
        .body = writeHomework(homework, m_room.key)};
}

} // namespace hopscope
