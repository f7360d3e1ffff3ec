// SPDX-License-Identifier: MIT
#include "net/requestfile.h"

#include "net/requestoption.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kRequestFormat = "hopscope-request"_L1;

QJsonValue contentToJson(const RequestContent &content)
{
    if (!content.file.isEmpty())
        return QJsonObject{{u"file"_s, content.file}};
    if (content.bytes.isEmpty())
        return QJsonValue::Null;
    if (const std::optional<QString> text = exactText(content.bytes))
        return QJsonObject{{u"text"_s, *text}};
    return QJsonObject{{u"base64"_s, QString::fromLatin1(content.bytes.toBase64())}};
}

RequestContent contentFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    RequestContent content;
    if (in.has("file"_L1))
        content.file = in.text("file"_L1);
    else if (in.has("base64"_L1))
        content.bytes = in.base64("base64"_L1);
    else
        content.bytes = in.utf8("text"_L1);
    in.finish();
    return content;
}

QJsonValue valueToJson(const RequestOption &option, const QStringList &values)
{
    switch (option.kind) {
    case OptionKind::Switch:
        return true;
    case OptionKind::Lines:
        return QJsonArray::fromStringList(values);
    case OptionKind::Count:
    case OptionKind::Bytes:
    case OptionKind::Seconds:
        return values.constFirst().toDouble();
    default:
        return values.constFirst();
    }
}

QJsonObject optionsToJson(const TraceRequest &request)
{
    QJsonObject object;
    for (const RequestOption &option : requestOptions()) {
        if (const QStringList values = option.write(request); !values.isEmpty())
            object.insert(option.name, valueToJson(option, values));
    }
    return object;
}

/// What an option's member says, as its read() takes it; nullopt for a switch that is off. A value of another kind is a
/// fault.
std::optional<QStringList> valuesOf(const RequestOption &option, const JsonNode &node, JsonFault &fault)
{
    const bool isNumber =
        option.kind == OptionKind::Count || option.kind == OptionKind::Bytes || option.kind == OptionKind::Seconds;
    if (option.kind == OptionKind::Switch && node.type == JsonType::Bool)
        return node.bytes() == "true" ? std::optional(QStringList(QString())) : std::nullopt;
    if (option.kind == OptionKind::Lines && node.type == JsonType::List) {
        QStringList lines;
        for (const JsonNode &element : node.children)
            lines.append(JsonValue(element, fault).text());
        return lines;
    }
    const bool isOne = option.kind != OptionKind::Switch && option.kind != OptionKind::Lines;
    if (isOne && (node.type == JsonType::Text || (isNumber && node.type == JsonType::Number)))
        return QStringList(node.text());
    fault.add(node, {},
              option.kind == OptionKind::Switch  ? u"should be true or false"_s
              : option.kind == OptionKind::Lines ? u"should be a list of texts"_s
              : isNumber                         ? u"should be a number"_s
                                                 : u"should be a text"_s);
    return std::nullopt;
}

void optionsFromJson(const JsonValue &value, TraceRequest &request)
{
    JsonFault &fault = value.fault();
    const JsonObjectReader checked(value);
    const QList<JsonNode> &members = value.node().children;
    for (const JsonNode &member : members) {
        if (!requestOption(member.key()))
            fault.addAtName(member, u"is not an option of a request"_s);
    }
    // In the order of the table: an option may change what one before it has set.
    for (const RequestOption &option : requestOptions()) {
        const auto member = std::find_if(members.begin(), members.end(),
                                         [&](const JsonNode &node) { return node.key() == option.name; });
        if (member == members.end())
            continue;
        const std::optional<QStringList> values = valuesOf(option, *member, fault);
        if (!values || fault.isSet())
            continue;
        if (const QString error = option.read(u"it"_s, *values, request); !error.isEmpty())
            fault.add(*member, {}, error);
    }
}

} // namespace

QJsonObject requestToJson(const TraceRequest &request)
{
    QJsonObject object{{u"format"_s, kRequestFormat}, {u"version"_s, kRequestFileVersion},
                       {u"client"_s, request.client}, {u"method"_s, QString::fromUtf8(request.method)},
                       {u"url"_s, request.url},       {u"headers"_s, headersToJson(request.headers)}};
    if (const QJsonValue body = contentToJson(request.content); !body.isNull())
        object.insert(u"body"_s, body);
    if (const QJsonObject options = optionsToJson(request); !options.isEmpty())
        object.insert(u"options"_s, options);
    return object;
}

TraceRequest requestFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format(kRequestFormat, "version"_L1, kRequestFileVersion);
    TraceRequest request;
    request.client = in.text("client"_L1);
    request.method = in.utf8("method"_L1);
    request.url = in.text("url"_L1);
    request.headers.fields = in.list<Header>("headers"_L1, headerFromJson);
    if (const auto body = in.nullable("body"_L1, true))
        request.content = contentFromJson(*body);
    if (const auto options = in.nullable("options"_L1, true))
        optionsFromJson(*options, request);
    in.finish();
    return request;
}

QByteArray writeRequest(const TraceRequest &request)
{
    return jsonText(requestToJson(request));
}

Result<TraceRequest> readRequest(const QByteArray &file)
{
    if (file.size() > kMaxRequestFileBytes)
        return Result<TraceRequest>::failure(
            u"The request is larger than %1 MiB."_s.arg(kMaxRequestFileBytes / (1024 * 1024)));
    return readJsonFile<TraceRequest>(file, requestFromJson);
}

TraceRequest withoutSecrets(TraceRequest request, const RedactionOptions &options)
{
    // As a trace, so that one function decides what is secret. Credentials stand where a client would send them.
    Hop hop;
    hop.request = {.method = request.method, .url = request.url.toUtf8(), .headers = request.headers};
    hop.request.body.bytes = request.content.bytes;
    hop.request.body.size = request.content.bytes.size();
    const Trace shown = redacted(Trace{.client = request.client, .hops = {hop}}, options).trace;
    const Request &first = shown.hops.constFirst().request;
    request.url = QString::fromUtf8(first.url);
    request.headers = first.headers;
    request.content.bytes = first.body.bytes;
    if (const qsizetype colon = request.userPassword.indexOf(':'); colon >= 0)
        request.userPassword = request.userPassword.first(colon + 1) + "[redacted 1]";
    if (!request.proxy.password().isEmpty())
        request.proxy.setPassword(u"[redacted 1]"_s);
    return request;
}

} // namespace hopscope
