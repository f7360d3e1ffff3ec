// SPDX-License-Identifier: MIT
#include "lessons/quizdraw.h"

#include "lessons/lessontext.h"
#include "lessons/quizformats.h"
#include "lessons/quiztext.h"

#include <QHash>
#include <QRandomGenerator>

#include <numeric>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Fisher and Yates; std::shuffle draws differently in each library.
template <typename T>
void shuffle(QRandomGenerator &random, QList<T> &items)
{
    for (int i = int(items.size()) - 1; i > 0; --i)
        std::swap(items[i], items[random.bounded(i + 1)]);
}

void shuffleOptions(QRandomGenerator &random, QuizQuestion &question)
{
    QList<int> order(question.options.size());
    std::iota(order.begin(), order.end(), 0);
    shuffle(random, order);
    QStringList options;
    for (const int old : std::as_const(order))
        options.append(question.options.at(old));
    question.right = int(order.indexOf(question.right));
    question.options = options;
}

/// What has to be known before the question: text, requests, and what is asked.
QString wholeText(const Lesson &lesson, const QuestionPart &part)
{
    QStringList lines;
    for (const Paragraph &paragraph : lesson.text)
        lines.append(plainText(lesson.scenario, paragraph.text));
    for (qsizetype i = 0; i < lesson.scenario.visits.size(); ++i) {
        const QString request = requestText(lesson.scenario, lesson.scenario.visits.at(i));
        lines.append(lesson.scenario.visits.size() > 1 ? QuizText::tr("Visit %1: %2").arg(i + 1).arg(request)
                                                       : request);
    }
    lines.append(plainText(lesson.scenario, lesson.question));
    lines.append(plainText(lesson.scenario, part.label));
    return lines.join(u'\n');
}

} // namespace

QList<QuizQuestion> questionsOf(const Lesson &given)
{
    const Lesson lesson = translated(given);
    QHash<QString, Play> plays;
    QList<QuizQuestion> questions;
    for (const QuestionPart &part : lesson.parts) {
        const QString client = clientOf(lesson, part);
        if (!plays.contains(client))
            plays.insert(client, simulate(lesson.scenario, client));
        const PartAnswer answer = answerOf(lesson.scenario, part, plays.value(client));
        QuizQuestion question{.text = wholeText(lesson, part),
                              .reason = plainText(lesson.scenario, answer.reason),
                              .source = answer.sources.join(u"; "_s),
                              .client = client};
        for (const QuestionOption &option : part.options) {
            if (option.value == answer.value)
                question.right = int(question.options.size());
            question.options.append(plainText(lesson.scenario, option.text));
        }
        questions.append(question);
    }
    return questions;
}

QList<QuizQuestion> drawnQuestions(QRandomGenerator &random, const QuizChoice &choice)
{
    QList<QuizQuestion> all;
    for (const Lesson &lesson : choice.lessons) {
        for (const QuizQuestion &question : questionsOf(lesson)) {
            if (choice.clients.isEmpty() || choice.clients.contains(question.client))
                all.append(question);
        }
    }
    shuffle(random, all);
    if (all.size() > choice.size)
        all.resize(choice.size);
    for (QuizQuestion &question : all)
        shuffleOptions(random, question);
    return all;
}

Quiz variantOf(const Quiz &quiz, int variant)
{
    Quiz other = quiz;
    other.variant = variant;
    if (variant == 0)
        return other;
    QRandomGenerator random(quiz.seed + quint32(variant) * 0x9e3779b9U);
    shuffle(random, other.questions);
    for (QuizQuestion &question : other.questions)
        shuffleOptions(random, question);
    return other;
}

QList<QuizScope> quizScopes(const LessonLibrary &library)
{
    QList<QuizScope> scopes{{u"clients"_s, QuizText::tr("All measured clients"), {}},
                            {u"lessons"_s, QuizText::tr("All lessons"), library.lessons}};
    QStringList levels;
    for (const Lesson &lesson : library.lessons) {
        if (!levels.contains(lesson.level))
            levels.append(lesson.level);
    }
    for (const QString &level : std::as_const(levels)) {
        QuizScope scope{level, QuizText::tr("Lessons: %1").arg(levelText(level)), {}};
        for (const Lesson &lesson : library.lessons) {
            if (lesson.level == level)
                scope.lessons.append(lesson);
        }
        scopes.append(scope);
    }
    for (const Course &course : library.courses)
        scopes.append({course.id, QuizText::tr("Course: %1").arg(translated(course).title), library.lessonsOf(course)});
    return scopes;
}

QString quizTitle(const Quiz &quiz)
{
    if (quiz.variant == 0)
        return QuizText::tr("Quiz %1").arg(quiz.seed);
    return QuizText::tr("Quiz %1, variant %2").arg(quiz.seed).arg(QChar(char16_t(u'A' + quiz.variant)));
}

QString quizKey(const Quiz &quiz)
{
    QStringList letters;
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        letters.append(u"%1 %2"_s.arg(i + 1).arg(optionLetter(quiz.questions.at(i).right)));
    return letters.join(u", "_s);
}

} // namespace hopscope
