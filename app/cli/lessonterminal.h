// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QHash>
#include <QTextStream>

namespace hopscope::cli
{

/// A text of a lesson for the terminal. A lesson file may come from anywhere: nothing in it can steer the terminal.
QString shown(const Scenario &scenario, const QString &text);
/// Wrapped, with its source.
QString paragraphText(const Scenario &scenario, const Paragraph &paragraph);
/// Title, level and minutes, goals, text, requests, question.
QString lessonText(const Lesson &lesson);
/// What a teacher has besides, see teacherSections().
QString teacherText(const Lesson &lesson);
/// A part of the question with its options, lettered.
QString partText(const Lesson &lesson, qsizetype index);
/// The value of the option that `typed` names by its letter or value; nullopt if none.
std::optional<QString> chosenValue(const QuestionPart &part, const QString &typed);

/// A lesson as it was played on the loopback server.
struct Plays {
    Scenario scenario; ///< with the ports in use
    QHash<QString, Play> byClient;
    QString error;
};

/// The clients that the parts ask about.
QStringList clientsOf(const Lesson &lesson);
/// Plays the lesson with these clients. Blocks.
Plays playAll(const Lesson &lesson, const QStringList &clients);
PartAnswer answerOf(const Lesson &lesson, const Plays &plays, qsizetype part);
/// Number, label and right option of a part; with what was given, whether that is right; then reason and sources.
QString verdictText(const Lesson &lesson, const Plays &plays, qsizetype part, const std::optional<QString> &given);

/// Asks for one part until an option is named; nullopt when the input ended.
std::optional<QString> askPart(QTextStream &in, const Lesson &lesson, qsizetype part);

} // namespace hopscope::cli
