// SPDX-License-Identifier: MIT
#include "app/cli/clientdiff.h"
#include "app/cli/common.h"
#include "app/cli/table.h"

#include "net/browser/installedclient.h"
#include "redirect/furtherrules.h"
#include "redirect/matrix.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

using ClientList = QList<ClientPointer>;

/// The longest id of a built-in client, java-normal-17.0.15, in one line.
constexpr qsizetype kIdWidth = 19;

/// Writes `listing`, and a line of error for each file that should have been a client.
int printListing(const QByteArray &listing, const Clients &clients)
{
    const int code = print(listing);
    for (const QString &fault : clients.faults())
        printError(fault);
    return clients.faults().isEmpty() ? code : kExitUsage;
}

/// The installed ones are asked for their version.
QByteArray clientsAsJson(const ClientList &clients)
{
    const QStringList versions = versionsOf(realClients());
    QJsonArray list;
    for (const ClientPointer &profile : clients) {
        QJsonObject client{{u"id"_s, profile->id},
                           {u"title"_s, QString::fromUtf8(profile->title)},
                           {u"description"_s, QString::fromUtf8(profile->description)},
                           {u"group"_s, QString::fromUtf8(profile->group)},
                           {u"version"_s, profile->version},
                           {u"measured"_s, profile->measured},
                           {u"source"_s, profile->source},
                           {u"otherVersions"_s, QString::fromUtf8(profile->otherVersions)}};
        if (const RealClient *real = realClient(QString(profile->id))) {
            const QString version = versions.at(real - realClients().data());
            client.insert(u"version"_s, version);
            client.insert(u"installed"_s, isInstalled(*real, version));
        }
        list.append(client);
    }
    return QJsonDocument(list).toJson(QJsonDocument::Indented);
}

QString measuredText(const ClientProfile &profile)
{
    return profile.measured ? u"yes"_s : u"no"_s;
}

/// The installed ones, with what is installed; their programs are started for it.
QByteArray realClientsAsTable()
{
    QList<QStringList> rows{{u"ID"_s, u"Client"_s, u"Here"_s, u"Predicted by"_s, u"What it does"_s}};
    const QStringList versions = versionsOf(realClients());
    for (const RealClient &client : realClients())
        rows.append({client.id, QString::fromUtf8(client.title), installedText(client, versions.at(rows.size() - 1)),
                     predictorsOf(client).join(u", "_s), QString::fromUtf8(profileOf(client)->description)});
    return wrappedTable(rows, {kIdWidth, 24, 26, 30, 40});
}

QByteArray clientsAsTable(const ClientList &clients)
{
    QList<QStringList> rows{{u"ID"_s, u"Client"_s, u"Group"_s, u"Version"_s, u"Measured"_s, u"What it does"_s}};
    for (const ClientPointer &profile : clients)
        rows.append({profile->id, QString::fromUtf8(profile->title), QString::fromUtf8(profile->group),
                     profile->version, measuredText(*profile), QString::fromUtf8(profile->description)});
    return wrappedTable(rows, {kIdWidth, 24, 13, 14, 8, 32});
}

bool hasExampleBody(const QByteArray &method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS" && method != "DELETE";
}

/// What the client makes of `status` after a request with `method` and a short body where one is usual.
Decision answerOf(const ClientProfile &profile, int status, const QByteArray &method)
{
    return exampleDecision(profile, status, {.method = method, .withBody = hasExampleBody(method)});
}

QString shortAnswer(const Decision &decision)
{
    if (decision.redirect.verdict == RedirectVerdict::Refuse && decision.redirect.outcome == OutcomeKind::NotFollowed)
        return u"cannot send it"_s;
    if (!decision.next)
        return decision.redirect.verdict == RedirectVerdict::Deliver ? u"not followed"_s : u"refused"_s;
    return QString::fromLatin1(decision.next->method) + (decision.next->body.size > 0 ? u" with body"_s : QString());
}

QByteArray matrix(const ClientList &clients, int status, const QByteArray &method)
{
    QList<QStringList> rows{{u"Client"_s, u"Next request"_s, u"Why"_s}};
    for (const ClientPointer &profile : clients) {
        const Decision decision = answerOf(*profile, status, method);
        rows.append({profile->id, shortAnswer(decision), decision.redirect.reason});
    }
    return wrappedTable(rows, {kIdWidth, 18, 78});
}

/// "GET", "POST + body", "POST, body lost" when the request had one, "not followed".
QString cellOf(const Decision &decision, bool hadBody)
{
    if (!decision.next)
        return shortAnswer(decision);
    const QString method = QString::fromLatin1(decision.next->method);
    if (decision.next->body.size > 0)
        return method + u" + body"_s;
    return hadBody && method != "GET"_L1 ? method + u", body lost"_s : method;
}

