// SPDX-License-Identifier: MIT
#include "lessons/quiz.h"

#include "app/cli/common.h"
#include "app/cli/table.h"
#include "lessons/lessons.h"
#include "lessons/library.h"
#include "lessons/quizformats.h"
#include "text/listtext.h"
#include "text/terminaltext.h"

#include <QRandomGenerator>
#include <QTextStream>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString questionText(const Quiz &quiz, int index)
{
    const QuizQuestion &question = quiz.questions.at(index);
    QString text;
    // A lesson file may come from anywhere: nothing in it can steer the terminal.
    for (const QString &line : u"%1. %2"_s.arg(index + 1).arg(question.text).split(u'\n'))
        text += wrappedLines(terminalText(line));
    for (int i = 0; i < question.options.size(); ++i)
        text += u"     %1  %2\n"_s.arg(optionLetter(i), terminalText(question.options.at(i)));
    return text;
}

QString answerText(const QuizQuestion &question)
{
    return wrappedLines(
        terminalText(u"   %1. %2 [%3]"_s.arg(question.options.at(question.right), question.reason, question.source)));
}

/// The index of the option that a letter names, -1 if none.
int chosen(const QuizQuestion &question, const QString &typed)
{
    const int index = typed.size() == 1 ? typed.at(0).unicode() - u'a' : -1;
    return index < question.options.size() ? std::max(index, -1) : -1;
}

/// Asks until the input ends; what is not answered stays -1.
QList<int> ask(const Quiz &quiz)
{
    QTextStream in(stdin);
    QList<int> given;
    for (int i = 0; i < quiz.questions.size(); ++i) {
        const QuizQuestion &question = quiz.questions.at(i);
        print(questionText(quiz, i).toUtf8());
        int answer = -1;
        while (answer < 0) {
            print("   Your answer (a letter): ");
            const QString line = in.readLine(kMaxAnswerLength);
            if (line.isNull() || line.size() == kMaxAnswerLength)
                return given;
            answer = chosen(question, line.trimmed());
        }
        given.append(answer);
        print((answer == question.right ? u"   Right.\n"_s : u"   Wrong.\n"_s).toUtf8() +
              answerText(question).toUtf8());
    }
    return given;
}

Result<QList<int>> givenAnswers(const Quiz &quiz, const QString &letters)
{
    QList<int> given;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        const int index = i < quiz.questions.size() ? chosen(quiz.questions.at(i), letters.mid(i, 1)) : -1;
        if (index < 0 && letters.at(i) != u'-')
            return Result<QList<int>>::failure(
                u"\"%1\" is not an answer to question %2; write a letter for each question, - for none"_s
                    .arg(letters.mid(i, 1))
                    .arg(i + 1));
        given.append(index);
    }
    return given;
}

QByteArray asText(const Quiz &quiz, const QList<int> &given, bool withAnswers)
{
    QString text = quizTitle(quiz) + u"\n\n"_s;
    for (int i = 0; i < quiz.questions.size(); ++i)
        text += questionText(quiz, i) + (withAnswers ? answerText(quiz.questions.at(i)) : QString());
    if (!given.isEmpty())
        text += u"\n%1 of %2 right\n"_s.arg(rightAnswers(quiz, given)).arg(quiz.questions.size());
    return text.toUtf8();
}

QStringList formatNames()
{
    QStringList ids{u"text"_s};
    for (const QuizFormat &format : quizFormats())
        ids.append(format.id);
    return ids;
}

/// The lessons that the options name: none, some, or those of a scope.
Result<QList<Lesson>> lessonsFor(const QCommandLineParser &parser)
{
    using Found = Result<QList<Lesson>>;
    QList<Lesson> lessons;
    for (const QString &id : parser.values(u"lesson"_s)) {
        const Result<Lesson> lesson = findLesson(id);
        if (!lesson)
            return Found::failure(lesson.error);
        lessons.append(*lesson);
    }
    if (!parser.isSet(u"about"_s))
        return lessons;
    if (!lessons.isEmpty())
        return Found::failure(u"use either --about or --lesson"_s);
    QStringList ids;
    for (const QuizScope &scope : quizScopes(readLibrary(lessonsFolder()))) {
        if (scope.id == parser.value(u"about"_s))
            return scope.lessons;
        ids.append(scope.id);
    }
    return Found::failure(
        u"there is no quiz about \"%1\"; choose one of: %2"_s.arg(parser.value(u"about"_s), ids.join(u", "_s)));
}

