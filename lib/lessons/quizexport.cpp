// SPDX-License-Identifier: MIT
#include "lessons/quiz.h"

#include "lessons/quiztext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// RFC 4180; an apostrophe in front of what a spreadsheet would take for a formula.
QString cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.at(0)))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString row(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &text : cells)
        quoted.append(cell(text));
    return quoted.join(u',') + u"\r\n"_s;
}

QString verdict(const QuizQuestion &question, int given)
{
    return given < 0                 ? QuizText::tr("not answered")
           : given == question.right ? QuizText::tr("right")
                                     : QuizText::tr("wrong");
}

QString optionHtml(const QuizQuestion &question, int index, int given, QuizPaper paper)
{
    const bool isRight = index == question.right && paper != QuizPaper::Questions;
    const bool isGiven = index == given && paper == QuizPaper::Result;
    QString text = u"%1 %2"_s.arg(isGiven ? u"\u2611"_s : u"\u2610"_s, question.options.at(index).toHtmlEscaped());
    if (isRight)
        text = u"<strong>%1 \u2714</strong>"_s.arg(text);
    return u"<li>%1</li>\n"_s.arg(text);
}

QString questionHtml(const QuizQuestion &question, int given, QuizPaper paper)
{
    QString html = u"<li><p class=\"question\">%1</p>\n<ol type=\"a\">\n"_s.arg(question.text.toHtmlEscaped());
    for (int i = 0; i < question.options.size(); ++i)
        html += optionHtml(question, i, given, paper);
    html += u"</ol>\n"_s;
    if (paper == QuizPaper::Result)
        html += u"<p>%1</p>\n"_s.arg(verdict(question, given).toHtmlEscaped());
    if (paper != QuizPaper::Questions)
        html +=
            u"<p class=\"why\">%1 [%2]</p>\n"_s.arg(question.reason.toHtmlEscaped(), question.source.toHtmlEscaped());
    return html + u"</li>\n"_s;
}

constexpr auto kStyle = "body{font:12pt/1.4 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"
                        "li{margin:.3em 0;break-inside:avoid}.why{color:#444;font-size:.9em}"
                        "ol[type=a]{list-style:lower-alpha}.question{white-space:pre-line}"_L1;

} // namespace

QByteArray quizCsv(const Quiz &quiz, const QList<int> &given)
{
    QString text =
        row({QuizText::tr("Number"), QuizText::tr("Question"), QuizText::tr("Options"), QuizText::tr("Given"),
             QuizText::tr("Right"), QuizText::tr("Verdict"), QuizText::tr("Reason"), QuizText::tr("Source")});
    for (qsizetype i = 0; i < quiz.questions.size(); ++i) {
        const QuizQuestion &question = quiz.questions.at(i);
        const int answer = given.value(i, -1);
        text +=
            row({QString::number(i + 1), question.text, question.options.join(u" | "_s), question.options.value(answer),
                 question.options.value(question.right), verdict(question, answer), question.reason, question.source});
    }
    return text.toUtf8();
}

QByteArray quizHtml(const Quiz &quiz, const QList<int> &given, QuizPaper paper)
{
    const QString title = quizTitle(quiz);
    QString html = u"<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>%1</title>\n"
                   "<style>%2</style>\n<h1>%1</h1>\n"_s.arg(title.toHtmlEscaped(), kStyle);
    if (paper == QuizPaper::Questions)
        html += u"<p>%1 ______________________________</p>\n"_s.arg(QuizText::tr("Name:"));
    if (paper != QuizPaper::Questions)
        html += u"<p>%1</p>\n"_s.arg(QuizText::tr("Key: %1").arg(quizKey(quiz)).toHtmlEscaped());
    if (paper == QuizPaper::Result)
        html += u"<p><strong>%1</strong></p>\n"_s.arg(
            QuizText::tr("%1 of %2 right").arg(rightAnswers(quiz, given)).arg(quiz.questions.size()));
    html += u"<ol>\n"_s;
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        html += questionHtml(quiz.questions.at(i), given.value(i, -1), paper);
    return (html + u"</ol>\n</html>\n"_s).toUtf8();
}

} // namespace hopscope
