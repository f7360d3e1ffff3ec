// SPDX-License-Identifier: MIT
#include "paint/lessonpaper.h"

#include "lessons/lessontext.h"
#include "paint/paperhtml.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kPaperPoints = 10;
constexpr int kTitleSteps = 2; ///< as those of <font size="+2">
constexpr int kHeadingSteps = 1;

/// What QTextDocument and browsers both know.
constexpr auto kPaperStyle =
    "body{font-family:sans-serif;max-width:52em}h1{font-size:16pt}h2{font-size:12pt}"
    ".bytes{font-family:monospace;font-size:9pt}small{color:#444}"
    "table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;overflow-wrap:anywhere}"_L1;

QString worksheet(const Lesson &lesson)
{
    return goalsHtml(lesson) + paragraphsHtml(lesson.scenario, lesson.text) + requestsHtml(lesson) +
           questionsHtml(lesson, false) + emptyTableHtml(lesson) + curlHtml(lesson) + spaceHtml();
}

QString answerSheet(const Lesson &lesson)
{
    return goalsHtml(lesson) + questionsHtml(lesson, true) + filledTableHtml(lesson) + bytesHtml(lesson) +
           paragraphsHtml(lesson.scenario, lesson.after) + sectionsHtml(lesson, true);
}

QString handout(const Lesson &lesson)
{
    return goalsHtml(lesson) + paragraphsHtml(lesson.scenario, lesson.text) + requestsHtml(lesson) +
           questionsHtml(lesson, true) + bytesHtml(lesson) + paragraphsHtml(lesson.scenario, lesson.after) +
           sectionsHtml(lesson, false);
}

constexpr PaperKind kPaperKinds[] = {
    {"worksheet"_L1, QT_TRANSLATE_NOOP("papers", "Worksheet"),
     QT_TRANSLATE_NOOP("papers", "Text, questions, a table to fill, curl commands and space for the bytes."),
     worksheet},
    {"answers"_L1, QT_TRANSLATE_NOOP("papers", "Answer sheet"),
     QT_TRANSLATE_NOOP("papers", "Right answers with reason and source, the filled table, the bytes, teacher's notes."),
     answerSheet},
    {"handout"_L1, QT_TRANSLATE_NOOP("papers", "Handout"),
     QT_TRANSLATE_NOOP("papers", "To take home: text, answers, the bytes, what to remember."), handout},
};

QString bodyOfPaper(const PaperKind &kind, const QString &title, const QList<Lesson> &lessons)
{
    const bool isCourse = lessons.size() != 1;
    QString html = isCourse ? u"<h1>%1: %2</h1>\n"_s.arg(titleOf(kind), title.toHtmlEscaped()) : QString();
    for (qsizetype i = 0; i < lessons.size(); ++i) {
        const Lesson lesson = translated(lessons.at(i));
        const QString name = plainText(lesson.scenario, lesson.title).toHtmlEscaped();
        const QString onNewPage = i > 0 ? u" style=\"page-break-before:always\""_s : QString();
        html += u"<h1%1>%2</h1>\n"_s.arg(onNewPage, isCourse ? u"%1. %2"_s.arg(i + 1).arg(name)
                                                             : u"%1: %2"_s.arg(titleOf(kind), name));
        if (kind.id == "worksheet"_L1)
            html += u"<p>%1 ______________________________</p>\n"_s.arg(QCoreApplication::translate("papers", "Name:"));
        html += kind.content(lesson);
    }
    return html;
}

QByteArray paperPage(const PaperKind &kind, const QString &title, const QList<Lesson> &lessons)
{
    const QString name = lessons.size() == 1 ? translated(lessons.constFirst()).title : title;
    return u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>%1</title>\n"
           "<style>%2</style>\n</head>\n<body>\n%3</body>\n</html>\n"_s
               .arg(u"%1: %2"_s.arg(titleOf(kind), name).toHtmlEscaped(), kPaperStyle,
                    bodyOfPaper(kind, title, lessons))
               .toUtf8();
}

/// Headings of a size that fits on paper. QTextDocument's own are larger, and count more than what the style says.
void setHeadingSizes(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0)
            continue;
        QTextCharFormat format;
        format.setProperty(QTextFormat::FontSizeAdjustment, level == 1 ? kTitleSteps : kHeadingSteps);
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        cursor.mergeCharFormat(format);
    }
}

QByteArray paperPdf(const PaperKind &kind, const QString &title, const QList<Lesson> &lessons)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setTitle(u"%1: %2"_s.arg(titleOf(kind), title));
    writer.setCreator(u"Hopscope " HOPSCOPE_VERSION ""_s);
    QTextDocument document;
    QFont font = document.defaultFont();
    font.setPointSizeF(kPaperPoints);
    document.setDefaultFont(font);
    document.setHtml(QString::fromUtf8(paperPage(kind, title, lessons)));
    setHeadingSizes(document);
    document.print(&writer); // with page numbers
    return buffer.data();
}

constexpr PaperFormat kPaperFormats[] = {
    {"pdf"_L1, QT_TRANSLATE_NOOP("papers", "PDF"), paperPdf},
    {"html"_L1, QT_TRANSLATE_NOOP("papers", "Web page"), paperPage},
};

QString paperText(const char *text)
{
    return QCoreApplication::translate("papers", text);
}

} // namespace

std::span<const PaperKind> paperKinds()
{
    return kPaperKinds;
}

const PaperKind *findPaperKind(QStringView id)
{
    const auto found = std::ranges::find_if(kPaperKinds, [&](const PaperKind &kind) { return id == kind.id; });
    return found == std::end(kPaperKinds) ? nullptr : found;
}

QString titleOf(const PaperKind &kind)
{
    return paperText(kind.title);
}

QString aboutText(const PaperKind &kind)
{
    return paperText(kind.about);
}

std::span<const PaperFormat> paperFormats()
{
    return kPaperFormats;
}

const PaperFormat *findPaperFormat(QStringView id)
{
    const auto found = std::ranges::find_if(kPaperFormats, [&](const PaperFormat &format) { return id == format.id; });
    return found == std::end(kPaperFormats) ? nullptr : found;
}

QString titleOf(const PaperFormat &format)
{
    return paperText(format.title);
}

} // namespace hopscope
