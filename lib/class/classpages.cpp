// SPDX-License-Identifier: MIT
#include "class/classpages.h"

#include "class/classmatrix.h"
#include "class/classtext.h"
#include "class/classword.h"
#include "lessons/launchpage.h"
#include "lessons/lessontext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kWholeBar = 100; ///< per cent

// Sizes for a thumb, colours with a contrast of 4.5:1; nothing that a browser of 2012 does not know.
constexpr auto kPageStyle =
    "body{font:18px/1.5 sans-serif;max-width:40em;margin:0 auto;padding:16px;color:#1a1a1a;background:#fff}"
    "h1{font-size:24px;line-height:1.25}h2{font-size:20px}input[type=text]{font:inherit;padding:12px;width:100%;"
    "box-sizing:border-box;border:1px solid #595959}button{font:inherit;display:block;width:100%;margin:10px 0;"
    "padding:14px;text-align:left;border:2px solid #1a5fb4;background:#fff;color:#1a1a1a;border-radius:6px}"
    "button.main,button.mine{background:#1a5fb4;color:#fff}.note{border-left:6px solid #a51d2d;padding-left:10px}"
    ".bar{background:#1a5fb4;height:14px;margin-bottom:10px}.differs{border-left:6px solid #a51d2d;padding-left:10px}"
    "h3{font-size:18px}code,li{word-wrap:break-word;overflow-wrap:anywhere}label{display:block;margin:8px "
    "0}a{color:#1a5fb4}";

QString escaped(ClassText text)
{
    return classText(text).toHtmlEscaped();
}

QString paragraph(const QString &html, const QString &kind = {})
{
    return (kind.isEmpty() ? u"<p>"_s : u"<p class=\"%1\">"_s.arg(kind)) + html + u"</p>"_s;
}

QString noteOf(const QString &fault)
{
    return fault.isEmpty() ? QString() : paragraph(u"<strong>"_s + fault.toHtmlEscaped() + u"</strong>"_s, u"note"_s);
}

QString linkTo(QByteArrayView path, ClassText text)
{
    return paragraph(u"<a href=\"%1\">%2</a>"_s.arg(QString::fromLatin1(path), escaped(text)));
}

