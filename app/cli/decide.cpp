// SPDX-License-Identifier: MIT
#include "redirect/decide.h"
#include "app/cli/batch.h"
#include "app/cli/common.h"
#include "http/url.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMinStatus = 100;
constexpr int kMaxStatus = 999;
constexpr int kMaxInterim = 199;
constexpr int kMaxHopsSoFar = std::numeric_limits<int>::max() - 1;

/// One question: a request, and the response to it.
struct DecideCase {
    QString client;
    int status = 0;
    QByteArray method;
    QString url;
    QList<QByteArray> locations;
    Headers headers;
    QByteArray body;
    int hopsSoFar = 0;
    bool once = false;                      ///< the body can be read only once
    QList<int> interim;                     ///< statuses of 1xx responses before it
    std::optional<QList<QByteArray>> added; ///< names of `headers` that the client added; none: not said
};

QJsonObject toJson(const Decision &decision)
{
    const Redirect &redirect = decision.redirect;
    const bool follows = redirect.verdict == RedirectVerdict::Follow;
    QJsonObject object{{u"verdict"_s, idOf(redirect.verdict)},
                       {u"reason"_s, redirect.reason},
                       {u"source"_s, redirect.source},
                       {u"outcome"_s, follows ? QJsonValue() : QJsonValue(idOf(redirect.outcome))},
                       {u"ledger"_s, ledgerToJson(redirect.ledger)},
                       {u"next"_s, QJsonValue()}};
    bytesToJson(object, "target"_L1, "targetBase64"_L1, redirect.target);
    if (!decision.next)
        return object;
    QJsonObject next{{u"headers"_s, headersToJson(decision.next->headers)},
                     {u"body"_s, QJsonObject{{u"size"_s, decision.next->body.size}}}};
    bytesToJson(next, "method"_L1, "methodBase64"_L1, decision.next->method);
    bytesToJson(next, "url"_L1, "urlBase64"_L1, decision.next->url);
    object.insert(u"next"_s, next);
    return object;
}

Result<QJsonObject> answerCase(const Clients &clients, const DecideCase &question)
{
    using Answer = Result<QJsonObject>;
    const Result<ClientPointer> client = clients.named(question.client);
    if (!client)
        return Answer::failure(client.error);
    if (!isToken(question.method))
        return Answer::failure(
            u"\"%1\" is not a method; write letters such as GET or POST"_s.arg(QString::fromUtf8(question.method)));
    const Result<QByteArray> url = parseRequestUrl(question.url);
    if (!url)
        return Answer::failure(url.error);
    for (const QByteArray &name : question.added.value_or(QList<QByteArray>())) {
        if (!question.headers.contains(name))
            return Answer::failure(
                u"\"%1\" is said to be added, but is not a field of the request; give it with -H"_s.arg(
                    QString::fromUtf8(name)));
    }
    Chain chain;
    chain.firstUrl = *url;
    chain.request = {question.method, *url, "HTTP/1.1", question.headers, bodyOf(question.body)};
    chain.response.version = "HTTP/1.1";
    chain.response.status = question.status;
    for (const QByteArray &location : question.locations)
        chain.response.headers.append("Location", location);
    for (const int status : question.interim)
        chain.response.interim.append({.version = "HTTP/1.1", .status = status, .reason = {}, .headers = {}});
    chain.bodyOnce = question.once;
    chain.followed = question.hopsSoFar;
    chain.addedFields = question.added;
    chain.now = QDateTime::currentDateTimeUtc();
    return toJson(decide(**client, chain));
}

Result<QJsonObject> answerDecideLine(const Clients &clients, const JsonValue &line)
{
    JsonObjectReader in(line);
    DecideCase question;
    question.client = in.text("client"_L1);
    question.status = int(in.integer("status"_L1, kMinStatus, kMaxStatus));
    question.method = in.utf8("method"_L1);
    question.url = in.text("url"_L1);
    if (in.has("locations"_L1))
        question.locations = in.list<QByteArray>("locations"_L1, readBytes);
    if (in.has("headers"_L1))
        question.headers.fields = in.list<Header>("headers"_L1, headerFromJson);
    if (const std::optional<JsonValue> body = in.nullable("body"_L1, true))
        question.body = readBytes(*body);
    if (in.has("hopsSoFar"_L1))
        question.hopsSoFar = int(in.integer("hopsSoFar"_L1, 0, kMaxHopsSoFar));
    if (in.has("once"_L1))
        question.once = in.boolean("once"_L1);
    if (in.has("interim"_L1))
        question.interim = in.list<int>("interim"_L1, [](const JsonValue &status) {
            const double number = status.type() == JsonType::Number ? jsonNumber(status.node().raw).value_or(0) : 0;
            if (number == std::floor(number) && number >= kMinStatus && number <= kMaxInterim)
                return int(number);
            status.fail(u"expected the status of an interim response, from 100 to 199"_s);
            return kMinStatus;
        });
    if (in.has("added"_L1)) {
        question.added.emplace();
        for (const QString &name : in.texts("added"_L1))
            question.added->append(name.toUtf8());
    }
    in.finish();
    return in.failed() ? QJsonObject() : answerCase(clients, question);
}

