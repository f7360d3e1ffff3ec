// SPDX-License-Identifier: MIT
#include "lessons/scenariojson.h"

#include "lessons/scenariocheck.h"
#include "lessons/visit.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kVersion = 1;
constexpr auto kFormat = "hopscope-scenario"_L1;

Headers headersFromJson(JsonObjectReader &reader)
{
    Headers headers;
    if (!reader.has("headers"_L1))
        return headers;
    headers.fields = reader.list<Header>("headers"_L1, [&](const JsonValue &value) {
        JsonObjectReader field(value);
        Header header{field.utf8("name"_L1), field.bytes("value"_L1, "base64"_L1)};
        field.finish();
        if (!isToken(header.name))
            field.fail("name"_L1, u"a field name has only letters, digits and -"_s);
        if (!isFieldValue(header.value))
            field.fail("value"_L1, u"a field value has no line breaks and no control bytes"_s);
        return header;
    });
    return headers;
}

QByteArray method(JsonObjectReader &reader, const QByteArray &otherwise)
{
    if (!reader.has("method"_L1))
        return otherwise;
    const QByteArray text = reader.utf8("method"_L1);
    if (!isToken(text))
        reader.fail("method"_L1, u"a method is a word such as GET"_s);
    return text;
}

QByteArray body(JsonObjectReader &reader)
{
    if (reader.has("bodyBase64"_L1))
        return reader.base64("bodyBase64"_L1);
    return reader.optionalText("body"_L1).toUtf8();
}

/// One Location as text, several as a list.
QList<QByteArray> locations(JsonObjectReader &reader)
{
    QStringList texts;
    if (reader.has("location"_L1))
        texts = {reader.text("location"_L1)};
    else if (reader.has("locations"_L1))
        texts = reader.texts("locations"_L1);
    QList<QByteArray> all;
    for (const QString &text : texts) {
        all.append(text.toUtf8());
        if (!isFieldValue(all.constLast()))
            reader.fail("location"_L1, u"a Location has no line breaks and no control bytes"_s);
    }
    return all;
}

ScenarioOrigin originFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    ScenarioOrigin origin{.name = reader.text("name"_L1), .host = reader.utf8("host"_L1).toLower()};
    if (reader.has("scheme"_L1))
        origin.scheme = reader.utf8("scheme"_L1);
    if (reader.has("port"_L1))
        origin.port = quint16(reader.integer("port"_L1, 0, 65535));
    reader.finish();
    value.check(faultOf(origin));
    return origin;
}

ScenarioAnswer answerFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    ScenarioAnswer answer{.status = int(reader.integer("status"_L1, 200, 599)),
                          .reason = reader.optionalText("reason"_L1).toUtf8(),
                          .locations = locations(reader),
                          .headers = headersFromJson(reader),
                          .body = body(reader)};
    if (reader.has("delay"_L1))
        answer.delayMs = int(reader.integer("delay"_L1, 0, kMaxScenarioDelayMs));
    reader.finish();
    if (!isFieldValue(answer.reason))
        reader.fail("reason"_L1, u"a reason phrase has no line breaks and no control bytes"_s);
    for (const char *name : {"Content-Length", "Transfer-Encoding"}) {
        if (answer.headers.contains(name))
            reader.fail("headers"_L1,
                        u"%1 is written by the server itself: leave it out"_s.arg(QLatin1StringView(name)));
    }
    return answer;
}

ScenarioRoute routeFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    ScenarioRoute route{.origin = reader.optionalText("origin"_L1),
                        .method = method(reader, {}),
                        .path = reader.utf8("path"_L1),
                        .cookie = reader.optionalText("cookie"_L1).toUtf8()};
    route.answers = reader.list<ScenarioAnswer>("answers"_L1, answerFromJson);
    reader.finish();
    if (!route.path.startsWith('/') || !isFieldValue(route.path) || route.path.contains(' '))
        reader.fail("path"_L1, u"a path begins with / and has no spaces"_s);
    if (route.answers.isEmpty())
        reader.fail("answers"_L1, u"a route needs at least one answer"_s);
    return route;
}

ScenarioVisit visitFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    ScenarioVisit visit{.method = method(reader, "GET"),
                        .url = reader.utf8("url"_L1),
                        .headers = headersFromJson(reader),
                        .body = body(reader)};
    if (reader.has("by"_L1))
        visit.by = reader.named<AskedBy>("by"_L1, askedByNamed, askedByIds);
    visit.page = reader.optionalText("page"_L1).toUtf8();
    reader.finish();
    return visit;
}

