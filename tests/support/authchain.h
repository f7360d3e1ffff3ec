// SPDX-License-Identifier: MIT
#pragma once

#include "http/parsedtarget.h"
#include "redirect/authentication.h"
#include "redirect/decide.h"

#include <QRegularExpression>

#include <functional>

namespace hopscope::test
{

using namespace Qt::StringLiterals;

/// "GET http://a.example/start [Basic dXM6cHc=] 0": the last is the size of the body. What clients draw by lot is left
/// out, as tests/clients/memoryworld.py does it.
inline QString authLine(const QString &request, QString authorization, qint64 body)
{
    static const QRegularExpression drawn(u"\\b(cnonce|response)=\"[^\"]*\""_s);
    authorization.replace(drawn, u"\\1=..."_s);
    return request + u" ["_s + authorization + u"] "_s + QString::number(body);
}

inline void setAuthorization(Request &request, const QByteArray &field)
{
    if (field.isEmpty())
        request.headers.remove("Authorization");
    else
        request.headers.set("Authorization", field);
}

/// What a chain came to.
struct AuthPlay {
    QStringList seen;      ///< the requests that the server got, as authLine()
    QList<AuthStep> steps; ///< all that had a reason
    bool fails = false;
};

/// A chain of one client, with a server that is a function; as whoever sends requests has to play it.
struct AuthChain {
    const ClientProfile &profile;
    const AuthWish &wish;
    AuthMemory &memory;
    const std::function<Response(const Request &)> &answer;
    AuthPlay result = {};

    void note(const AuthStep &step)
    {
        if (!step.reason.isEmpty())
            result.steps.append(step);
        result.fails = result.fails || step.fails;
    }

    /// Sends the request, and again as long as the client answers the response.
    Response exchange(AuthRequest &asked)
    {
        while (true) {
            const Request &request = asked.request;
            const QByteArray url = serializeOrigin(*originOf(request.url)) + requestTarget(request.url);
            result.seen.append(
                authLine(QString::fromLatin1(request.method + ' ' + url),
                         QString::fromLatin1(request.headers.first("Authorization").value_or(QByteArray())),
                         bodyIsHeldBack(profile, wish, asked) ? 0 : request.body.size));
            const Response response = answer(request);
            const AuthStep step = answerChallenge(profile, wish, memory, asked, response);
            note(step);
            if (!step.repeats)
                return response;
            setAuthorization(asked.request, step.field);
            ++asked.answered;
        }
    }

    AuthPlay play(Request request)
    {
        const QByteArray firstUrl = request.url;
        EarlierRequests earlier;
        for (int followed = 0; !result.fails; ++followed) {
            AuthRequest asked{.request = request, .firstUrl = firstUrl, .followed = followed, .cnonce = "c"};
            if (const auto step = credentialsAtOnce(profile, wish, memory, asked)) {
                note(*step);
                setAuthorization(asked.request, step->field);
                setAuthorization(request, step->likeGiven ? step->field : QByteArray());
            }
            const Response response = exchange(asked);
            const Decision decision = decide(profile, {.firstUrl = firstUrl,
                                                       .request = request,
                                                       .response = response,
                                                       .followed = followed,
                                                       .earlier = earlier,
                                                       .now = QDateTime::currentDateTimeUtc()});
            if (!decision.next)
                return result;
            earlier.append(request);
            request = *decision.next;
        }
        return result;
    }
};

} // namespace hopscope::test
