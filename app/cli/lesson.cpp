// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/lessonterminal.h"
#include "app/cli/scenario.h"
#include "app/cli/table.h"
#include "formats/write/tabletext.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "lessons/library.h"
#include "text/terminaltext.h"
#include "trace/tracejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

int printPlaysAsJson(const Lesson &lesson, const QStringList &clients)
{
    for (const QString &client : clients) {
        if (!findClient(client))
            return usageError(u"there is no client \"%1\"; \"hopscope-cli clients\" lists them"_s.arg(client));
    }
    const Plays plays = playAll(lesson, clients);
    if (!plays.error.isEmpty()) {
        printError(plays.error);
        return kExitNetwork;
    }
    QJsonArray all;
    for (const QString &client : clients) {
        QJsonObject play = playToJson(plays.scenario, plays.byClient.value(client));
        play.insert("client"_L1, client);
        all.append(play);
    }
    return print(jsonText(QJsonObject{{u"id"_s, lesson.id}, {u"plays"_s, all}}));
}

int printAnswersAsJson(const Lesson &lesson)
{
    const Plays plays = playAll(lesson, clientsOf(lesson));
    if (!plays.error.isEmpty()) {
        printError(plays.error);
        return kExitNetwork;
    }
    QJsonArray parts;
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const QuestionPart &part = lesson.parts.at(i);
        const PartAnswer answer = answerOf(lesson, plays, i);
        parts.append(QJsonObject{{u"part"_s, part.kind},
                                 {u"label"_s, part.label},
                                 {u"client"_s, clientOf(lesson, part)},
                                 {u"visit"_s, part.visit},
                                 {u"hop"_s, part.hop},
                                 {u"value"_s, answer.value},
                                 {u"reason"_s, answer.reason},
                                 {u"sources"_s, QJsonArray::fromStringList(answer.sources)}});
    }
    return print(QJsonDocument(QJsonObject{{u"id"_s, lesson.id}, {u"parts"_s, parts}}).toJson(QJsonDocument::Indented));
}

int reveal(const Lesson &lesson, const QList<QString> &given)
{
    const Plays plays = playAll(lesson, QStringList{lesson.scenario.client} + clientsOf(lesson));
    if (!plays.error.isEmpty()) {
        printError(plays.error);
        return kExitNetwork;
    }
    QString text = u"\nOn the wire\n"_s + wireText(plays.byClient.value(lesson.scenario.client)) + u"\nAnswer\n"_s;
    int right = 0;
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        text += verdictText(lesson, plays, i, i < given.size() ? std::optional(given.at(i)) : std::nullopt);
        right += i < given.size() && given.at(i) == answerOf(lesson, plays, i).value ? 1 : 0;
    }
    if (!given.isEmpty())
        text += u"\n%1 of %2 right\n"_s.arg(right).arg(lesson.parts.size());
    text += u'\n';
    for (const Paragraph &paragraph : lesson.after)
        text += paragraphText(plays.scenario, paragraph);
    const int printed = print(text.toUtf8());
    const bool allRight = given.isEmpty() || right == lesson.parts.size();
    return printed != kExitOk ? printed : allRight ? kExitOk : kExitExpectation;
}

/// Asks part by part; false when the input ended.
bool askAll(const Lesson &lesson, QList<QString> &given)
{
    QTextStream in(stdin);
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const std::optional<QString> value = askPart(in, lesson, i);
        if (!value)
            return false;
        given.append(*value);
    }
    return true;
}

int saveLesson(const Lesson &lesson, const QString &path)
{
    const Result<QByteArray> bytes = inputOf(lesson.file);
    if (!bytes)
        return usageError(bytes.error);
    Output output(path);
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    return output.write(*bytes);
}

Result<QList<QString>> givenAnswers(const Lesson &lesson, const QStringList &typed)
{
    QList<QString> given;
    if (typed.size() > lesson.parts.size())
        return Result<QList<QString>>::failure(
            u"the lesson asks %1 questions, but %2 answers were given"_s.arg(lesson.parts.size()).arg(typed.size()));
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const std::optional<QString> value = chosenValue(lesson.parts.at(i), typed.at(i));
        if (!value)
            return Result<QList<QString>>::failure(
                u"\"%1\" is not an answer to part %2; write the letter of an option"_s.arg(typed.at(i),
                                                                                           QString::number(i + 1)));
        given.append(*value);
    }
    return given;
}

} // namespace

void describeLessons(CommandParser &) {}

int runLessons(const QCommandLineParser &, const Clients &)
{
    const LessonLibrary library = readLibrary(lessonsFolder());
    QList<QStringList> rows{{u"ID"_s, u"Level"_s, u"Minutes"_s, u"Lesson"_s}};
    for (const Lesson &lesson : library.lessons) {
        const QString minutes = lesson.minutes > 0 ? QString::number(lesson.minutes) : QString();
        rows.append({lesson.id, terminalText(lesson.level), minutes, terminalText(translated(lesson).title)});
    }
    for (const QString &fault : library.faults)
        printError(fault);
    return print((alignedColumns(rows).join(u'\n') + u'\n').toUtf8());
}

void describeLesson(CommandParser &parser)
{
    parser.addOptions(
        {{u"answer"_s, u"Letter of an option; once for each part, in order."_s, u"LETTER"_s},
         {u"json"_s, u"Play the lesson and print only the answers, as JSON."_s},
         {u"play"_s,
          u"Play the lesson with this client and print its requests and the responses, as JSON. May be repeated."_s,
          u"CLIENT"_s},
         {u"hint"_s, u"Print the hint too."_s},
         {u"notes"_s, u"Print what is for the teacher: notes, wrong answers to expect, what differs on localhost."_s},
         {u"save"_s, u"Write the lesson as one file, to change it or send it, and end."_s, u"FILE"_s},
         {u"reveal"_s, u"Play the lesson, print the bytes on the wire and every answer with its reason."_s}});
}

int runLesson(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a lesson is missing; \"hopscope-cli lessons\" lists them"_s);
    const Result<Lesson> found = findLesson(parser.positionalArguments().first());
    if (!found)
        return usageError(found.error);
    const Lesson lesson = translated(*found);
    Result<QList<QString>> given = givenAnswers(lesson, parser.values(u"answer"_s));
    if (!given)
        return usageError(given.error);
    if (parser.isSet(u"save"_s))
        return saveLesson(*found, parser.value(u"save"_s));
    if (parser.isSet(u"play"_s))
        return printPlaysAsJson(lesson, parser.values(u"play"_s));
    if (parser.isSet(u"json"_s))
        return printAnswersAsJson(lesson);
    QString text = lessonText(lesson);
    const bool asks = isatty(STDIN_FILENO) && given->isEmpty() && !parser.isSet(u"reveal"_s);
    for (qsizetype i = 0; i < lesson.parts.size() && !asks; ++i)
        text += partText(lesson, i);
    if (parser.isSet(u"hint"_s))
        text += u"\nHint: "_s + wrappedLines(shown(lesson.scenario, lesson.hint));
    if (parser.isSet(u"notes"_s))
        text += teacherText(lesson);
    if (const int code = print(text.toUtf8()); code != kExitOk)
        return code;
    if (asks)
        return askAll(lesson, *given) ? reveal(lesson, *given) : kExitOk;
    if (parser.isSet(u"reveal"_s) || !given->isEmpty())
        return reveal(lesson, *given);
    return print("\nAnswer with --answer LETTER for each part, or see the answers with --reveal.\n");
}

} // namespace hopscope::cli
