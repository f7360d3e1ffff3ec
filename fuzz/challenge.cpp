// SPDX-License-Identifier: MIT
// Each line is a WWW-Authenticate of a 401, which one client of each kind gets.
#include "fuzz.h"

#include "redirect/authentication.h"

namespace hopscope::fuzz
{

namespace
{

constexpr QStringView kClients[] = {u"curl", u"wget", u"py-requests", u"chromium-nav", u"firefox-nav", u"rfc9110"};

void checkChallenges(const QList<Challenge> &challenges, qsizetype lines)
{
    for (const Challenge &each : challenges) {
        require(isToken(each.scheme), "a scheme is a token");
        require(each.line >= 0 && each.line < lines, "a challenge stands in a line that is there");
        for (const Header &parameter : each.parameters)
            require(isToken(parameter.name) && parameter.name == parameter.name.toLower(),
                    "a parameter has a token in lower case as its name");
    }
}

void checkAnswer(const ClientProfile &profile, AuthChoice choice, const Response &response)
{
    const AuthWish wish{choice, Credentials{"us\"er", "p:w"}};
    AuthMemory memory;
    AuthRequest request{.request = {.method = "POST", .url = "http://a.example/b?c"},
                        .firstUrl = "http://a.example/b?c",
                        .cnonce = "0a"};
    while (true) {
        const AuthStep step = answerChallenge(profile, wish, memory, request, response);
        require(!step.reason.isEmpty() && !step.source.isEmpty(), "an answer has reason and source");
        require(isFieldValue(step.field), "an answer is one line");
        require(step.repeats || step.field.isEmpty(), "what is not sent again has no answer");
        require(memory.entries.size() <= 1 && request.answered <= kMostAuthAnswers, "it comes to an end");
        if (!step.repeats)
            return;
        request.request.headers.set("Authorization", step.field);
        ++request.answered;
    }
}

} // namespace

void run(QByteArrayView input)
{
    const QList<QByteArray> lines = input.toByteArray().split('\n');
    Response response;
    response.status = 401;
    for (QByteArray line : lines) {
        line.replace('\r', ' ').replace('\0', ' '); // As the reader of heads does it, or refuses it.
        response.headers.append("WWW-Authenticate", line.trimmed());
    }
    checkChallenges(parseChallenges(response.headers), lines.size());
    for (const QStringView id : kClients) {
        for (const AuthChoice choice : {AuthChoice::ClientDefault, AuthChoice::Digest, AuthChoice::Any})
            checkAnswer(*findClient(id), choice, response);
    }
}

} // namespace hopscope::fuzz
