// SPDX-License-Identifier: MIT
// JSON lines in, JSON lines out: what a profile sends first, and what it makes of one response. For clients/measure.py.
// In: client, method, url, headers [[name, value]], body, user, status, locations [text], set [Set-Cookie],
// then [[status, Location]] (the redirects behind it), once (whether the body can be read only once),
// early [status] (1xx responses before the first redirect).
// Out: first, verdict, reason, next, limit.
#include "redirect/addedfields.h"
#include "redirect/chaincookies.h"
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject toJson(const Request &request)
{
    QJsonArray headers;
    for (const Header &field : request.headers.fields)
        headers.append(QJsonArray{QString::fromLatin1(field.name), QString::fromLatin1(field.value)});
    return {{u"method"_s, QString::fromLatin1(request.method)},
            {u"url"_s, QString::fromLatin1(request.url)},
            {u"headers"_s, headers},
            {u"body"_s, QString::fromLatin1(request.body.bytes)}};
}

QJsonObject answer(const QJsonObject &line)
{
    const ClientProfile *profile = findClient(line.value("client"_L1).toString());
    if (!profile)
        return {{u"error"_s, u"unknown client"_s}};
    FirstRequest wish{.method = line.value("method"_L1).toString().toLatin1(),
                      .url = line.value("url"_L1).toString().toLatin1(),
                      .body = bodyOf(line.value("body"_L1).toString().toLatin1()),
                      .bodyOnce = line.value("once"_L1).toBool(),
                      .userPassword = line.value("user"_L1).toString().toLatin1(),
                      .now = QDateTime::currentDateTimeUtc()};
    for (const QJsonValue &field : line.value("headers"_L1).toArray())
        wish.headers.append(field.toArray().at(0).toString().toLatin1(), field.toArray().at(1).toString().toLatin1());
    const Request first = firstRequest(*profile, wish);
    Chain chain{
        .firstUrl = wish.url, .request = first, .bodyOnce = wish.bodyOnce, .addedFields = addedFields(wish, first)};
    chain.response.status = line.value("status"_L1).toInt();
    for (const QJsonValue &location : line.value("locations"_L1).toArray())
        chain.response.headers.append("Location", location.toString().toLatin1());
    for (const QJsonValue &early : line.value("early"_L1).toArray())
        chain.response.interim.append({.version = "HTTP/1.1", .status = early.toInt(), .reason = {}, .headers = {}});
    for (const QJsonValue &cookie : line.value("set"_L1).toArray())
        chain.response.headers.append("Set-Cookie", cookie.toString().toLatin1());
    if (profile->keepsCookies) {
        chain.jar.emplace();
        chain.now = wish.now;
        storeResponseCookies(*chain.jar, *profile, {}, first, chain.response, wish.now);
    }
    Decision decision = decide(*profile, chain);
    for (const QJsonValue &step : line.value("then"_L1).toArray()) {
        if (!decision.next)
            break;
        chain.earlier.append(chain.request);
        chain.request = *decision.next;
        // The recording server allows every page to read (recorder.py).
        chain.response = {
            .status = step.toArray().at(0).toInt(),
            .headers = {{{"Location", step.toArray().at(1).toString().toLatin1()},
                         {"Access-Control-Allow-Origin", chain.request.headers.first("Origin").value_or(QByteArray())},
                         {"Access-Control-Allow-Credentials", "true"}}}};
        chain.followed++;
        decision = decide(*profile, chain);
    }
    QJsonObject result{{u"first"_s, toJson(first)},
                       {u"verdict"_s, idOf(decision.redirect.verdict)},
                       {u"reason"_s, decision.redirect.reason},
                       {u"limit"_s, profile->hopLimit}};
    if (decision.next)
        result.insert(u"next"_s, toJson(*decision.next));
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine())
        out.write(QJsonDocument(answer(QJsonDocument::fromJson(line).object())).toJson(QJsonDocument::Compact) + '\n');
    return 0;
}
