// SPDX-License-Identifier: MIT
#include "redirect/client/measured.h"

#include "text/jsonreader.h"

#include <QSet>

#include <cmath>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMeasuredVersion = 1;
constexpr qint64 kMaxFollows = 1'000'000;
constexpr qint64 kMaxBody = qint64(1) << 40; ///< bytes
enum RequestPart { MethodPart, TargetPart, FieldsPart, SizePart, RequestParts };

/// A number of a list that is no member; `what` says what it is.
qint64 wholeNumber(const JsonValue &value, const QString &what, qint64 minimum, qint64 maximum)
{
    if (value.type() == JsonType::Number) {
        const double number = jsonNumber(value.node().raw).value_or(std::numeric_limits<double>::infinity());
        if (number == std::floor(number) && number >= double(minimum) && number <= double(maximum))
            return qint64(number);
    }
    value.fail(maximum < minimum
                   ? u"expected %1, and there is none"_s.arg(what)
                   : u"expected %1 from %2 to %3"_s.arg(what, QString::number(minimum), QString::number(maximum)));
    return 0;
}

/// Texts that are different from each other.
QStringList distinctTexts(JsonObjectReader &file, QLatin1StringView key)
{
    QSet<QString> known;
    return file.list<QString>(key, [&](const JsonValue &value) {
        QString text = value.text();
        if (text.size() > kMaxMeasuredField)
            value.fail(u"is longer than %1 characters, the limit"_s.arg(kMaxMeasuredField));
        if (known.contains(text))
            value.fail(u"stands here twice"_s);
        known.insert(text);
        return text;
    });
}

MeasuredRequest requestIn(const JsonValue &value, qsizetype fieldCount)
{
    const QList<JsonNode> &parts = value.node().children;
    if (value.type() != JsonType::List || parts.size() != RequestParts) {
        value.fail(u"expected a list of method, target, field numbers and size of the body"_s);
        return {};
    }
    const auto part = [&](RequestPart which) { return JsonValue(parts[which], value.fault()); };
    MeasuredRequest request{.method = part(MethodPart).text(), .target = part(TargetPart).text(), .fields = {}};
    const JsonValue fields = part(FieldsPart);
    if (fields.type() != JsonType::List || fields.node().children.size() > kMaxMeasuredFields) {
        fields.fail(u"expected a list of at most %1 field numbers"_s.arg(kMaxMeasuredFields));
        return {};
    }
    for (const JsonNode &field : fields.node().children)
        request.fields.append(int(wholeNumber({field, value.fault()}, u"the number of a field"_s, 0, fieldCount - 1)));
    request.bodySize = wholeNumber(part(SizePart), u"a size in bytes"_s, 0, kMaxBody);
    return request;
}

int rowIn(const JsonValue &value, qsizetype requestCount)
{
    return value.type() == JsonType::Null
               ? kNoMeasuredRequest
               : int(wholeNumber(value, u"null or the number of a request"_s, kImpossibleRequest, requestCount - 1));
}

MeasuredClient clientIn(const JsonValue &value, const MeasuredFile &file)
{
    JsonObjectReader reader(value);
    MeasuredClient client;
    client.id = reader.text("client"_L1);
    client.version = reader.text("version"_L1);
    client.date = reader.text("date"_L1);
    client.follows = reader.integer("follows"_L1, 0, kMaxFollows);
    client.rows = reader.list<int>("rows"_L1, [&](const JsonValue &row) { return rowIn(row, file.requests.size()); });
    reader.finish();
    if (!reader.failed() && client.rows.size() != file.cases.size())
        reader.fail("rows"_L1, u"has %1 requests for %2 cases"_s.arg(client.rows.size()).arg(file.cases.size()));
    return client;
}

MeasuredFile fileIn(const JsonValue &value)
{
    JsonObjectReader reader(value);
    reader.format("hopscope-measured"_L1, "version"_L1, kMeasuredVersion);
    MeasuredFile file;
    file.cases = distinctTexts(reader, "cases"_L1);
    file.fields = distinctTexts(reader, "fields"_L1);
    file.requests = reader.list<MeasuredRequest>(
        "requests"_L1, [&](const JsonValue &request) { return requestIn(request, file.fields.size()); });
    QSet<QString> ids;
    file.clients = reader.list<MeasuredClient>("clients"_L1, [&](const JsonValue &each) {
        const MeasuredClient client = clientIn(each, file);
        if (ids.contains(client.id))
            each.fail(u"client \"%1\" stands here twice"_s.arg(client.id));
        ids.insert(client.id);
        return client;
    });
    reader.finish();
    return file;
}

} // namespace

Result<MeasuredFile> readMeasured(const QByteArray &json)
{
    return readJsonFile<MeasuredFile>(json, fileIn);
}

} // namespace hopscope
