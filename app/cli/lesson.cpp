// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/scenario.h"
#include "app/cli/table.h"
#include "formats/write/tabletext.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "net/network.h"
#include "net/server/scenarioplayer.h"
#include "text/terminaltext.h"
#include "trace/tracejson.h"

#include <QEventLoop>
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

/// A lesson file may come from anywhere: nothing in it can steer the terminal.
QString shown(const Scenario &scenario, const QString &text)
{
    return terminalText(plainText(scenario, text));
}

QString paragraphText(const Scenario &scenario, const Paragraph &paragraph)
{
    const QString text = shown(scenario, paragraph.text);
    return wrappedLines(paragraph.source.isEmpty() ? text : text + u" [%1]"_s.arg(terminalText(paragraph.source)));
}

QString partText(const Lesson &lesson, qsizetype index)
{
    const QuestionPart &part = lesson.parts.at(index);
    QString text = u"  %1. %2\n"_s.arg(index + 1).arg(shown(lesson.scenario, part.label));
    for (qsizetype i = 0; i < part.options.size(); ++i)
        text +=
            u"       %1  %2\n"_s.arg(QChar(u'a' + char16_t(i))).arg(shown(lesson.scenario, part.options.at(i).text));
    return text;
}

QString lessonText(const Lesson &lesson)
{
    QString text = terminalText(lesson.title) + u"\n\n"_s;
    for (const Paragraph &paragraph : lesson.text)
        text += paragraphText(lesson.scenario, paragraph);
    text += u'\n';
    for (const ScenarioVisit &visit : lesson.scenario.visits) {
        text += u"  %1\n"_s.arg(visitText(lesson.scenario, visit));
        if (!visit.body.isEmpty())
            text += u"      %1\n"_s.arg(terminalText(QString::fromUtf8(visit.body)));
    }
    return text + u'\n' + wrappedLines(shown(lesson.scenario, lesson.question));
}

/// The value of the option that `typed` names by its letter or value; nullopt if none.
std::optional<QString> chosen(const QuestionPart &part, const QString &typed)
{
    for (qsizetype i = 0; i < part.options.size(); ++i) {
        const QuestionOption &option = part.options.at(i);
        if (typed == QString(QChar(u'a' + char16_t(i))) || typed == option.value)
            return option.value;
    }
    return std::nullopt;
}

struct Plays {
    Scenario scenario;
    QHash<QString, Play> byClient;
    QString error;
};

QStringList clientsOf(const Lesson &lesson)
{
    QStringList clients;
    for (const QuestionPart &part : lesson.parts)
        clients.append(clientOf(lesson, part));
    return clients;
}

/// Plays the lesson on the loopback server with these clients.
Plays playAll(const Lesson &lesson, const QStringList &clients)
{
    Plays plays;
    ScenarioServer server;
    Network network;
    if (!server.listen(lesson.scenario)) {
        plays.error = server.errorString();
        return plays;
    }
    plays.scenario = server.scenario();
    for (const QString &client : clients) {
        if (plays.byClient.contains(client))
            continue;
        ScenarioPlayer player(network, server, client);
        QEventLoop loop;
        QObject::connect(&player, &ScenarioPlayer::finished, &loop, [&](const Play &play) {
            plays.byClient.insert(client, play);
            loop.quit();
        });
        player.start();
        loop.exec();
    }
    return plays;
}

QString verdictText(const Lesson &lesson, const Plays &plays, qsizetype index, const std::optional<QString> &given,
                    int &right)
{
    const QuestionPart &part = lesson.parts.at(index);
    const PartAnswer answer = answerOf(plays.scenario, part, plays.byClient.value(clientOf(lesson, part)));
    const bool ok = given && *given == answer.value;
    right += ok ? 1 : 0;
    const QString mark = !given ? u" "_s : ok ? u"right"_s : u"wrong"_s;
    return u"  %1. %2: %3%4\n"_s.arg(QString::number(index + 1), shown(plays.scenario, part.label),
                                     shown(plays.scenario, optionText(part, answer.value)),
                                     given ? u"  (%1)"_s.arg(mark) : QString()) +
           wrappedLines(u"     %1 [%2]"_s.arg(terminalText(answer.reason), terminalText(answer.sources.join(u"; "_s))));
}

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
    for (const QuestionPart &part : lesson.parts) {
        const PartAnswer answer = answerOf(plays.scenario, part, plays.byClient.value(clientOf(lesson, part)));
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
    for (qsizetype i = 0; i < lesson.parts.size(); ++i)
        text += verdictText(lesson, plays, i, i < given.size() ? std::optional(given.at(i)) : std::nullopt, right);
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
bool ask(const Lesson &lesson, QList<QString> &given)
{
    QTextStream in(stdin);
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        print(partText(lesson, i).toUtf8());
        while (given.size() == i) {
            print("  Your answer (a letter, h for a hint): ");
            const QString line = in.readLine(kMaxAnswerLength);
            if (line.isNull() || line.size() == kMaxAnswerLength)
                return false;
            const QString typed = line.trimmed();
            if (typed == u"h")
                print(wrappedLines(shown(lesson.scenario, lesson.hint)).toUtf8());
            else if (const std::optional<QString> value = chosen(lesson.parts.at(i), typed))
                given.append(*value);
            else
                print("  Type one of the letters.\n");
        }
    }
    return true;
}

Result<QList<QString>> givenAnswers(const Lesson &lesson, const QStringList &typed)
{
    QList<QString> given;
    if (typed.size() > lesson.parts.size())
        return Result<QList<QString>>::failure(
            u"the lesson asks %1 questions, but %2 answers were given"_s.arg(lesson.parts.size()).arg(typed.size()));
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const std::optional<QString> value = chosen(lesson.parts.at(i), typed.at(i));
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
    QList<QStringList> rows{{u"ID"_s, u"Level"_s, u"Lesson"_s}};
    for (const Lesson &lesson : lessons())
        rows.append({lesson.id, lesson.level, translated(lesson).title});
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
    if (const int code = print(text.toUtf8()); code != kExitOk)
        return code;
    if (asks)
        return ask(lesson, *given) ? reveal(lesson, *given) : kExitOk;
    if (parser.isSet(u"reveal"_s) || !given->isEmpty())
        return reveal(lesson, *given);
    return print("\nAnswer with --answer LETTER for each part, or see the answers with --reveal.\n");
}

} // namespace hopscope::cli