/// A table in Markdown.
QByteArray redirectMatrix(const ClientList &clients, const QByteArray &method)
{
    QString table = u"| Client | 301 | 302 | 303 | 307 | 308 |\n|---|---|---|---|---|---|\n"_s;
    for (const ClientPointer &profile : clients) {
        table += u"| %1 (`%2`) |"_s.arg(QString::fromUtf8(profile->title), profile->id);
        for (const int status : {301, 302, 303, 307, 308})
            table += u" %1 |"_s.arg(cellOf(answerOf(*profile, status, method), hasExampleBody(method)));
        table += u'\n';
    }
    return table.toUtf8();
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
    QString head = u"%1 (%2), %3\nVersion %4, measured: %5, source: %6\n%7\n"_s.arg(
        QString::fromUtf8(profile.title), profile.id, QString::fromUtf8(profile.group), profile.version,
        measuredText(profile), profile.source, QString::fromUtf8(profile.description));
    if (profile.otherVersions)
        head += wrappedLines(u"Other versions: "_s + QString::fromUtf8(profile.otherVersions), kTextWidth);
    for (const QString &rule : furtherRules(profile))
        head += wrappedLines(rule, kTextWidth);
    return head.toUtf8() + '\n' + wrappedTable(rows, {6, 7, 16, 46, 32});
}

int runMatrix(const QCommandLineParser &parser, const Clients &clients, const ClientList &shown)
{
    const QByteArray method = parser.value(u"method"_s).toUtf8();
    if (!isToken(method))
        return usageError(
            u"\"%1\" is not a method; write letters such as GET or POST"_s.arg(QString::fromUtf8(method)));
    if (parser.isSet(u"matrix"_s))
        return printListing(redirectMatrix(shown, method), clients);
    const Result<qint64> status = numberOf(parser, u"status"_s, 300, 399);
    return status ? printListing(matrix(shown, static_cast<int>(*status), method), clients) : usageError(status.error);
}

/// It has no rules: what it does is what is there to see.
int runReal(const RealClient &client, QLatin1StringView format)
{
    if (format == "json"_L1)
        return usageError(u"%1 performs the request itself and has no rules to write; choose %2"_s.arg(
            client.id, predictorsOf(client).join(u" or "_s)));
    const QString text = u"%1 (%2), %3\n%4\nPredicted by %5."_s.arg(
        QString::fromUtf8(client.title), client.id, installedText(client),
        QString::fromUtf8(profileOf(client)->description), predictorsOf(client).join(u" and "_s));
    return print(text.toUtf8() + '\n');
}

int runOne(const Clients &clients, const QString &id, QLatin1StringView format)
{
    if (const RealClient *real = realClient(id))
        return runReal(*real, format);
    const Result<ClientPointer> client = clients.named(id);
    if (!client)
        return usageError(client.error);
    return print(format == "json"_L1 ? clientToJson(**client) : rulesOf(**client));
}

} // namespace

void describeClients(CommandParser &parser)
{
    parser.addOptions(
        {{u"format"_s,
          u"table (default) or json; with a client's ID, json gives a file to start a custom client from."_s, u"ID"_s,
          u"table"_s},
         {u"status"_s, u"Show what every client does with this status."_s, u"N"_s},
         {u"matrix"_s, u"Show what every client does with 301, 302, 303, 307 and 308, as a Markdown table."_s},
         {u"method"_s, u"Method of the redirected request. Default: POST."_s, u"M"_s, u"POST"_s},
         {u"stack"_s, u"Only the clients of your stack, which the Clients page of the window keeps."_s},
         {u"diff"_s,
          u"Show what differs between two files of measured clients, OLD and the one that follows it, such as "
          "resources/clients/measured.json."_s,
          u"OLD"_s}});
}

int runClients(const QCommandLineParser &parser, const Clients &clients)
{
    const Result<const Format *> format = formatNamed(parser.value(u"format"_s));
    if (!format)
        return usageError(format.error);
    if ((*format)->id != "json"_L1 && (*format)->id != "table"_L1)
        return usageError(u"clients can be printed only as table or json"_s);
    const bool asJson = (*format)->id == "json"_L1;
    const QStringList arguments = parser.positionalArguments();
    if (parser.isSet(u"diff"_s)) {
        if (arguments.isEmpty())
            return usageError(u"--diff needs two files; write: hopscope-cli clients --diff OLD NEW"_s);
        for (const QString &option : {u"status"_s, u"matrix"_s, u"stack"_s}) {
            if (parser.isSet(option))
                return usageError(u"--diff compares all of two files; leave out --%1"_s.arg(option));
        }
        return runClientDiff(parser.value(u"diff"_s), arguments.first(), asJson);
    }
    const bool isStack = parser.isSet(u"stack"_s);
    if (isStack && !arguments.isEmpty())
        return usageError(u"--stack shows several clients; leave out \"%1\""_s.arg(arguments.first()));
    const Result<ClientList> stack = isStack ? stackOf(clients) : ClientList();
    if (!stack)
        return usageError(stack.error);
    const ClientList shown = isStack ? *stack : clients.all();
    if (parser.isSet(u"status"_s) || parser.isSet(u"matrix"_s))
        return runMatrix(parser, clients, shown);
    if (!arguments.isEmpty())
        return runOne(clients, arguments.first(), (*format)->id);
    if (asJson)
        return printListing(clientsAsJson(isStack ? shown : clients.allToRun()), clients);
    const QByteArray real = isStack ? QByteArray() : '\n' + realClientsAsTable();
    return printListing(clientsAsTable(shown) + real, clients);
}

} // namespace hopscope::cli
