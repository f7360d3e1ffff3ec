// SPDX-License-Identifier: MIT
#include "lessons/quizformats.h"
#include "lessons/quiztext.h"

#include <QXmlStreamWriter>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

void writeText(QXmlStreamWriter &xml, const QString &element, const QString &text, bool isHtml)
{
    xml.writeStartElement(element);
    if (isHtml)
        xml.writeAttribute(u"format"_s, u"html"_s);
    xml.writeTextElement(u"text"_s, xmlText(text));
    xml.writeEndElement();
}

void writeOption(QXmlStreamWriter &xml, const QString &text, bool isRight)
{
    xml.writeStartElement(u"answer"_s);
    xml.writeAttribute(u"fraction"_s, isRight ? u"100"_s : u"0"_s);
    xml.writeAttribute(u"format"_s, u"html"_s);
    xml.writeTextElement(u"text"_s, xmlText(questionHtmlText(text)));
    writeText(xml, u"feedback"_s, isRight ? QuizText::tr("Right.") : QuizText::tr("Wrong."), true);
    xml.writeEndElement();
}

void writeQuestion(QXmlStreamWriter &xml, const Quiz &quiz, qsizetype index)
{
    const QuizQuestion &question = quiz.questions.at(index);
    xml.writeStartElement(u"question"_s);
    xml.writeAttribute(u"type"_s, u"multichoice"_s);
    writeText(xml, u"name"_s, questionName(quiz, index), false);
    writeText(xml, u"questiontext"_s, questionHtmlText(question.text), true);
    writeText(xml, u"generalfeedback"_s, questionHtmlText(u"%1 [%2]"_s.arg(question.reason, question.source)), true);
    xml.writeTextElement(u"defaultgrade"_s, u"1"_s);
    xml.writeTextElement(u"penalty"_s, u"0"_s);
    xml.writeTextElement(u"hidden"_s, u"0"_s);
    xml.writeTextElement(u"single"_s, u"true"_s);
    // The options stand in the order of the paper, whose key says their letters.
    xml.writeTextElement(u"shuffleanswers"_s, u"false"_s);
    xml.writeTextElement(u"answernumbering"_s, u"abc"_s);
    for (qsizetype i = 0; i < question.options.size(); ++i)
        writeOption(xml, question.options.at(i), i == question.right);
    xml.writeEndElement();
}

} // namespace

QByteArray quizMoodle(const Quiz &quiz)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"quiz"_s);
    xml.writeStartElement(u"question"_s);
    xml.writeAttribute(u"type"_s, u"category"_s);
    // A slash would begin a category below.
    writeText(xml, u"category"_s, u"$course$/top/"_s + quizTitle(quiz).replace(u'/', u"//"_s), false);
    xml.writeEndElement();
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        writeQuestion(xml, quiz, i);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace hopscope