void insertText(QJsonObject &object, QLatin1StringView key, const QByteArray &text)
{
    if (!text.isEmpty())
        object.insert(key, QString::fromUtf8(text));
}

void insertBody(QJsonObject &object, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (const std::optional<QString> text = exactText(bytes))
        object.insert("body"_L1, *text);
    else
        object.insert("bodyBase64"_L1, QString::fromLatin1(bytes.toBase64()));
}

void insertHeaders(QJsonObject &object, const Headers &headers)
{
    if (!headers.fields.isEmpty())
        object.insert("headers"_L1, headersToJson(headers));
}

QJsonObject toJson(const ScenarioAnswer &answer)
{
    QJsonObject object{{u"status"_s, answer.status}};
    insertText(object, "reason"_L1, answer.reason);
    if (answer.locations.size() == 1)
        object.insert("location"_L1, QString::fromUtf8(answer.locations.first()));
    else if (!answer.locations.isEmpty())
        object.insert("locations"_L1,
                      listToJson(answer.locations, [](const QByteArray &l) { return QString::fromUtf8(l); }));
    insertHeaders(object, answer.headers);
    insertBody(object, answer.body);
    if (answer.delayMs > 0)
        object.insert("delay"_L1, answer.delayMs);
    return object;
}

QJsonObject toJson(const ScenarioRoute &route)
{
    QJsonObject object{{u"path"_s, QString::fromUtf8(route.path)},
                       {u"answers"_s, listToJson(route.answers, [](const ScenarioAnswer &a) { return toJson(a); })}};
    insertText(object, "origin"_L1, route.origin.toUtf8());
    insertText(object, "method"_L1, route.method);
    insertText(object, "cookie"_L1, route.cookie);
    return object;
}

QJsonObject toJson(const ScenarioVisit &visit)
{
    QJsonObject object{{u"method"_s, QString::fromUtf8(visit.method)}, {u"url"_s, QString::fromUtf8(visit.url)}};
    insertHeaders(object, visit.headers);
    insertBody(object, visit.body);
    if (visit.by)
        object.insert("by"_L1, idOf(*visit.by));
    insertText(object, "page"_L1, visit.page);
    return object;
}

QJsonObject toJson(const ScenarioOrigin &origin)
{
    return {{u"name"_s, origin.name},
            {u"scheme"_s, QString::fromUtf8(origin.scheme)},
            {u"host"_s, QString::fromUtf8(origin.host)},
            {u"port"_s, origin.port}};
}

} // namespace

QByteArray writeScenario(const Scenario &scenario)
{
    const QJsonObject object{
        {u"format"_s, kFormat},
        {u"version"_s, kVersion},
        {u"title"_s, scenario.title},
        {u"client"_s, scenario.client},
        {u"origins"_s, listToJson(scenario.origins, [](const ScenarioOrigin &o) { return toJson(o); })},
        {u"routes"_s, listToJson(scenario.routes, [](const ScenarioRoute &r) { return toJson(r); })},
        {u"visits"_s, listToJson(scenario.visits, [](const ScenarioVisit &v) { return toJson(v); })}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Scenario scenarioFromJson(const JsonValue &value, bool isFile)
{
    JsonObjectReader reader(value);
    if (isFile)
        reader.format(kFormat, "version"_L1, kVersion);
    Scenario scenario;
    scenario.title = reader.optionalText("title"_L1);
    if (reader.has("client"_L1))
        scenario.client = reader.text("client"_L1);
    scenario.origins = reader.list<ScenarioOrigin>("origins"_L1, originFromJson);
    scenario.routes = reader.list<ScenarioRoute>("routes"_L1, routeFromJson);
    scenario.visits = reader.list<ScenarioVisit>("visits"_L1, visitFromJson);
    reader.finish();
    if (!reader.failed()) {
        giveDefaultPorts(scenario);
        value.check(faultOf(scenario));
    }
    return scenario;
}

Result<Scenario> readScenario(const QByteArray &json)
{
    if (json.size() > kMaxScenarioBytes)
        return Result<Scenario>::failure(
            u"the file is larger than %1 bytes, too large for a scenario"_s.arg(kMaxScenarioBytes));
    return readJsonFile<Scenario>(json, [](const JsonValue &value) { return scenarioFromJson(value, true); });
}

} // namespace hopscope
