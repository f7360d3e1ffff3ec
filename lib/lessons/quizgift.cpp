// SPDX-License-Identifier: MIT
#include "lessons/quizformats.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A backslash before each character that GIFT reads as a sign; a line end becomes \n, for an empty line would end the
/// question.
QString giftText(const QString &text)
{
    QString escaped;
    for (const QChar character : text) {
        if (character == u'\n')
            escaped += u"\\n"_s;
        else if (u"\\~=#{}:"_s.contains(character))
            escaped += u'\\' + QString(character);
        else
            escaped += character.unicode() < 0x20 ? QChar(u' ') : character;
    }
    return escaped;
}

/// "[plain]" keeps a text that begins with % or [ from being read as a weight or a format.
QString plainGift(const QString &text)
{
    return u"[plain]"_s + giftText(text);
}

QString giftQuestion(const Quiz &quiz, qsizetype index)
{
    const QuizQuestion &question = quiz.questions.at(index);
    QString gift = u"::%1::%2{\n"_s.arg(giftText(questionName(quiz, index)), plainGift(question.text));
    for (qsizetype i = 0; i < question.options.size(); ++i)
        gift += (i == question.right ? u'=' : u'~') + plainGift(question.options.at(i)) + u'\n';
    return gift + u"####"_s + plainGift(u"%1 [%2]"_s.arg(question.reason, question.source)) + u"\n}\n\n"_s;
}

} // namespace

QByteArray quizGift(const Quiz &quiz)
{
    QString gift = u"// %1\n\n"_s.arg(quizTitle(quiz));
    for (qsizetype i = 0; i < quiz.questions.size(); ++i)
        gift += giftQuestion(quiz, i);
    return gift.toUtf8();
}

} // namespace hopscope
