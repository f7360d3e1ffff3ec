// SPDX-License-Identifier: MIT
#include "lessons/quiz.h"
#include "app/cli/common.h"
#include "app/cli/table.h"

#include <QRandomGenerator>
#include <QTextStream>

#include <unistd.h>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxQuestions = 50;

QString questionText(const Quiz &quiz, int index)
{
    const QuizQuestion &question = quiz.questions.at(index);
    QString text = wrappedLines(u"%1. %2"_s.arg(index + 1).arg(question.text));
    for (int i = 0; i < question.options.size(); ++i)
        text += u"     %1  %2\n"_s.arg(QChar(char16_t(u'a' + i))).arg(question.options.at(i));
    return text;
}

QString answerText(const QuizQuestion &question)
{
    return wrappedLines(u"   %1. %2 [%3]"_s.arg(question.options.at(question.right), question.reason, question.source));
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
    QString text = u"Quiz %1\n\n"_s.arg(quiz.seed);
    for (int i = 0; i < quiz.questions.size(); ++i)
        text += questionText(quiz, i) + (withAnswers ? answerText(quiz.questions.at(i)) : QString());
    if (!given.isEmpty())
        text += u"\n%1 of %2 right\n"_s.arg(rightAnswers(quiz, given)).arg(quiz.questions.size());
    return text.toUtf8();
}

} // namespace

void describeQuiz(CommandParser &parser)
{
    parser.addOptions({{u"seed"_s, u"The same number gives the same quiz. Default: random."_s, u"N"_s},
                       {u"questions"_s, u"Number of questions. Default: 10."_s, u"N"_s, QString::number(kQuizSize)},
                       {u"answers"_s, u"Answers as letters, such as abacba; - for none."_s, u"LETTERS"_s},
                       {u"reveal"_s, u"Print the right answers and the reasons."_s},
                       {u"format"_s, u"text (default), html or csv."_s, u"ID"_s, u"text"_s},
                       {{u"o"_s, u"output"_s}, u"Write to this file."_s, u"FILE"_s}});
}

int runQuiz(const QCommandLineParser &parser, const Clients &)
{
    quint32 seed = QRandomGenerator::global()->bounded(1'000'000);
    if (parser.isSet(u"seed"_s)) {
        const Result<qint64> number = numberOf(parser, u"seed"_s, 0, 0xffffffffLL);
        if (!number)
            return usageError(number.error);
        seed = quint32(*number);
    }
    const Result<qint64> size = numberOf(parser, u"questions"_s, 1, kMaxQuestions);
    if (!size)
        return usageError(size.error);
    const Quiz quiz = makeQuiz(seed, int(*size));
    Result<QList<int>> given = givenAnswers(quiz, parser.value(u"answers"_s));
    if (!given)
        return usageError(given.error);
    const QString format = parser.value(u"format"_s);
    if (format != u"text" && format != u"html" && format != u"csv")
        return usageError(u"a quiz can be printed as text, html or csv, not as \"%1\""_s.arg(format));
    Output output(parser.value(u"output"_s));
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    const bool reveals = parser.isSet(u"reveal"_s) || !given->isEmpty();
    if (isatty(STDIN_FILENO) && !reveals && format == u"text" && !parser.isSet(u"output"_s)) {
        *given = ask(quiz);
        return print(u"\n%1 of %2 right\n"_s.arg(rightAnswers(quiz, *given)).arg(quiz.questions.size()).toUtf8());
    }
    if (format == u"csv")
        return output.write(quizCsv(quiz, *given));
    const QuizPaper paper = !given->isEmpty() ? QuizPaper::Result : reveals ? QuizPaper::Answers : QuizPaper::Questions;
    return output.write(format == u"html" ? quizHtml(quiz, *given, paper) : asText(quiz, *given, reveals));
}

} // namespace hopscope::cli
