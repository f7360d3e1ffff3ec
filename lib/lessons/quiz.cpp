// SPDX-License-Identifier: MIT
#include "lessons/quiz.h"

#include "http/freshness.h"
#include "http/reasonphrase.h"
#include "lessons/quizdraw.h"
#include "lessons/quiztext.h"
#include "lessons/scenario.h"
#include "redirect/decisionafter.h"
#include "redirect/profiletext.h"

#include <QRandomGenerator>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kBody = "item=tea";
constexpr int kTries = 1000;

template <typename T, size_t N>
const T &oneOf(QRandomGenerator &random, const T (&items)[N])
{
    return items[random.bounded(quint32(N))];
}

/// What questions are drawn from.
struct Draw {
    QRandomGenerator &random;
    QList<const ClientProfile *> clients; ///< measured ones

    const ClientProfile &anyClient() const { return *clients.at(random.bounded(int(clients.size()))); }
};

QList<const ClientProfile *> measuredClients(const QStringList &ids)
{
    QList<const ClientProfile *> clients;
    for (const ClientProfile &profile : clientProfiles()) {
        if (profile.measured && (ids.isEmpty() || ids.contains(profile.id)))
            clients.append(&profile);
    }
    return clients;
}

QString statusText(int status)
{
    return u"%1 %2"_s.arg(status).arg(QString::fromLatin1(reasonPhrase(status)));
}

/// The question with the answer among its options; nullopt when the answer is none of them.
std::optional<QuizQuestion> question(const ClientProfile &client, const QString &text, const QStringList &options,
                                     const QString &answer, const QString &reason, const QString &source)
{
    const qsizetype right = options.indexOf(answer);
    if (right < 0 || reason.isEmpty())
        return std::nullopt;
    return QuizQuestion{text, options, int(right), reason, source, QString(client.id)};
}

QString sentText(const Request &next)
{
    return next.body.size > 0 ? QuizText::tr("%1 with the same body").arg(QString::fromLatin1(next.method))
                              : QuizText::tr("%1 without a body").arg(QString::fromLatin1(next.method));
}

std::optional<QuizQuestion> nextRequest(const Draw &draw)
{
    QRandomGenerator &random = draw.random;
    const ClientProfile &profile = draw.anyClient();
    const int status = oneOf(random, {301, 302, 303, 307, 308});
    const QByteArray method = oneOf<const char *>(random, {"POST", "POST", "POST", "PUT", "DELETE"});
    if (!unsupportedMethodReason(profile, method).isEmpty())
        return std::nullopt;
    const bool hasBody = method != "DELETE";
    const Decision decision = decisionAfter(
        profile, {.method = method, .url = "http://shop.example/orders", .body = hasBody ? bodyOf(kBody) : Body()},
        status, "/next");
    const QString name = QString::fromLatin1(method);
    QStringList options{QuizText::tr("GET without a body"), QuizText::tr("%1 without a body").arg(name),
                        QuizText::tr("Nothing: it does not follow")};
    if (hasBody)
        options.insert(1, QuizText::tr("%1 with the same body").arg(name));
    const QString text =
        (hasBody ? QuizText::tr("%1 sends %2 with a body. The response is %3, with a Location on the same server. What "
                                "does it send next?")
                 : QuizText::tr(
                       "%1 sends %2. The response is %3, with a Location on the same server. What does it send next?"))
            .arg(ProfileText::tr(profile.title), name, statusText(status));
    return question(profile, text, options, decision.next ? sentText(*decision.next) : options.constLast(),
                    decision.redirect.reason, decision.redirect.source);
}

