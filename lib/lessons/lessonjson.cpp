// SPDX-License-Identifier: MIT
#include "lessons/lesson.h"
#include "lessons/scenariojson.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLessonVersion = 1;
constexpr auto kLessonFormat = "hopscope-lesson"_L1;
constexpr int kMaxOrder = 10'000;
constexpr int kMaxMinutes = 600;

QList<Paragraph> paragraphs(JsonObjectReader &reader, QLatin1StringView key)
{
    return reader.list<Paragraph>(key, [&](const JsonValue &value) {
        JsonObjectReader item(value);
        const Paragraph paragraph{item.text("text"_L1), item.optionalText("source"_L1)};
        item.finish();
        return paragraph;
    });
}

QList<Paragraph> optionalParagraphs(JsonObjectReader &reader, QLatin1StringView key)
{
    return reader.has(key) ? paragraphs(reader, key) : QList<Paragraph>();
}

QuestionOption optionFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    const QuestionOption option{reader.text("value"_L1), reader.text("text"_L1)};
    reader.finish();
    return option;
}

int number(JsonObjectReader &reader, QLatin1StringView key)
{
    return reader.has(key) ? int(reader.integer(key, 1, kMaxScenarioItems)) : 1;
}

QuestionPart partFromJson(const JsonValue &value)
{
    JsonObjectReader reader(value);
    QuestionPart part{.kind = reader.text("part"_L1),
                      .label = reader.text("label"_L1),
                      .client = reader.optionalText("client"_L1),
                      .visit = number(reader, "visit"_L1),
                      .hop = number(reader, "hop"_L1),
                      .method = reader.optionalText("method"_L1).toUtf8(),
                      .url = reader.optionalText("url"_L1).toUtf8(),
                      .field = reader.optionalText("field"_L1).toUtf8()};
    part.options = reader.list<QuestionOption>("options"_L1, optionFromJson);
    part.why = reader.optionalText("why"_L1);
    part.source = reader.optionalText("source"_L1);
    reader.finish();
    if (!partKinds().contains(part.kind))
        reader.failWord("part"_L1, partKinds());
    if (!part.client.isEmpty() && !findClient(part.client))
        reader.fail("client"_L1, u"there is no client \"%1\""_s.arg(part.client));
    if (part.kind == "field"_L1 && !isToken(part.field))
        reader.fail("field"_L1, u"the name of the field is needed"_s);
    if (part.options.size() < 2)
        reader.fail("options"_L1, u"at least two options are needed"_s);
    return part;
}

Lesson lessonFromJson(const JsonValue &value)
{
    static const QRegularExpression id(u"^[a-z0-9][a-z0-9-]{0,40}$"_s);
    JsonObjectReader reader(value);
    reader.format(kLessonFormat, "version"_L1, kLessonVersion);
    Lesson lesson;
    lesson.id = reader.text("id"_L1);
    lesson.order = int(reader.integer("order"_L1, 1, kMaxOrder));
    lesson.level = reader.text("level"_L1);
    lesson.title = reader.text("title"_L1);
    if (reader.has("minutes"_L1))
        lesson.minutes = int(reader.integer("minutes"_L1, 1, kMaxMinutes));
    if (reader.has("goals"_L1)) {
        lesson.goals = reader.texts("goals"_L1);
        if (lesson.goals.isEmpty() || lesson.goals.contains(QString()))
            reader.fail("goals"_L1, u"say at least one goal, and none that is empty"_s);
    }
    lesson.text = paragraphs(reader, "text"_L1);
    lesson.scenario = scenarioFromJson(reader.object("scenario"_L1), false);
    lesson.question = reader.text("question"_L1);
    lesson.parts = reader.list<QuestionPart>("parts"_L1, partFromJson);
    lesson.hint = reader.text("hint"_L1);
    lesson.after = paragraphs(reader, "after"_L1);
    lesson.notes = optionalParagraphs(reader, "notes"_L1);
    lesson.mistakes = optionalParagraphs(reader, "mistakes"_L1);
    lesson.localhost = optionalParagraphs(reader, "localhost"_L1);
    reader.finish();
    if (!id.match(lesson.id).hasMatch())
        reader.fail("id"_L1, u"an id has only lower-case letters, digits and -"_s);
    if (lesson.parts.isEmpty())
        reader.fail("parts"_L1, u"a lesson asks at least one thing"_s);
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        if (lesson.parts.at(i).visit > lesson.scenario.visits.size())
            value.check(
                {u"parts[%1].visit"_s.arg(i), u"the scenario has %1 visits"_s.arg(lesson.scenario.visits.size())});
    }
    if (!reader.failed())
        value.check(faultOf(lesson));
    return lesson;
}

} // namespace

Result<Lesson> readLesson(const QByteArray &json)
{
    if (json.size() > kMaxScenarioBytes)
        return Result<Lesson>::failure(
            u"the file is larger than %1 bytes, too large for a lesson"_s.arg(kMaxScenarioBytes));
    return readJsonFile<Lesson>(json, lessonFromJson);
}

} // namespace hopscope
