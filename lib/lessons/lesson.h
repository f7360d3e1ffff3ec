// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "lessons/play.h"
#include "lessons/scenario.h"
#include "text/placedfault.h"

namespace hopscope
{

/// A statement and where it comes from. The text may hold `code` and **bold** and the origins' names in braces.
struct Paragraph {
    QString text;
    QString source; ///< empty for what the scenario itself shows

    bool operator==(const Paragraph &) const = default;
};

struct QuestionOption {
    QString value; ///< as answerOf() gives it
    QString text;

    bool operator==(const QuestionOption &) const = default;
};

/// One thing to predict. `kind` says what; docs/lessons.md lists the kinds and their values.
struct QuestionPart {
    QString kind;
    QString label;
    QString client;    ///< empty: the scenario's
    int visit = 1;     ///< counted from 1
    int hop = 1;       ///< counted from 1, preflights too: the answered request; asked is what follows
    QByteArray method; ///< for "count": only these
    QByteArray url;    ///< for "count": only these, names in braces
    QByteArray field;  ///< for "field"
    QList<QuestionOption> options;
    QString why; ///< added to the computed reason
    QString source;

    bool operator==(const QuestionPart &) const = default;
};

struct Lesson {
    QString id;
    int order = 0;
    QString level; ///< "basic", "further"
    QString title;
    int minutes = 0;   ///< what it takes in a class; 0: not said
    QStringList goals; ///< what a student can do afterwards
    QList<Paragraph> text;
    Scenario scenario;
    QString question;
    QList<QuestionPart> parts;
    QString hint;
    QList<Paragraph> after;     ///< what to remember, shown with the answer
    QList<Paragraph> notes;     ///< for the teacher
    QList<Paragraph> mistakes;  ///< wrong answers to expect, and why they are wrong
    QList<Paragraph> localhost; ///< what a host other than localhost does otherwise
    QString file;               ///< where it was read; empty: nowhere

    bool operator==(const Lesson &) const = default;
};

/// What is right, and why. Never written by hand: computed from a play.
struct PartAnswer {
    QString value;
    QString reason;
    QStringList sources;

    bool operator==(const PartAnswer &) const = default;
};

/// The client whose play answers `part`.
QString clientOf(const Lesson &lesson, const QuestionPart &part);
/// The answer as `play` shows it. `scenario` has the ports of the play.
PartAnswer answerOf(const Scenario &scenario, const QuestionPart &part, const Play &play);
/// The text of the option with this value; the value itself if there is none.
QString optionText(const QuestionPart &part, const QString &value);
/// The kinds of parts that there are.
QStringList partKinds();

/// Reads a lesson file strictly (resources/schema/lesson.schema.json). The error names line, place and reason.
Result<Lesson> readLesson(const QByteArray &json);
/// Computes every answer; a fault when one is not among the options or has no reason or source.
PlacedFault faultOf(const Lesson &lesson);

} // namespace hopscope