std::optional<QuizQuestion> authorization(const Draw &draw)
{
    QRandomGenerator &random = draw.random;
    const ClientProfile &profile = draw.anyClient();
    const int status = oneOf(random, {301, 302, 307, 308});
    if (profile.initiator == Initiator::Page) // A link or a form has no way to name a field.
        return std::nullopt;
    struct Target {
        const char *url;
        const char *words;
    };
    const Target target = oneOf<Target>(random, {{"http://shop.example/next", "the same server"},
                                                 {"http://shop.example:8080/next", "the same host, another port"},
                                                 {"http://api.shop.example/next", "a subdomain of the request's host"},
                                                 {"http://other.example/next", "another host"}});
    const Decision decision = decisionAfter(
        profile,
        {.method = "GET", .url = "http://shop.example/me", .headers = {{{"Authorization", "Bearer tea-time"}}}}, status,
        target.url);
    if (!decision.next)
        return std::nullopt;
    const bool sent = decision.next->headers.contains("Authorization");
    const QStringList options{QuizText::tr("Yes, it is sent there, too"), QuizText::tr("No, it is dropped"),
                              QuizText::tr("Nothing is sent to the target")};
    const auto row =
        std::find_if(decision.redirect.ledger.begin(), decision.redirect.ledger.end(), [](const LedgerRow &each) {
            return each.part.compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
        });
    if (row == decision.redirect.ledger.end())
        return std::nullopt;
    return question(profile,
                    QuizText::tr("%1 sends GET with Authorization to shop.example. The response is %2, and its "
                                 "Location names %3. Does the target receive the Authorization field?")
                        .arg(ProfileText::tr(profile.title), statusText(status), QuizText::tr(target.words)),
                    options, options.at(sent ? 0 : 1), row->reason, row->source);
}

std::optional<QuizQuestion> secondVisit(const Draw &draw)
{
    QRandomGenerator &random = draw.random;
    const int status = oneOf(random, {301, 302, 303, 307, 308});
    const QByteArray method = oneOf<const char *>(random, {"GET", "GET", "GET", "POST"});
    const QByteArray control = oneOf<const char *>(random, {"", "", "no-store", "max-age=3600", "no-cache"});
    Response response{.version = "HTTP/1.1", .status = status};
    if (!control.isEmpty())
        response.headers.append("Cache-Control", control);
    const ClientProfile &browser = *findClient(oneOf<const char16_t *>(random, {u"chromium-nav", u"firefox-nav"}));
    if (!draw.clients.contains(&browser))
        return std::nullopt;
    const Freshness verdict = freshnessOf(method, response, QDateTime::currentDateTimeUtc(), browser.cache);
    const QStringList options{QuizText::tr("No: it requests the target at once"),
                              QuizText::tr("Yes: it requests the old URL again"),
                              QuizText::tr("No: it shows the old page without any request")};
    const QString fields = control.isEmpty() ? QuizText::tr("without Cache-Control and Expires")
                                             : QuizText::tr("with Cache-Control: %1").arg(QString::fromLatin1(control));
    return question(browser,
                    QuizText::tr("%1 sends %2, and the response is %3 %4. A minute later the user does the same again. "
                                 "Does the browser request the old URL?")
                        .arg(ProfileText::tr(browser.title), QString::fromLatin1(method), statusText(status), fields),
                    options, options.at(verdict.stored ? 0 : 1), verdict.reason, verdict.source);
}

using Maker = std::optional<QuizQuestion> (*)(const Draw &draw);

} // namespace

Quiz makeQuiz(quint32 seed, const QuizChoice &choice)
{
    QRandomGenerator random(seed);
    Quiz quiz{.seed = seed};
    if (!choice.lessons.isEmpty()) {
        quiz.questions = drawnQuestions(random, choice);
        return quiz;
    }
    const Draw draw{random, measuredClients(choice.clients)};
    if (draw.clients.isEmpty())
        return quiz;
    for (int i = 0; i < kTries && quiz.questions.size() < choice.size; ++i) {
        const Maker maker = oneOf<Maker>(random, {nextRequest, nextRequest, nextRequest, authorization, secondVisit});
        const std::optional<QuizQuestion> made = maker(draw);
        const bool known = made && std::any_of(quiz.questions.begin(), quiz.questions.end(),
                                               [&](const auto &each) { return each.text == made->text; });
        if (made && !known)
            quiz.questions.append(*made);
    }
    return quiz;
}

int rightAnswers(const Quiz &quiz, const QList<int> &given)
{
    int right = 0;
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        right += given.value(i, -1) == quiz.questions.at(i).right ? 1 : 0;
    return right;
}

} // namespace hopscope
