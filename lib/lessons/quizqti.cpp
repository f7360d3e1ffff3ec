// SPDX-License-Identifier: MIT
#include "lessons/quizformats.h"
#include "text/zipfile.h"

#include <QXmlStreamWriter>

#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView kQti(u"http://www.imsglobal.org/xsd/imsqti_v2p1");
constexpr QStringView kPackage(u"http://www.imsglobal.org/xsd/imscp_v1p1");

QString itemId(qsizetype index)
{
    return u"q%1"_s.arg(index + 1, 2, 10, QChar(u'0'));
}

QByteArray xmlFile(const std::function<void(QXmlStreamWriter &)> &write)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    write(xml);
    xml.writeEndDocument();
    return bytes;
}

void attributes(QXmlStreamWriter &xml, const QList<std::pair<QString, QString>> &all)
{
    for (const auto &[name, value] : all)
        xml.writeAttribute(name, xmlText(value));
}

void declare(QXmlStreamWriter &xml, const QString &element, const QString &id, const QString &type)
{
    xml.writeStartElement(element);
    attributes(xml, {{u"identifier"_s, id}, {u"cardinality"_s, u"single"_s}, {u"baseType"_s, type}});
}

void setOutcome(QXmlStreamWriter &xml, const QString &id, const QString &type, const QString &value)
{
    xml.writeStartElement(u"setOutcomeValue"_s);
    xml.writeAttribute(u"identifier"_s, id);
    xml.writeStartElement(u"baseValue"_s);
    xml.writeAttribute(u"baseType"_s, type);
    xml.writeCharacters(value);
    xml.writeEndElement();
    xml.writeEndElement();
}

void declarations(QXmlStreamWriter &xml, const QuizQuestion &question)
{
    declare(xml, u"responseDeclaration"_s, u"RESPONSE"_s, u"identifier"_s);
    xml.writeStartElement(u"correctResponse"_s);
    xml.writeTextElement(u"value"_s, optionLetter(question.right));
    xml.writeEndElement();
    xml.writeEndElement();
    declare(xml, u"outcomeDeclaration"_s, u"SCORE"_s, u"float"_s);
    xml.writeStartElement(u"defaultValue"_s);
    xml.writeTextElement(u"value"_s, u"0"_s);
    xml.writeEndElement();
    xml.writeEndElement();
    declare(xml, u"outcomeDeclaration"_s, u"FEEDBACK"_s, u"identifier"_s);
    xml.writeEndElement();
}