Result<DecideCase> readCase(const QCommandLineParser &parser)
{
    using Read = Result<DecideCase>;
    for (const QString &needed : {u"client"_s, u"status"_s, u"method"_s, u"url"_s}) {
        if (!parser.isSet(needed))
            return Read::failure(u"--%1 is missing; decide needs --client, --status, --method and --url"_s.arg(needed));
    }
    const Result<qint64> status = numberOf(parser, u"status"_s, kMinStatus, kMaxStatus);
    if (!status)
        return Read::failure(status.error);
    const Result<qint64> hops = numberOf(parser, u"hops-so-far"_s, 0, kMaxHopsSoFar);
    if (!hops)
        return Read::failure(hops.error);
    const Result<Headers> headers = headersOf(parser);
    if (!headers)
        return Read::failure(headers.error);
    DecideCase question{parser.value(u"client"_s),        int(*status), parser.value(u"method"_s).toUtf8(),
                        parser.value(u"url"_s),           {},           *headers,
                        parser.value(u"data"_s).toUtf8(), int(*hops)};
    for (const QString &location : parser.values(u"location"_s))
        question.locations.append(location.toUtf8());
    question.once = parser.isSet(u"body-once"_s);
    for (const QString &text : parser.values(u"interim"_s)) {
        bool isNumber = false;
        const int interim = text.toInt(&isNumber);
        if (!isNumber || interim < kMinStatus || interim > kMaxInterim)
            return Read::failure(
                u"\"%1\" is not the status of an interim response; write a number from 100 to 199"_s.arg(text));
        question.interim.append(interim);
    }
    if (parser.isSet(u"added"_s)) {
        question.added.emplace();
        for (const QString &name : parser.value(u"added"_s).split(u',', Qt::SkipEmptyParts))
            question.added->append(name.trimmed().toUtf8());
    }
    return question;
}

} // namespace

void describeDecide(CommandParser &parser)
{
    parser.addOptions({
        {u"client"_s, u"Client to imitate; \"hopscope-cli clients\" lists them."_s, u"ID"_s},
        {u"status"_s, u"Status of the response, 100 to 999."_s, u"N"_s},
        {{u"X"_s, u"method"_s}, u"Method of the request."_s, u"M"_s},
        {u"url"_s, u"URL of the request."_s, u"URL"_s},
        {u"location"_s, u"Location field of the response; may be repeated."_s, u"L"_s},
        {{u"H"_s, u"header"_s},
         u"Header field of the request; may be repeated. No other field is added."_s,
         u"Name: value"_s},
        {{u"d"_s, u"data"_s}, u"Body of the request."_s, u"TEXT"_s},
        {u"added"_s,
         u"Which of the fields of -H the client added by itself, separated by commas; empty: none, all are the user's. "
         "Without this option a Content-Type that is the client's own default counts as added."_s,
         u"NAMES"_s},
        {u"body-once"_s, u"The body comes from a pipe or a generator, which can be read only once."_s},
        {u"interim"_s, u"Status of a 1xx response before the response; may be repeated."_s, u"N"_s},
        {u"hops-so-far"_s, u"Redirects followed before this response. Default: 0."_s, u"N"_s, u"0"_s},
        {u"batch"_s,
         u"Read JSON lines from standard input and answer each: client, status, method, url, locations, headers, "
         "body, hopsSoFar, added, once, interim."_s},
    });
}

int runDecide(const QCommandLineParser &parser, const Clients &clients)
{
    if (parser.isSet(u"batch"_s))
        return runBatch(parser, [&](const JsonValue &line) { return answerDecideLine(clients, line); });
    const Result<DecideCase> question = readCase(parser);
    if (!question)
        return usageError(question.error);
    const Result<QJsonObject> answer = answerCase(clients, *question);
    if (!answer)
        return usageError(answer.error);
    return print(QJsonDocument(*answer).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace hopscope::cli
