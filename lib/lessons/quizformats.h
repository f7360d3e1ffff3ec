// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/quiz.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// A kind of file that a quiz can be saved as: window and command line go through this table.
struct QuizFormat {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("quiz", ...)
    QLatin1StringView extension;
    bool isForPrograms; ///< a question bank, which has the answers in it whatever paper is asked for
    QByteArray (*write)(const Quiz &quiz, const QList<int> &given, QuizPaper paper);
};

std::span<const QuizFormat> quizFormats();
/// nullptr for an unknown id.
const QuizFormat *findQuizFormat(QStringView id);
QString titleOf(const QuizFormat &format);

/// A name for a question that sorts: "Quiz 7, variant B, question 03".
QString questionName(const Quiz &quiz, qsizetype index);
/// The letter of an option: "a".
QString optionLetter(qsizetype index);
/// The text of a question as HTML, its line ends as breaks.
QString questionHtmlText(const QString &text);
/// A text without the characters that XML 1.0 (2.2) has no place for.
QString xmlText(const QString &text);

/// Moodle XML, https://docs.moodle.org/en/Moodle_XML_format: one multichoice question each, in a category of the quiz.
QByteArray quizMoodle(const Quiz &quiz);
/// GIFT, https://docs.moodle.org/en/GIFT_format.
QByteArray quizGift(const Quiz &quiz);
/// A package of IMS QTI 2.1: an item for each question, a test of them all, and the manifest, as a ZIP archive.
QByteArray quizQti(const Quiz &quiz);

} // namespace hopscope