/// Its lines as paragraphs.
void body(QXmlStreamWriter &xml, const QuizQuestion &question)
{
    xml.writeStartElement(u"itemBody"_s);
    for (const QString &line : question.text.split(u'\n', Qt::SkipEmptyParts))
        xml.writeTextElement(u"p"_s, xmlText(line));
    xml.writeStartElement(u"choiceInteraction"_s);
    attributes(xml, {{u"responseIdentifier"_s, u"RESPONSE"_s}, {u"shuffle"_s, u"false"_s}, {u"maxChoices"_s, u"1"_s}});
    for (qsizetype i = 0; i < question.options.size(); ++i) {
        xml.writeStartElement(u"simpleChoice"_s);
        xml.writeAttribute(u"identifier"_s, optionLetter(i));
        xml.writeCharacters(xmlText(question.options.at(i)));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
}

void processing(QXmlStreamWriter &xml, const QuizQuestion &question)
{
    xml.writeStartElement(u"responseProcessing"_s);
    xml.writeStartElement(u"responseCondition"_s);
    xml.writeStartElement(u"responseIf"_s);
    xml.writeStartElement(u"match"_s);
    for (const QString &element : {u"variable"_s, u"correct"_s}) {
        xml.writeEmptyElement(element);
        xml.writeAttribute(u"identifier"_s, u"RESPONSE"_s);
    }
    xml.writeEndElement();
    setOutcome(xml, u"SCORE"_s, u"float"_s, u"1"_s);
    xml.writeEndElement();
    xml.writeEndElement();
    setOutcome(xml, u"FEEDBACK"_s, u"identifier"_s, u"why"_s);
    xml.writeEndElement();
    xml.writeStartElement(u"modalFeedback"_s);
    attributes(xml, {{u"outcomeIdentifier"_s, u"FEEDBACK"_s}, {u"identifier"_s, u"why"_s}, {u"showHide"_s, u"show"_s}});
    xml.writeCharacters(xmlText(u"%1 [%2]"_s.arg(question.reason, question.source)));
    xml.writeEndElement();
}

QByteArray item(const Quiz &quiz, qsizetype index)
{
    const QuizQuestion &question = quiz.questions.at(index);
    return xmlFile([&](QXmlStreamWriter &xml) {
        xml.writeStartElement(u"assessmentItem"_s);
        xml.writeDefaultNamespace(kQti.toString());
        attributes(xml, {{u"identifier"_s, itemId(index)},
                         {u"title"_s, questionName(quiz, index)},
                         {u"adaptive"_s, u"false"_s},
                         {u"timeDependent"_s, u"false"_s}});
        declarations(xml, question);
        body(xml, question);
        processing(xml, question);
        xml.writeEndElement();
    });
}

QByteArray test(const Quiz &quiz)
{
    return xmlFile([&](QXmlStreamWriter &xml) {
        xml.writeStartElement(u"assessmentTest"_s);
        xml.writeDefaultNamespace(kQti.toString());
        attributes(xml, {{u"identifier"_s, u"quiz"_s}, {u"title"_s, quizTitle(quiz)}});
        xml.writeStartElement(u"testPart"_s);
        attributes(xml, {{u"identifier"_s, u"part"_s},
                         {u"navigationMode"_s, u"nonlinear"_s},
                         {u"submissionMode"_s, u"individual"_s}});
        xml.writeStartElement(u"assessmentSection"_s);
        attributes(xml, {{u"identifier"_s, u"section"_s}, {u"title"_s, quizTitle(quiz)}, {u"visible"_s, u"true"_s}});
        for (qsizetype i = 0; i < quiz.questions.size(); ++i) {
            xml.writeEmptyElement(u"assessmentItemRef"_s);
            attributes(xml, {{u"identifier"_s, itemId(i)}, {u"href"_s, itemId(i) + u".xml"_s}});
        }
        for (int open = 0; open < 3; ++open)
            xml.writeEndElement();
    });
}

void resource(QXmlStreamWriter &xml, const QString &id, const QString &type, const QString &file)
{
    xml.writeStartElement(u"resource"_s);
    attributes(xml, {{u"identifier"_s, id}, {u"type"_s, type}, {u"href"_s, file}});
    xml.writeEmptyElement(u"file"_s);
    xml.writeAttribute(u"href"_s, file);
}

QByteArray manifest(const Quiz &quiz)
{
    return xmlFile([&](QXmlStreamWriter &xml) {
        xml.writeStartElement(u"manifest"_s);
        xml.writeDefaultNamespace(kPackage.toString());
        xml.writeAttribute(u"identifier"_s, u"hopscope-quiz"_s);
        xml.writeStartElement(u"metadata"_s);
        xml.writeTextElement(u"schema"_s, u"QTIv2.1 Package"_s);
        xml.writeTextElement(u"schemaversion"_s, u"1.0.0"_s);
        xml.writeEndElement();
        xml.writeEmptyElement(u"organizations"_s);
        xml.writeStartElement(u"resources"_s);
        resource(xml, u"quiz"_s, u"imsqti_test_xmlv2p1"_s, u"quiz.xml"_s);
        for (qsizetype i = 0; i < quiz.questions.size(); ++i) {
            xml.writeEmptyElement(u"dependency"_s);
            xml.writeAttribute(u"identifierref"_s, itemId(i));
        }
        xml.writeEndElement();
        for (qsizetype i = 0; i < quiz.questions.size(); ++i) {
            resource(xml, itemId(i), u"imsqti_item_xmlv2p1"_s, itemId(i) + u".xml"_s);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    });
}

} // namespace

QByteArray quizQti(const Quiz &quiz)
{
    QList<ZipEntry> files{{u"imsmanifest.xml"_s, manifest(quiz)}, {u"quiz.xml"_s, test(quiz)}};
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        files.append({itemId(i) + u".xml"_s, item(quiz, i)});
    return zipOf(files);
}

} // namespace hopscope
