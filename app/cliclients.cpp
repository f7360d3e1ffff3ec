// SPDX-License-Identifier: MIT
#include "app/clicommon.h"

#include "app/clitable.h"
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kExampleUrl = "http://a.example/start";
constexpr const char *kExampleLocation = "/next";
constexpr const char *kExampleBody = "a=1";

QByteArray clientsAsJson()
{
    QJsonArray list;
    for (const ClientProfile &profile : clientProfiles())
        list.append(QJsonObject{{u"id"_s, profile.id},
                                {u"title"_s, QString::fromUtf8(profile.title)},
                                {u"description"_s, QString::fromUtf8(profile.description)},
                                {u"group"_s, QString::fromUtf8(profile.group)},
                                {u"version"_s, profile.version},
                                {u"measured"_s, profile.measured},
                                {u"source"_s, profile.source}});
    return QJsonDocument(list).toJson(QJsonDocument::Indented);
}

QString measuredText(const ClientProfile &profile)
{
    return profile.measured ? u"yes"_s : u"no"_s;
}

QByteArray clientsAsTable()
{
    QList<QStringList> rows{{u"ID"_s, u"Client"_s, u"Group"_s, u"Version"_s, u"Measured"_s, u"What it does"_s}};
    for (const ClientProfile &profile : clientProfiles())
        rows.append({profile.id, QString::fromUtf8(profile.title), QString::fromUtf8(profile.group), profile.version,
                     measuredText(profile), QString::fromUtf8(profile.description)});
    return wrappedTable(rows, {18, 24, 13, 14, 8, 32});
}

/// What the client makes of `status` after a request with `method` and a short body where one is usual.
Decision answerOf(const ClientProfile &profile, int status, const QByteArray &method)
{
    FirstRequest wish{.method = method, .url = kExampleUrl};
    if (method != "GET" && method != "HEAD" && method != "OPTIONS" && method != "DELETE")
        wish.body = bodyOf(kExampleBody);
    Chain chain{.firstUrl = wish.url, .request = firstRequest(profile, wish)};
    chain.response.version = "HTTP/1.1";
    chain.response.status = status;
    chain.response.headers.append("Location", kExampleLocation);
    return decide(profile, chain);
}

QString shortAnswer(const Decision &decision)
{
    if (decision.redirect.verdict == RedirectVerdict::Refuse && decision.redirect.outcome == OutcomeKind::NotFollowed)
        return u"cannot send it"_s;
    if (!decision.next)
        return decision.redirect.verdict == RedirectVerdict::Deliver ? u"not followed"_s : u"refused"_s;
    return QString::fromLatin1(decision.next->method) + (decision.next->body.size > 0 ? u" with body"_s : QString());
}

QByteArray matrix(int status, const QByteArray &method)
{
    QList<QStringList> rows{{u"Client"_s, u"Next request"_s, u"Why"_s}};
    for (const ClientProfile &profile : clientProfiles()) {
        const Decision decision = answerOf(profile, status, method);
        rows.append({profile.id, shortAnswer(decision), decision.redirect.reason});
    }
    return wrappedTable(rows, {18, 18, 78});
}

QByteArray rulesOf(const ClientProfile &profile)
{
    QList<QStringList> rows{{u"Status"_s, u"Method"_s, u"Next request"_s, u"Why"_s, u"Source"_s}};
    for (const int status : {300, 301, 302, 303, 304, 305, 307, 308}) {
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
            const Decision decision = answerOf(profile, status, method);
            rows.append({QString::number(status), QString::fromLatin1(method), shortAnswer(decision),
                         decision.redirect.reason, decision.redirect.source});
        }
    }
    const QString head = u"%1 (%2), version %3, measured: %4\n%5\n\n"_s.arg(
        QString::fromUtf8(profile.title), profile.id, profile.version, measuredText(profile),
        QString::fromUtf8(profile.description));
    return head.toUtf8() + wrappedTable(rows, {6, 7, 16, 46, 32});
}

int runMatrix(const QCommandLineParser &parser)
{
    const Result<qint64> status = numberOf(parser, u"status"_s, 300, 399);
    if (!status)
        return usageError(status.error);
    const QByteArray method = parser.value(u"method"_s).toUtf8();
    if (!isToken(method))
        return usageError(u"\"%1\" is no method; write letters such as GET or POST"_s.arg(QString::fromUtf8(method)));
    return print(matrix(static_cast<int>(*status), method));
}

int runOne(const QString &id)
{
    const Result<const ClientProfile *> client = clientNamed(id);
    return client ? print(rulesOf(**client)) : usageError(client.error);
}

} // namespace

void describeClients(QCommandLineParser &parser)
{
    parser.addOptions(
        {{u"format"_s, u"table (default) or json."_s, u"ID"_s, u"table"_s},
         {u"status"_s, u"Show what every client does on this status."_s, u"N"_s},
         {u"method"_s, u"The method of the request that is answered, POST by default."_s, u"M"_s, u"POST"_s}});
}

int runClients(const QCommandLineParser &parser)
{
    const Result<const Format *> format = formatNamed(parser.value(u"format"_s));
    if (!format)
        return usageError(format.error);
    if (parser.isSet(u"status"_s))
        return runMatrix(parser);
    if (!parser.positionalArguments().isEmpty())
        return runOne(parser.positionalArguments().first());
    if ((*format)->id == "json"_L1)
        return print(clientsAsJson());
    if ((*format)->id == "table"_L1)
        return print(clientsAsTable());
    return usageError(u"clients are printed as table or json only"_s);
}

} // namespace hopscope::cli
