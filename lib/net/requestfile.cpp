// SPDX-License-Identifier: MIT
#include "net/requestfile.h"

#include "formats/collection/variables.h"
#include "formats/redaction/marks.h"
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

TraceRequest requestFrom(JsonObjectReader &in)
{
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
    return request;
}

SavedRequest savedFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    SavedRequest saved{.request = requestFrom(in)};
    if (in.has("order"_L1))
        saved.order = in.integer("order"_L1, 0);
    if (in.has("notes"_L1))
        saved.notes = in.texts("notes"_L1);
    in.finish();
    return saved;
}

QString tooLarge()
{
    return u"The request is larger than %1 MiB."_s.arg(kMaxRequestFileBytes / (1024 * 1024));
}

/// Puts marks into the place of variables while secrets are looked for: what a variable stands for is none.
class VariableGuard
{
public:
    explicit VariableGuard(int highest) : m_first(highest + 1) {}

    /// Variables that stand side by side, or with a colon between them, as one.
    QByteArray hidden(const QByteArray &text)
    {
        QByteArray out;
        qsizetype done = 0;
        for (VariablePlace place = nextVariable(text, 0); place.length > 0; place = nextVariable(text, done)) {
            qsizetype end = place.start + place.length;
            for (VariablePlace next = nextVariable(text, end); next.length > 0; next = nextVariable(text, end)) {
                const bool adjoins = next.start == end || (next.start == end + 1 && text.at(end) == ':');
                if (!adjoins)
                    break;
                end = next.start + next.length;
            }
            out += text.mid(done, place.start - done) + hiddenWhole(text.mid(place.start, end - place.start));
            done = end;
        }
        return done == 0 ? text : out + text.mid(done);
    }

    QByteArray hiddenWhole(const QByteArray &text)
    {
        m_hidden.append(text);
        return markOf(m_first + int(m_hidden.size()) - 1);
    }

    QByteArray shown(const QByteArray &text) const
    {
        QByteArray out;
        qsizetype done = 0;
        for (qsizetype at = text.indexOf(kMarkStart); at >= 0; at = text.indexOf(kMarkStart, at + 1)) {
            const qsizetype length = markLength(QByteArrayView(text).sliced(at));
            const qsizetype number =
                length == 0 ? -1 : text.mid(at + kMarkStart.size(), length - kMarkStart.size() - 1).toInt() - m_first;
            if (number < 0 || number >= m_hidden.size())
                continue;
            out += text.mid(done, at - done) + m_hidden.at(number);
            done = at + length;
        }
        return done == 0 ? text : out + text.mid(done);
    }

private:
    static constexpr QByteArrayView kMarkStart = "[redacted ";

    int m_first;
    QList<QByteArray> m_hidden;
};

/// User information whose password is a variable is no secret.
QByteArray urlWithGuard(const QByteArray &url, VariableGuard &guard)
{
    const qsizetype start = url.indexOf("//") + 2;
    const qsizetype slash = start < 2 ? -1 : url.indexOf('/', start);
    const qsizetype at = start < 2 ? -1 : url.first(slash < 0 ? url.size() : slash).lastIndexOf('@');
    if (at > start) {
        const QByteArray user = url.mid(start, at - start);
        const qsizetype colon = user.indexOf(':');
        const VariablePlace place = nextVariable(user, colon + 1);
        if (place.length > 0 && place.start == colon + 1 && place.length == user.size() - colon - 1)
            return guard.hidden(url.first(start)) + guard.hiddenWhole(user) + guard.hidden(url.mid(at));
    }
    return guard.hidden(url);
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
    const TraceRequest request = requestFrom(in);
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
        return Result<TraceRequest>::failure(tooLarge());
    return readJsonFile<TraceRequest>(file, requestFromJson);
}

QByteArray writeSavedRequest(const SavedRequest &saved)
{
    QJsonObject object = requestToJson(saved.request);
    if (saved.order)
        object.insert(u"order"_s, *saved.order);
    if (!saved.notes.isEmpty())
        object.insert(u"notes"_s, QJsonArray::fromStringList(saved.notes));
    return jsonText(object);
}

Result<SavedRequest> readSavedRequest(const QByteArray &file)
{
    if (file.size() > kMaxRequestFileBytes)
        return Result<SavedRequest>::failure(tooLarge());
    return readJsonFile<SavedRequest>(file, savedFromJson);
}

TraceRequest withoutSecrets(TraceRequest request, const RedactionOptions &options)
{
    // As a trace, so that one function decides what is secret. Credentials stand where a client would send them.
    Hop hop;
    hop.request = {.method = request.method, .url = request.url.toUtf8(), .headers = request.headers};
    hop.request.body.bytes = request.content.bytes;
    Hop end;
    end.request.url = request.expectations.finalUrl;
    VariableGuard guard(highestMark(Trace{.hops = {hop, end}}));
    hop.request.url = urlWithGuard(hop.request.url, guard);
    for (Header &field : hop.request.headers.fields)
        field.value = guard.hidden(field.value);
    hop.request.body.bytes = guard.hidden(hop.request.body.bytes);
    hop.request.body.size = hop.request.body.bytes.size();
    end.request.url = urlWithGuard(end.request.url, guard);
    const Trace shown = redacted(Trace{.client = request.client, .hops = {hop, end}}, options).trace;
    const Request &first = shown.hops.constFirst().request;
    request.url = QString::fromUtf8(guard.shown(first.url));
    request.expectations.finalUrl = guard.shown(shown.hops.constLast().request.url);
    request.headers = first.headers;
    for (Header &field : request.headers.fields)
        field.value = guard.shown(field.value);
    request.content.bytes = guard.shown(first.body.bytes);
    if (const qsizetype colon = request.userPassword.indexOf(':'); colon >= 0) {
        const QByteArray password = request.userPassword.sliced(colon + 1);
        if (nextVariable(password, 0).length != password.size())
            request.userPassword = request.userPassword.first(colon + 1) + "[redacted 1]";
    }
    if (!request.proxy.password().isEmpty() && nextVariable(request.proxy.password().toUtf8(), 0).length == 0)
        request.proxy.setPassword(u"[redacted 1]"_s);
    return request;
}

TraceRequest takenOut(const TraceRequest &whole, const TraceRequest &shown)
{
    TraceRequest taken;
    const auto take = [&](auto member) {
        if (whole.*member != shown.*member)
            taken.*member = whole.*member;
    };
    take(&TraceRequest::url);
    take(&TraceRequest::headers);
    take(&TraceRequest::content);
    take(&TraceRequest::userPassword);
    take(&TraceRequest::proxy);
    if (whole.expectations.finalUrl != shown.expectations.finalUrl)
        taken.expectations.finalUrl = whole.expectations.finalUrl;
    return taken;
}

TraceRequest putBack(TraceRequest shown, const TraceRequest &taken)
{
    const TraceRequest usual;
    const auto put = [&](auto member) {
        if (taken.*member != usual.*member)
            shown.*member = taken.*member;
    };
    put(&TraceRequest::url);
    put(&TraceRequest::headers);
    put(&TraceRequest::content);
    put(&TraceRequest::userPassword);
    put(&TraceRequest::proxy);
    if (!taken.expectations.finalUrl.isEmpty())
        shown.expectations.finalUrl = taken.expectations.finalUrl;
    return shown;
}

} // namespace hopscope
