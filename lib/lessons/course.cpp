// SPDX-License-Identifier: MIT
#include "lessons/course.h"

#include "text/jsonreader.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kCourseVersion = 1;
constexpr auto kCourseFormat = "hopscope-course"_L1;
constexpr int kMaxCourseOrder = 10'000;
constexpr int kMaxCourseMinutes = 6'000;

Course courseFromJson(const JsonValue &value)
{
    static const QRegularExpression id(u"^[a-z0-9][a-z0-9-]{0,40}$"_s);
    JsonObjectReader reader(value);
    reader.format(kCourseFormat, "version"_L1, kCourseVersion);
    Course course;
    course.id = reader.text("id"_L1);
    course.order = int(reader.integer("order"_L1, 1, kMaxCourseOrder));
    course.title = reader.text("title"_L1);
    course.minutes = int(reader.integer("minutes"_L1, 1, kMaxCourseMinutes));
    course.about = reader.text("about"_L1);
    course.lessons = reader.texts("lessons"_L1);
    reader.finish();
    if (!id.match(course.id).hasMatch())
        reader.fail("id"_L1, u"an id has only lower-case letters, digits and -"_s);
    if (course.lessons.isEmpty())
        reader.fail("lessons"_L1, u"a course has at least one lesson"_s);
    QSet<QString> known;
    for (qsizetype i = 0; i < course.lessons.size(); ++i) {
        const QString &lesson = course.lessons.at(i);
        if (known.contains(lesson))
            value.check({u"lessons[%1]"_s.arg(i), u"the lesson \"%1\" is in the course twice"_s.arg(lesson)});
        known.insert(lesson);
    }
    return course;
}

} // namespace

bool isCourse(const QByteArray &json)
{
    return json.contains("\"hopscope-course\"");
}

Result<Course> readCourse(const QByteArray &json)
{
    if (json.size() > kMaxScenarioBytes)
        return Result<Course>::failure(
            u"the file is larger than %1 bytes, too large for a course"_s.arg(kMaxScenarioBytes));
    return readJsonFile<Course>(json, courseFromJson);
}

Course translated(const Course &course)
{
    Course copy = course;
    for (QString *text : {&copy.title, &copy.about})
        *text = QCoreApplication::translate("lessons", text->toUtf8().constData());
    return copy;
}

} // namespace hopscope
