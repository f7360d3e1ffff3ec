// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope
{

inline constexpr int kQuizSize = 10;

struct QuizQuestion {
    QString text;
    QStringList options;
    int right = 0; ///< index of an option
    QString reason;
    QString source;

    bool operator==(const QuizQuestion &) const = default;
};

/// Questions about clients, statuses and caches. The same seed makes the same quiz.
struct Quiz {
    quint32 seed = 0;
    QList<QuizQuestion> questions;

    bool operator==(const Quiz &) const = default;
};

/// The answers are those of decide() and freshnessOf(); no question comes twice.
Quiz makeQuiz(quint32 seed, int size = kQuizSize);

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