ScenarioAnswer pageOf(const QString &title, const QString &body, int status = 200, bool polls = false)
{
    const QString refresh = polls ? u"<meta http-equiv=\"refresh\" content=\"%1\">"_s.arg(kPollSeconds) : QString();
    const QString html = u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">%1"
                         "<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">"
                         "<title>%2</title><style>%3</style></head><body>%4</body></html>\n"_s.arg(
                             refresh, title.toHtmlEscaped(), QString::fromLatin1(kPageStyle), body);
    return {.status = status,
            .headers = {{{"Content-Type", "text/html; charset=utf-8"},
                         {"Cache-Control", "no-store"},
                         {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                                     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
                         {"X-Content-Type-Options", "nosniff"},
                         {"Referrer-Policy", "same-origin"}}},
            .body = html.toUtf8()};
}

QString lessonHtml(const Classroom &room, const QString &text)
{
    return htmlText(room.lesson.scenario, text);
}

/// A button for each option; the one that counts is told in words, too.
QString voteForm(const Classroom &room, const QuestionPart &part, int mine)
{
    QString html = u"<form method=\"post\" action=\"%1\"><input type=\"hidden\" name=\"part\" value=\"%2\">"_s.arg(
        QString::fromLatin1(kVotePath), QString::number(room.part));
    for (int i = 0; i < part.options.size(); ++i) {
        const QString text = lessonHtml(room, part.options.at(i).text);
        html += u"<button name=\"option\" value=\"%1\"%2>%3 %4</button>"_s.arg(
            QString::number(i), i == mine ? u" class=\"mine\""_s : QString(), QString(QChar(char16_t(u'a' + i))), text);
    }
    return html + u"</form>"_s;
}

QString mineText(const Classroom &room, const QuestionPart &part, int mine, ClassText text)
{
    if (mine < 0)
        return paragraph(escaped(ClassText::NoVote));
    return paragraph(escaped(text).arg(lessonHtml(room, part.options.at(mine).text)));
}

QString barsOf(const Classroom &room, const QuestionPart &part, const QString &right)
{
    const QList<int> counts = tally(room, room.part);
    const int all = std::max(1, std::accumulate(counts.begin(), counts.end(), 0));
    QString html;
    for (qsizetype i = 0; i < part.options.size(); ++i) {
        const QString mark = part.options.at(i).value == right ? u"\u2714 "_s : QString();
        html += u"<div>%1%2: %3</div><div class=\"bar\" style=\"width:%4%\"></div>"_s.arg(
            mark, lessonHtml(room, part.options.at(i).text), QString::number(counts.at(i)),
            QString::number(counts.at(i) * kWholeBar / all));
    }
    return html;
}

QString answerHtml(const Classroom &room, const QuestionPart &part)
{
    const PartAnswer &answer = room.answers.at(room.part);
    QString html = paragraph(u"<strong>%1</strong>"_s.arg(
                       escaped(ClassText::RightAnswer).arg(lessonHtml(room, optionText(part, answer.value))))) +
                   paragraph(lessonHtml(room, answer.reason));
    if (!answer.sources.isEmpty())
        html += paragraph(escaped(ClassText::Sources).arg(answer.sources.join(u"; "_s).toHtmlEscaped()));
    return html + barsOf(room, part, answer.value);
}

QString stageHtml(const Classroom &room, const QuestionPart &part, int mine)
{
    switch (room.stage) {
    case ClassStage::Waiting:
        break;
    case ClassStage::Open:
        return paragraph(escaped(ClassText::Choose)) + voteForm(room, part, mine) +
               (mine < 0 ? QString() : mineText(room, part, mine, ClassText::VoteCounts));
    case ClassStage::Closed:
        return paragraph(escaped(ClassText::VoteIsClosed)) + mineText(room, part, mine, ClassText::YourVote);
    case ClassStage::Revealed:
        return answerHtml(room, part) + mineText(room, part, mine, ClassText::YourVote);
    }
    return paragraph(escaped(ClassText::Wait));
}

/// Whether an answer has been shown, so that a prediction gives nothing away.
bool isAnyRevealed(const Classroom &room)
{
    return room.part > 0 || room.stage == ClassStage::Revealed;
}

QString sentHtml(const Classroom &room, const ClassDevice &device)
{
    const QList<DeviceRow> rows = deviceRowsOf(room, device);
    if (rows.isEmpty())
        return paragraph(escaped(ClassText::NothingSent));
    const bool shows = isAnyRevealed(room);
    QString html;
    for (const DeviceRow &row : rows) {
        html += u"<h3>%1</h3><ol>"_s.arg(escaped(ClassText::VisitNumber).arg(row.visit));
        for (const DeviceCell &cell : row.cells) {
            if (cell.sent.isEmpty() && !shows)
                continue;
            const QString sent = cell.sent.isEmpty() ? classText(ClassText::NotSentYet) : cell.sent;
            html += u"<li><code>%1</code>"_s.arg(sent.toHtmlEscaped());
            if (shows && cell.difference.isEmpty())
                html += paragraph(escaped(ClassText::AsPredicted).arg(row.client.toHtmlEscaped()));
            else if (shows)
                html += paragraph(escaped(ClassText::Differs).arg(cell.difference.toHtmlEscaped()), u"differs"_s);
            html += u"</li>"_s;
        }
        html += u"</ol>"_s;
    }
    return html;
}

} // namespace

QByteArray classUrl(const Classroom &room)
{
    return baseUrl(room.scenario.origins.value(0)) + kClassPath.toByteArray();
}

ScenarioAnswer wordPage(const Classroom &room, const QString &fault, int status)
{
    QString html = u"<h1>%1</h1>"_s.arg(room.lesson.title.toHtmlEscaped()) + noteOf(fault) +
                   paragraph(escaped(ClassText::GiveWord)) +
                   u"<form method=\"post\" action=\"%1\"><label>%2 <input type=\"text\" name=\"word\" maxlength=\"%3\" "
                   "autocapitalize=\"off\" autocomplete=\"off\" autocorrect=\"off\"></label>"_s.arg(
                       QString::fromLatin1(kJoinPath), escaped(ClassText::Word), QString::number(2 * kClassWordLength));
    if (room.asksNames)
        html += u"<label>%1 <input type=\"text\" name=\"name\" maxlength=\"%2\"></label>"_s.arg(
            escaped(ClassText::Name), QString::number(kMaxStudentName));
    return pageOf(room.lesson.title,
                  html + u"<button class=\"main\">%1</button></form>"_s.arg(escaped(ClassText::Join)), status);
}

