// SPDX-License-Identifier: MIT
#include "lessons/lesson.h"
#include "lessons/scenariojson.h"
#include "text/jsonlines.h"
#include "trace/tracejsonreader.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLessonVersion = 1;
constexpr auto kLessonFormat = "hopscope-lesson"_L1;
constexpr int kMaxOrder = 10'000;

QList<Paragraph> paragraphs(JsonObjectReader &reader, QLatin1StringView key)
{
    return reader.list<Paragraph>(key, [&](const QJsonValue &value, const QString &place) {
        JsonObjectReader item(value, place, reader.error());
        const Paragraph paragraph{item.text("text"_L1), item.optionalText("source"_L1)};
        item.finish();
        return paragraph;
    });
}

QuestionOption optionFromJson(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader reader(value, place, error);
    const QuestionOption option{reader.text("value"_L1), reader.text("text"_L1)};
    reader.finish();
    return option;
}

int number(JsonObjectReader &reader, QLatin1StringView key)
{
    return reader.has(key) ? int(reader.integer(key, 1, kMaxScenarioItems)) : 1;
}

QuestionPart partFromJson(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader reader(value, place, error);
    QuestionPart part{.kind = reader.text("part"_L1),
                      .label = reader.text("label"_L1),
                      .client = reader.optionalText("client"_L1),
                      .visit = number(reader, "visit"_L1),
                      .hop = number(reader, "hop"_L1),
                      .method = reader.optionalText("method"_L1).toUtf8(),
                      .url = reader.optionalText("url"_L1).toUtf8(),
                      .field = reader.optionalText("field"_L1).toUtf8()};
    part.options = reader.list<QuestionOption>(
        "options"_L1, [&](const QJsonValue &item, const QString &where) { return optionFromJson(item, where, error); });
    part.why = reader.optionalText("why"_L1);
    part.source = reader.optionalText("source"_L1);
    reader.finish();
    if (!partKinds().contains(part.kind))
        reader.fail("part"_L1,
                    u"\"%1\" is not a kind of part; choose one of: %2"_s.arg(part.kind, partKinds().join(u", "_s)));
    if (!part.client.isEmpty() && !findClient(part.client))
        reader.fail("client"_L1, u"there is no client \"%1\""_s.arg(part.client));
    if (part.kind == "field"_L1 && !isToken(part.field))
        reader.fail("field"_L1, u"the name of the field is needed"_s);
    if (part.options.size() < 2)
        reader.fail("options"_L1, u"at least two options are needed"_s);
    return part;
}

Lesson lessonFromJson(const QJsonObject &object, QString &error)
{
    static const QRegularExpression id(u"^[a-z0-9][a-z0-9-]{0,40}$"_s);
    JsonObjectReader reader(object, {}, error);
    if (reader.text("format"_L1) != kLessonFormat)
        reader.fail("format"_L1, u"expected \"%1\" here, as in every lesson file"_s.arg(kLessonFormat));
    reader.integer("version"_L1, kLessonVersion, kLessonVersion);
    Lesson lesson;
    lesson.id = reader.text("id"_L1);
    lesson.order = int(reader.integer("order"_L1, 1, kMaxOrder));
    lesson.level = reader.text("level"_L1);
    lesson.title = reader.text("title"_L1);
    lesson.text = paragraphs(reader, "text"_L1);
    lesson.scenario = scenarioFromJson(reader.object("scenario"_L1), u"scenario"_s, error);
    lesson.question = reader.text("question"_L1);
    lesson.parts = reader.list<QuestionPart>(
        "parts"_L1, [&](const QJsonValue &item, const QString &where) { return partFromJson(item, where, error); });
    lesson.hint = reader.text("hint"_L1);
    lesson.after = paragraphs(reader, "after"_L1);
    reader.finish();
    if (!id.match(lesson.id).hasMatch())
        reader.fail("id"_L1, u"an id has only lower-case letters, digits and -"_s);
    if (lesson.parts.isEmpty())
        reader.fail("parts"_L1, u"a lesson asks at least one question"_s);
    for (qsizetype i = 0; i < lesson.parts.size() && error.isEmpty(); ++i) {
        if (lesson.parts.at(i).visit > lesson.scenario.visits.size())
            error = u"parts[%1].visit: the scenario has %2 visits"_s.arg(i).arg(lesson.scenario.visits.size());
    }
    return lesson;
}

} // namespace

Result<Lesson> readLesson(const QByteArray &json)
{
    if (json.size() > kMaxScenarioBytes)
        return Result<Lesson>::failure(
            u"the file is larger than %1 bytes, too large for a lesson"_s.arg(kMaxScenarioBytes));
    const Result<QJsonObject> object = parseJsonObject(json);
    if (!object)
        return Result<Lesson>::failure(object.error);
    QString error;
    Lesson lesson = lessonFromJson(*object, error);
    if (error.isEmpty())
        error = faultOf(lesson);
    if (!error.isEmpty())
        return Result<Lesson>::failure(withLine(json, error));
    return lesson;
}

} // namespace hopscope
