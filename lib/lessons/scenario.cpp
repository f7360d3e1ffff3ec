// SPDX-License-Identifier: MIT
#include "lessons/scenario.h"

#include "http/framing.h"
#include "http/reasonphrase.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray authorityOf(const ScenarioOrigin &origin)
{
    const bool isDefault = origin.port == 0 || origin.port == defaultPort(origin.scheme);
    return isDefault ? origin.host : origin.host + ':' + QByteArray::number(origin.port);
}

bool pathFits(QByteArrayView wanted, QByteArrayView target)
{
    if (wanted.endsWith('*'))
        return target.startsWith(wanted.chopped(1));
    if (!wanted.contains('?'))
        target = target.first(std::min(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'), target.size()));
    return wanted == target;
}

bool methodFits(const QByteArray &wanted, const QByteArray &method)
{
    return wanted.isEmpty() || wanted == method || (wanted == "GET" && method == "HEAD");
}

bool cookieFits(const QByteArray &wanted, const Headers &headers)
{
    if (wanted.isEmpty())
        return true;
    for (const QByteArray &field : headers.all("Cookie")) {
        for (const QByteArray &pair : cookiePairs(field)) {
            if (pair == wanted || (!wanted.contains('=') && pair.startsWith(wanted + '=')))
                return true;
        }
    }
    return false;
}

ScenarioAnswer plainAnswer(int status, const QByteArray &text)
{
    return {.status = status, .body = text + '\n'};
}

ScenarioAnswer filled(const Scenario &scenario, ScenarioAnswer answer)
{
    for (QByteArray &location : answer.locations)
        location = withOrigins(scenario, location);
    for (Header &field : answer.headers.fields)
        field.value = withOrigins(scenario, field.value);
    answer.body = withOrigins(scenario, answer.body);
    return answer;
}

} // namespace

QByteArray baseUrl(const ScenarioOrigin &origin)
{
    return origin.scheme + "://" + authorityOf(origin);
}

QByteArray withOrigins(const Scenario &scenario, const QByteArray &text)
{
    QByteArray filledIn = text;
    for (const ScenarioOrigin &origin : scenario.origins) {
        const QByteArray name = origin.name.toUtf8();
        filledIn.replace('{' + name + '}', baseUrl(origin));
        filledIn.replace('{' + name + ".authority}", authorityOf(origin));
    }
    return filledIn;
}

QByteArray withNames(const Scenario &scenario, const QByteArray &url)
{
    for (const ScenarioOrigin &origin : scenario.origins) {
        const QByteArray base = baseUrl(origin);
        const char after = url.size() > base.size() ? url.at(base.size()) : '/';
        if (url.startsWith(base) && (after == '/' || after == '?' || after == '#'))
            return '{' + origin.name.toUtf8() + '}' + url.mid(base.size());
    }
    for (const ScenarioOrigin &origin : scenario.origins) {
        const QByteArray start = "://" + authorityOf(origin) + '/';
        if (const qsizetype at = url.indexOf(start); at > 0)
            return url.left(at) + "://{" + origin.name.toUtf8() + ".authority}" + url.mid(at + start.size() - 1);
    }
    return url;
}

qsizetype originNamed(const Scenario &scenario, QStringView name)
{
    const auto found = std::find_if(scenario.origins.begin(), scenario.origins.end(),
                                    [&](const ScenarioOrigin &origin) { return origin.name == name; });
    return found == scenario.origins.end() ? -1 : std::distance(scenario.origins.begin(), found);
}

qsizetype originFor(const Scenario &scenario, quint16 port, QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    const QByteArrayView name = colon < 0 ? host : host.first(colon);
    qsizetype byPort = -1;
    for (qsizetype i = 0; i < scenario.origins.size(); ++i) {
        const ScenarioOrigin &origin = scenario.origins.at(i);
        if (origin.port != port)
            continue;
        if (equalsIgnoringCase(origin.host, name))
            return i;
        if (byPort < 0)
            byPort = i;
    }
    return byPort;
}

ScenarioAnswer answerTo(const Scenario &scenario, ScenarioState &state, const ScenarioRequest &request)
{
    bool otherMethod = false;
    const QString origin = scenario.origins.value(request.origin).name;
    for (qsizetype i = 0; i < scenario.routes.size(); ++i) {
        const ScenarioRoute &route = scenario.routes.at(i);
        const bool placeFits = route.origin.isEmpty() || route.origin == origin;
        if (!placeFits || !pathFits(route.path, request.target) || !cookieFits(route.cookie, request.headers))
            continue;
        if (!methodFits(route.method, request.method)) {
            otherMethod = true;
            continue;
        }
        const qsizetype visit = state.visits[i]++;
        return filled(scenario, route.answers.value(std::min(visit, route.answers.size() - 1)));
    }
    const QByteArray what = request.method + ' ' + request.target + " at " + origin.toUtf8();
    return otherMethod ? plainAnswer(405, "This URL does not accept " + request.method + '.')
                       : plainAnswer(404, "The scenario has no route for " + what + '.');
}

Headers fieldsOf(const ScenarioAnswer &answer)
{
    Headers headers;
    for (const QByteArray &location : answer.locations)
        headers.append("Location", location);
    headers.fields += answer.headers.fields;
    if (!answer.body.isEmpty() && !headers.contains("Content-Type"))
        headers.append("Content-Type", "text/plain; charset=utf-8");
    if (!hasNoContent(answer.status))
        headers.append("Content-Length", QByteArray::number(answer.body.size()));
    return headers;
}

Response responseOf(const ScenarioAnswer &answer, QByteArrayView method)
{
    const bool hasBody = !hasNoContent(answer.status) && method != "HEAD";
    return {.version = "HTTP/1.1",
            .status = answer.status,
            .reason = answer.reason.isEmpty() ? reasonPhrase(answer.status) : answer.reason,
            .headers = fieldsOf(answer),
            .body = bodyOf(hasBody ? answer.body : QByteArray())};
}

QByteArray bytesOf(const ScenarioAnswer &answer, QByteArrayView method)
{
    return bytesOf(responseOf(answer, method));
}

QByteArray bytesOf(const Response &response)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + response.reason + "\r\n";
    for (const Header &field : response.headers.fields)
        bytes += field.name + ": " + field.value + "\r\n";
    return bytes + "\r\n" + response.body.bytes;
}

} // namespace hopscope