/// What the quiz is about; the error says which option is wrong.
Result<QuizChoice> choiceOf(const QCommandLineParser &parser)
{
    using Chosen = Result<QuizChoice>;
    const Result<qint64> size = numberOf(parser, u"questions"_s, 1, kMaxQuizSize);
    if (!size)
        return Chosen::failure(size.error);
    const Result<QList<Lesson>> lessons = lessonsFor(parser);
    if (!lessons)
        return Chosen::failure(lessons.error);
    const QStringList clients = parser.values(u"client"_s);
    for (const QString &client : clients) {
        if (!findClient(client))
            return Chosen::failure(u"there is no client \"%1\"; \"hopscope-cli clients\" lists them"_s.arg(client));
    }
    return QuizChoice{*lessons, clients, int(*size)};
}

/// The variant that a letter names, 0 if none is given.
Result<int> variantFor(const QCommandLineParser &parser)
{
    const QString letter = parser.value(u"variant"_s).toUpper();
    const int variant = letter.size() == 1 ? letter.at(0).unicode() - u'A' : -1;
    if (variant < 0 || variant >= kMaxQuizVariants)
        return Result<int>::failure(u"--variant takes a letter from A to Z"_s);
    return variant;
}

/// The quiz that the options describe. An error for one without questions.
Result<Quiz> quizFor(const QCommandLineParser &parser)
{
    quint32 seed = QRandomGenerator::global()->bounded(1'000'000);
    if (parser.isSet(u"seed"_s)) {
        const Result<qint64> number = numberOf(parser, u"seed"_s, 0, 0xffffffffLL);
        if (!number)
            return Result<Quiz>::failure(number.error);
        seed = quint32(*number);
    }
    const Result<QuizChoice> choice = choiceOf(parser);
    if (!choice)
        return Result<Quiz>::failure(choice.error);
    const Result<int> variant = variantFor(parser);
    if (!variant)
        return Result<Quiz>::failure(variant.error);
    const Quiz quiz = makeQuiz(seed, *choice);
    if (quiz.questions.isEmpty())
        return Result<Quiz>::failure(u"no question fits: choose another --client, --lesson or --about"_s);
    return variantOf(quiz, *variant);
}

} // namespace

void describeQuiz(CommandParser &parser)
{
    parser.addOptions(
        {{u"seed"_s, u"The same number gives the same quiz. Default: random."_s, u"N"_s},
         {u"questions"_s, u"Number of questions. Default: 10."_s, u"N"_s, QString::number(kQuizSize)},
         {u"about"_s, u"Ask what the lessons ask: \"lessons\" for all, a level, or a course. Default: clients."_s,
          u"ID"_s},
         {u"lesson"_s, u"Ask what this lesson asks. May be repeated."_s, u"ID"_s},
         {u"client"_s, u"Ask about this client only. May be repeated."_s, u"ID"_s},
         {u"variant"_s, u"B to Z: the same questions in another order, with their options in another order."_s,
          u"LETTER"_s, u"A"_s},
         {u"key"_s, u"Print only the letters of the right answers."_s},
         {u"answers"_s, u"Answers as letters, such as abacba; - for none."_s, u"LETTERS"_s},
         {u"reveal"_s, u"Print the right answers and the reasons."_s},
         {u"format"_s, u"%1. Default: text."_s.arg(listText(formatNames(), formatNames().size(), u"or"_s)), u"ID"_s,
          u"text"_s},
         {{u"o"_s, u"output"_s}, u"Write to this file."_s, u"FILE"_s}});
}

int runQuiz(const QCommandLineParser &parser, const Clients &)
{
    const Result<Quiz> quiz = quizFor(parser);
    if (!quiz)
        return usageError(quiz.error);
    Result<QList<int>> given = givenAnswers(*quiz, parser.value(u"answers"_s));
    if (!given)
        return usageError(given.error);
    const QString id = parser.value(u"format"_s);
    const QuizFormat *format = findQuizFormat(id);
    if (!format && id != u"text")
        return usageError(
            u"there is no format \"%1\" for a quiz; choose one of: %2"_s.arg(id, formatNames().join(u", "_s)));
    if (format && format->extension == "zip"_L1 && isStandardOutput(parser.value(u"output"_s)) && isatty(STDOUT_FILENO))
        return usageError(u"a terminal cannot show a package; name a file with -o"_s);
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    if (parser.isSet(u"key"_s))
        return output.write((quizKey(*quiz) + u'\n').toUtf8());
    const bool reveals = parser.isSet(u"reveal"_s) || !given->isEmpty();
    if (isatty(STDIN_FILENO) && !reveals && !format && !parser.isSet(u"output"_s)) {
        *given = ask(*quiz);
        return print(u"\n%1 of %2 right\n"_s.arg(rightAnswers(*quiz, *given)).arg(quiz->questions.size()).toUtf8());
    }
    const QuizPaper paper = !given->isEmpty() ? QuizPaper::Result : reveals ? QuizPaper::Answers : QuizPaper::Questions;
    return output.write(format ? format->write(*quiz, *given, paper) : asText(*quiz, *given, reveals));
}

} // namespace hopscope::cli
