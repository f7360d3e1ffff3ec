// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/library.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope
{

inline constexpr int kQuizSize = 10;
inline constexpr int kMaxQuizSize = 50;
inline constexpr int kMaxQuizVariants = 26;

struct QuizQuestion {
    QString text;
    QStringList options;
    int right = 0; ///< index of an option
    QString reason;
    QString source;
    QString client; ///< id of the one that it asks about

    bool operator==(const QuizQuestion &) const = default;
};

/// Questions about clients, statuses and caches, or those of lessons. The same seed makes the same quiz.
struct Quiz {
    quint32 seed = 0;
    QList<QuizQuestion> questions;
    int variant = 0; ///< 0 to kMaxQuizVariants - 1

    bool operator==(const Quiz &) const = default;
};

/// What a quiz asks about.
struct QuizChoice {
    QList<Lesson> lessons; ///< not empty: the questions of these lessons, and no others
    QStringList clients;   ///< not empty: about these only
    int size = kQuizSize;  ///< there may be fewer that fit
};

/// A choice to offer: all measured clients, the lessons, those of a level, those of a course.
struct QuizScope {
    QString id;
    QString title; ///< in the language of the program
    QList<Lesson> lessons;
};

/// The first one has no lessons: it is what a quiz is about when nothing is chosen.
QList<QuizScope> quizScopes(const LessonLibrary &library);

/// The answers are those of decide() and freshnessOf(), or of the lessons' plays; no question comes twice, and none is
/// asked that cannot be, such as about a DELETE of a form.
Quiz makeQuiz(quint32 seed, const QuizChoice &choice);
inline Quiz makeQuiz(quint32 seed, int size = kQuizSize)
{
    return makeQuiz(seed, QuizChoice{.size = size});
}
/// The same questions in another order, with their options in another order; 0 is the quiz itself.
Quiz variantOf(const Quiz &quiz, int variant);
/// The questions of a lesson, complete in themselves.
QList<QuizQuestion> questionsOf(const Lesson &lesson);

/// "Quiz 7, variant B", in the language of the program.
QString quizTitle(const Quiz &quiz);
/// "1 c, 2 a, 3 b": the letters of what is right.
QString quizKey(const Quiz &quiz);

/// How many of `given` (one index of an option for each question, -1: none) are right.
int rightAnswers(const Quiz &quiz, const QList<int> &given);

/// One row a question: number, question, options, given, right, verdict, reason, source. No cell starts a formula.
QByteArray quizCsv(const Quiz &quiz, const QList<int> &given);

enum class QuizPaper {
    Questions, ///< to fill in by hand
    Answers,   ///< with what is right, and why
    Result,    ///< with what was given, too
};

/// A page to print, complete in itself.
QByteArray quizHtml(const Quiz &quiz, const QList<int> &given, QuizPaper paper);

} // namespace hopscope
