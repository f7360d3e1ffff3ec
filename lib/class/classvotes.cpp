// SPDX-License-Identifier: MIT
#include "class/classvotes.h"

#include "class/classtext.h"
#include "formats/write/csv.h"
#include "lessons/lessontext.h"
#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString lessonText(const Classroom &room, const QString &text)
{
    return terminalText(plainText(room.lesson.scenario, text));
}

QString csvLine(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written.append(csvCell(cell));
    return written.join(u',') + u"\r\n"_s;
}

QString verdictCell(const Classroom &room, qsizetype part, int option)
{
    const bool isRight = room.lesson.parts.at(part).options.at(option).value == room.answers.at(part).value;
    return isRight ? u"right"_s : u"wrong"_s;
}

} // namespace

QStringList questionLines(const Classroom &room)
{
    if (room.part >= room.lesson.parts.size())
        return {};
    const QuestionPart &part = room.lesson.parts.at(room.part);
    const PartAnswer &answer = room.answers.at(room.part);
    const bool isRevealed = room.stage == ClassStage::Revealed;
    QStringList lines{classText(ClassText::QuestionOf).arg(room.part + 1).arg(room.lesson.parts.size()) + u": "_s +
                      lessonText(room, part.label)};
    const QList<int> counts = tally(room, room.part);
    for (int i = 0; i < part.options.size(); ++i) {
        QString line = u"  %1  %2"_s.arg(QChar(char16_t(u'a' + i))).arg(lessonText(room, part.options.at(i).text));
        if (isRevealed)
            line +=
                u"  %1 %2"_s.arg(QString(counts.at(i), u'#'), QString::number(counts.at(i))) +
                (part.options.at(i).value == answer.value ? u"  <- "_s + classText(ClassText::RightMark) : QString());
        lines.append(line);
    }
    if (isRevealed)
        lines += {classText(ClassText::RightAnswer).arg(lessonText(room, optionText(part, answer.value))),
                  lessonText(room, answer.reason),
                  classText(ClassText::Sources).arg(terminalText(answer.sources.join(u"; "_s)))};
    return lines;
}

QString countsText(const Classroom &room)
{
    return classText(ClassText::Counts)
        .arg(QString::number(room.devices.size()), QString::number(room.votes.value(room.part).size()));
}

QByteArray votesCsv(const Classroom &room)
{
    QString text = csvLine({u"Question"_s, u"Text"_s, u"Option"_s, u"Verdict"_s, u"Votes"_s, u"Name"_s});
    for (qsizetype part = 0; part < room.lesson.parts.size(); ++part) {
        const QuestionPart &question = room.lesson.parts.at(part);
        const auto row = [&](int option, const QString &votes, const QString &name) {
            text += csvLine({QString::number(part + 1), lessonText(room, question.label),
                             lessonText(room, question.options.at(option).text), verdictCell(room, part, option), votes,
                             name});
        };
        const QList<int> counts = tally(room, part);
        for (int option = 0; option < question.options.size(); ++option)
            row(option, QString::number(counts.at(option)), {});
        for (const ClassDevice &device : room.devices) {
            const int option = voteOf(room, device.token, part);
            if (option >= 0 && !device.name.isEmpty())
                row(option, u"1"_s, device.name);
        }
    }
    return text.toUtf8();
}

} // namespace hopscope
