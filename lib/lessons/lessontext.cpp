// SPDX-License-Identifier: MIT
#include "lessons/lessontext.h"

#include "lessons/visit.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString filled(const Scenario &scenario, const QString &text)
{
    return QString::fromUtf8(withOrigins(scenario, text.toUtf8()));
}

void forEachText(Lesson &lesson, const std::function<void(QString &)> &visit)
{
    visit(lesson.title);
    for (QString &goal : lesson.goals)
        visit(goal);
    for (Paragraph &paragraph : lesson.text)
        visit(paragraph.text);
    visit(lesson.question);
    for (QuestionPart &part : lesson.parts) {
        visit(part.label);
        for (QuestionOption &option : part.options)
            visit(option.text);
        if (!part.why.isEmpty())
            visit(part.why);
    }
    visit(lesson.hint);
    for (Paragraph &paragraph : lesson.after)
        visit(paragraph.text);
    for (const TeacherSection &section : teacherSections()) {
        for (Paragraph &paragraph : lesson.*section.paragraphs)
            visit(paragraph.text);
    }
}

constexpr TeacherSection kTeacherSections[] = {
    {QT_TRANSLATE_NOOP("lessons", "For the teacher"), &Lesson::notes, false},
    {QT_TRANSLATE_NOOP("lessons", "Wrong answers, and why"), &Lesson::mistakes, true},
    {QT_TRANSLATE_NOOP("lessons", "What differs on localhost"), &Lesson::localhost, true},
};

/// The levels of the included lessons; others stay as their lesson says.
constexpr const char *kLevels[] = {QT_TRANSLATE_NOOP("lessons", "basic"), QT_TRANSLATE_NOOP("lessons", "further")};

} // namespace

std::span<const TeacherSection> teacherSections()
{
    return kTeacherSections;
}

QString titleOf(const TeacherSection &section)
{
    return QCoreApplication::translate("lessons", section.title);
}

QString levelText(const QString &level)
{
    const bool isKnown =
        std::ranges::any_of(kLevels, [&](const char *each) { return level == QLatin1StringView(each); });
    return isKnown ? QCoreApplication::translate("lessons", level.toLatin1().constData()) : level;
}

QString requestText(const Scenario &scenario, const ScenarioVisit &visit)
{
    const QString by = askedByText(scenario, visit);
    QString text = u"%1 %2"_s.arg(QString::fromUtf8(visit.method), QString::fromUtf8(withOrigins(scenario, visit.url)));
    if (!by.isEmpty())
        text += u" (%1)"_s.arg(by);
    for (const Header &field : visit.headers.fields)
        text += u"\n%1: %2"_s.arg(QString::fromUtf8(field.name), QString::fromUtf8(withOrigins(scenario, field.value)));
    if (!visit.body.isEmpty())
        text += u'\n' + QString::fromUtf8(withOrigins(scenario, visit.body));
    return text;
}

QString aboutText(const Lesson &lesson)
{
    const QString text = levelText(lesson.level);
    if (lesson.minutes == 0)
        return text;
    return text + u", "_s + QCoreApplication::translate("lessons", "%1 min").arg(lesson.minutes);
}

QString plainText(const Scenario &scenario, const QString &text)
{
    QString plain = filled(scenario, text);
    plain.remove(u"**"_s);
    plain.remove(u'`');
    return plain;
}

QString htmlText(const Scenario &scenario, const QString &text)
{
    static const QRegularExpression bold(u"\\*\\*([^*]+)\\*\\*"_s);
    static const QRegularExpression code(u"`([^`]+)`"_s);
    QString html = filled(scenario, text).toHtmlEscaped();
    html.replace(bold, u"<b>\\1</b>"_s);
    html.replace(code, u"<code>\\1</code>"_s);
    return html;
}

int wordCount(const Lesson &lesson)
{
    Lesson before = lesson;
    before.after.clear();
    for (const TeacherSection &section : teacherSections())
        (before.*section.paragraphs).clear();
    for (QuestionPart &part : before.parts)
        part.why.clear();
    int words = 0;
    for (const QString &text : textsOf(before))
        words += int(text.split(u' ', Qt::SkipEmptyParts).size());
    return words;
}

QStringList textsOf(const Lesson &lesson)
{
    QStringList texts;
    Lesson copy = lesson;
    forEachText(copy, [&](const QString &text) { texts.append(text); });
    return texts;
}

Lesson translated(const Lesson &lesson)
{
    Lesson copy = lesson;
    forEachText(copy, [](QString &text) { text = QCoreApplication::translate("lessons", text.toUtf8().constData()); });
    return copy;
}

} // namespace hopscope
