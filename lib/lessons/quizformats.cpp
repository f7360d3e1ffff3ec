// SPDX-License-Identifier: MIT
#include "lessons/quizformats.h"

#include <QCoreApplication>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QuizFormat kQuizFormats[] = {
    {.id = "html"_L1,
     .title = QT_TRANSLATE_NOOP("quiz", "Web page to print"),
     .extension = "html"_L1,
     .isForPrograms = false,
     .write = quizHtml},
    {.id = "csv"_L1,
     .title = QT_TRANSLATE_NOOP("quiz", "Table"),
     .extension = "csv"_L1,
     .isForPrograms = false,
     .write = [](const Quiz &quiz, const QList<int> &given, QuizPaper) { return quizCsv(quiz, given); }},
    {.id = "moodle"_L1,
     .title = QT_TRANSLATE_NOOP("quiz", "Moodle XML"),
     .extension = "xml"_L1,
     .isForPrograms = true,
     .write = [](const Quiz &quiz, const QList<int> &, QuizPaper) { return quizMoodle(quiz); }},
    {.id = "gift"_L1,
     .title = QT_TRANSLATE_NOOP("quiz", "GIFT"),
     .extension = "gift"_L1,
     .isForPrograms = true,
     .write = [](const Quiz &quiz, const QList<int> &, QuizPaper) { return quizGift(quiz); }},
    {.id = "qti"_L1,
     .title = QT_TRANSLATE_NOOP("quiz", "QTI 2.1 package"),
     .extension = "zip"_L1,
     .isForPrograms = true,
     .write = [](const Quiz &quiz, const QList<int> &, QuizPaper) { return quizQti(quiz); }},
};

/// XML 1.0, 2.2: Char.
bool isXmlCharacter(QChar character)
{
    const char16_t code = character.unicode();
    return code >= 0x20 ? code != 0xfffe && code != 0xffff : code == 0x09 || code == 0x0a || code == 0x0d;
}

} // namespace

std::span<const QuizFormat> quizFormats()
{
    return kQuizFormats;
}

const QuizFormat *findQuizFormat(QStringView id)
{
    const auto found = std::ranges::find_if(kQuizFormats, [&](const QuizFormat &format) { return id == format.id; });
    return found == std::end(kQuizFormats) ? nullptr : found;
}

QString titleOf(const QuizFormat &format)
{
    return QCoreApplication::translate("quiz", format.title);
}

QString questionName(const Quiz &quiz, qsizetype index)
{
    return u"%1, %2 %3"_s.arg(quizTitle(quiz), QCoreApplication::translate("quiz", "question"))
        .arg(index + 1, 2, 10, QChar(u'0'));
}

QString optionLetter(qsizetype index)
{
    return QChar(char16_t(u'a' + index));
}

QString questionHtmlText(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br/>"_s);
}

QString xmlText(const QString &text)
{
    QString clean = text;
    for (QChar &character : clean) {
        if (!isXmlCharacter(character))
            character = QChar::ReplacementCharacter;
    }
    // Half a surrogate pair is no character either; UTF-8 has none of it.
    return QString::fromUtf8(clean.toUtf8());
}

} // namespace hopscope
