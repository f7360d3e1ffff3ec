// SPDX-License-Identifier: MIT
#include "app/cli/lessonterminal.h"

#include "app/cli/common.h"
#include "app/cli/scenario.h"
#include "app/cli/table.h"
#include "lessons/lessontext.h"
#include "net/network.h"
#include "net/server/scenarioplayer.h"
#include "text/terminaltext.h"

#include <QEventLoop>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

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
    QString text = terminalText(u"%1 (%2)"_s.arg(lesson.title, aboutText(lesson))) + u"\n\n"_s;
    for (const QString &goal : lesson.goals)
        text += wrappedLines(u"Goal: "_s + shown(lesson.scenario, goal));
    if (!lesson.goals.isEmpty())
        text += u'\n';
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

QString teacherText(const Lesson &lesson)
{
    QString text;
    for (const TeacherSection &section : teacherSections()) {
        const QList<Paragraph> &paragraphs = lesson.*section.paragraphs;
        if (paragraphs.isEmpty())
            continue;
        text += u'\n' + titleOf(section) + u'\n';
        for (const Paragraph &paragraph : paragraphs)
            text += paragraphText(lesson.scenario, paragraph);
    }
    return text;
}

std::optional<QString> chosenValue(const QuestionPart &part, const QString &typed)
{
    for (qsizetype i = 0; i < part.options.size(); ++i) {
        const QuestionOption &option = part.options.at(i);
        if (typed == QString(QChar(u'a' + char16_t(i))) || typed == option.value)
            return option.value;
    }
    return std::nullopt;
}

QStringList clientsOf(const Lesson &lesson)
{
    QStringList clients;
    for (const QuestionPart &part : lesson.parts)
        clients.append(clientOf(lesson, part));
    return clients;
}

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

PartAnswer answerOf(const Lesson &lesson, const Plays &plays, qsizetype part)
{
    const QuestionPart &asked = lesson.parts.at(part);
    return hopscope::answerOf(plays.scenario, asked, plays.byClient.value(clientOf(lesson, asked)));
}

QString verdictText(const Lesson &lesson, const Plays &plays, qsizetype index, const std::optional<QString> &given)
{
    const QuestionPart &part = lesson.parts.at(index);
    const PartAnswer answer = answerOf(lesson, plays, index);
    const QString mark = given && *given == answer.value ? u"right"_s : u"wrong"_s;
    return u"  %1. %2: %3%4\n"_s.arg(QString::number(index + 1), shown(plays.scenario, part.label),
                                     shown(plays.scenario, optionText(part, answer.value)),
                                     given ? u"  (%1)"_s.arg(mark) : QString()) +
           wrappedLines(
               u"     %1 [%2]"_s.arg(shown(plays.scenario, answer.reason), terminalText(answer.sources.join(u"; "_s))));
}

std::optional<QString> askPart(QTextStream &in, const Lesson &lesson, qsizetype part)
{
    print(partText(lesson, part).toUtf8());
    while (true) {
        print("  Your answer (a letter, h for a hint): ");
        const QString line = in.readLine(kMaxAnswerLength);
        if (line.isNull() || line.size() == kMaxAnswerLength)
            return std::nullopt;
        const QString typed = line.trimmed();
        if (typed == u"h")
            print(wrappedLines(shown(lesson.scenario, lesson.hint)).toUtf8());
        else if (const std::optional<QString> value = chosenValue(lesson.parts.at(part), typed))
            return value;
        else
            print("  Type one of the letters.\n");
    }
}

} // namespace hopscope::cli