ScenarioAnswer questionPage(const Classroom &room, const ClassDevice &device, const QString &fault)
{
    const QuestionPart part = room.lesson.parts.value(room.part);
    const int mine = voteOf(room, device.token, room.part);
    QString html = u"<h1>%1</h1>"_s.arg(lessonHtml(room, room.lesson.question)) + noteOf(fault);
    if (!room.lesson.parts.isEmpty())
        html += u"<h2>%1: %2</h2>"_s.arg(
                    escaped(ClassText::QuestionOf)
                        .arg(QString::number(room.part + 1), QString::number(room.lesson.parts.size())),
                    lessonHtml(room, part.label)) +
                stageHtml(room, part, mine);
    html += linkTo(kClassPath, ClassText::ReloadPage);
    if (!room.scenario.visits.isEmpty())
        html += linkTo(kDevicePath, ClassText::YourDevice);
    if (!room.key.isEmpty())
        html += linkTo(kHomeworkPath, ClassText::Homework);
    // Who is about to tap is not disturbed.
    const bool polls = room.stage != ClassStage::Open || mine >= 0;
    return pageOf(room.lesson.title, html, fault.isEmpty() ? 200 : 409, polls);
}

ScenarioAnswer devicePage(const Classroom &room, const ClassDevice &device)
{
    QString html = u"<h1>%1</h1>"_s.arg(escaped(ClassText::YourDevice));
    if (!room.whyNotPlayed.isEmpty())
        return pageOf(room.lesson.title,
                      html + paragraph(room.whyNotPlayed.toHtmlEscaped()) + linkTo(kClassPath, ClassText::BackToClass));
    html += paragraph(escaped(ClassText::DeviceIntro)) +
            paragraph(u"<a href=\"%1\">%2</a>"_s.arg(QString::fromUtf8(launchUrl(room.scenario)).toHtmlEscaped(),
                                                     escaped(ClassText::DeviceBegin))) +
            u"<h2>%1</h2>"_s.arg(escaped(ClassText::DeviceSent)) + sentHtml(room, device) +
            u"<form method=\"post\" action=\"%1\"><button>%2</button></form>"_s.arg(QString::fromLatin1(kAgainPath),
                                                                                    escaped(ClassText::DeviceAgain));
    return pageOf(room.lesson.title,
                  html + linkTo(kDevicePath, ClassText::ReloadPage) + linkTo(kClassPath, ClassText::BackToClass));
}

ScenarioAnswer homeworkPage(const Classroom &room, const QString &fault)
{
    QString html = u"<h1>%1</h1>"_s.arg(lessonHtml(room, room.lesson.question)) + noteOf(fault) +
                   paragraph(escaped(ClassText::HomeworkIntro)) +
                   u"<form method=\"post\" action=\"%1\"><label>%2 <input type=\"text\" name=\"name\" "
                   "maxlength=\"%3\"></label>"_s.arg(QString::fromLatin1(kHomeworkPath), escaped(ClassText::Name),
                                                     QString::number(kMaxStudentName));
    for (qsizetype i = 0; i < room.lesson.parts.size(); ++i) {
        const QuestionPart &part = room.lesson.parts.at(i);
        html += u"<fieldset><legend>%1. %2</legend>"_s.arg(QString::number(i + 1), lessonHtml(room, part.label));
        for (qsizetype option = 0; option < part.options.size(); ++option)
            html += u"<label><input type=\"radio\" name=\"part%1\" value=\"%2\"> %3</label>"_s.arg(
                QString::number(i), QString::number(option), lessonHtml(room, part.options.at(option).text));
        html += u"</fieldset>"_s;
    }
    html += u"<button class=\"main\">%1</button></form>"_s.arg(escaped(ClassText::HomeworkSave));
    return pageOf(room.lesson.title, html + linkTo(kClassPath, ClassText::BackToClass), fault.isEmpty() ? 200 : 422);
}

ScenarioAnswer notePage(const QString &text, int status)
{
    return pageOf(text, noteOf(text) + linkTo(kClassPath, ClassText::BackToClass), status);
}

ScenarioAnswer seeOther(QByteArrayView path)
{
    return {.status = 303, .locations = {path.toByteArray()}, .headers = {{{"Cache-Control", "no-store"}}}};
}

} // namespace hopscope
