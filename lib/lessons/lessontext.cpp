// SPDX-License-Identifier: MIT
#include "lessons/lessontext.h"

#include <QCoreApplication>
#include <QRegularExpression>

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
}

} // namespace

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
