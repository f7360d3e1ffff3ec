// SPDX-License-Identifier: MIT
#include "paint/paperhtml.h"

#include "formats/write/shellquote.h"
#include "http/head.h"
#include "lessons/lessontext.h"
#include "lessons/quizformats.h"
#include "redirect/profiletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct PaperText {
    Q_DECLARE_TR_FUNCTIONS(papers)
};

constexpr int kEmptyRows = 4; ///< for each visit: the number of requests is not given away
constexpr char16_t kControlPictures = 0x2400;
constexpr int kSpaceLines = 14; ///< for bytes that are written down

QString heading(const QString &text)
{
    return u"<h2>%1</h2>\n"_s.arg(text.toHtmlEscaped());
}

/// Lines as they are, in fixed pitch, that wrap where the paper ends. A control character is a picture of itself: paper
/// cannot show a tab.
QString verbatim(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes).replace(u"\r\n"_s, u"\n"_s);
    for (QChar &character : text) {
        if (character.unicode() < u' ' && character != u'\n')
            character = QChar(char16_t(kControlPictures + character.unicode()));
    }
    // More than one space stays what it is, too.
    return u"<p class=\"bytes\">%1</p>\n"_s.arg(questionHtmlText(text).replace(u"  "_s, u"&nbsp; "_s));
}

struct Column {
    const char *title; ///< QT_TRANSLATE_NOOP("papers", ...)
    int percent;       ///< of the width
};

constexpr Column kColumns[] = {
    {QT_TRANSLATE_NOOP("papers", "No."), 7},     {QT_TRANSLATE_NOOP("papers", "Method"), 11},
    {QT_TRANSLATE_NOOP("papers", "URL"), 27},    {QT_TRANSLATE_NOOP("papers", "Body"), 17},
    {QT_TRANSLATE_NOOP("papers", "Fields"), 27}, {QT_TRANSLATE_NOOP("papers", "Status"), 11},
};

/// One cell for each of kColumns.
QString row(const QStringList &cells)
{
    QString html = u"<tr>"_s;
    for (const QString &cell : cells)
        html += u"<td>%1</td>"_s.arg(cell.isEmpty() ? u"&nbsp;"_s : questionHtmlText(cell));
    return html + u"</tr>\n"_s;
}

QString table(const QString &rows)
{
    QString head = u"<tr>"_s;
    for (const Column &column : kColumns)
        head += u"<th width=\"%1%\">%2</th>"_s.arg(QString::number(column.percent),
                                                   PaperText::tr(column.title).toHtmlEscaped());
    return u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n"_s + head + u"</tr>\n"_s + rows +
           u"</table>\n"_s;
}

/// "2.1": the first request of the second visit; "1" where there is one visit only.
QString requestNumber(qsizetype visits, qsizetype visit, qsizetype request)
{
    return visits > 1 ? u"%1.%2"_s.arg(visit + 1).arg(request + 1) : QString::number(request + 1);
}

/// The fields that lessons are about.
QString tellingFields(const Request &request)
{
    QStringList lines;
    for (const char *name : {"Authorization", "Content-Type", "Cookie", "Origin", "Referer"}) {
        if (request.headers.contains(name))
            lines.append(u"%1: %2"_s.arg(QLatin1StringView(name), QString::fromUtf8(request.headers.combined(name))));
    }
    return lines.join(u'\n');
}

QString hopRow(const QString &number, const Hop &hop)
{
    const QString status = hop.response ? QString::number(hop.response->status) : QString();
    return row({number, QString::fromLatin1(hop.request.method), QString::fromUtf8(hop.request.url),
                QString::fromUtf8(hop.request.body.bytes), tellingFields(hop.request),
                reachesServer(hop.kind) ? status : PaperText::tr("not sent")});
}

QString optionRow(const QString &letter, const QString &text, bool isRight)
{
    const QString option = u"%1 %2  %3"_s.arg(isRight ? u"\u2611"_s : u"\u2610"_s, letter, text).toHtmlEscaped();
    return isRight ? u"<b>%1</b>"_s.arg(option) : option;
}

QStringList paperClients(const Lesson &lesson)
{
    QStringList clients{lesson.scenario.client};
    for (const QuestionPart &part : lesson.parts)
        clients.append(clientOf(lesson, part));
    clients.removeDuplicates();
    return clients;
}

/// Whether a server sets a cookie: then the next command has to send it.
bool setsCookies(const Scenario &scenario)
{
    return std::ranges::any_of(scenario.routes, [](const ScenarioRoute &route) {
        return std::ranges::any_of(route.answers,
                                   [](const ScenarioAnswer &answer) { return answer.headers.contains("Set-Cookie"); });
    });
}

} // namespace

QByteArray bytesOfVisit(const Trace &visit)
{
    QByteArray bytes;
    for (const Hop &hop : visit.hops) {
        if (!reachesServer(hop.kind)) {
            bytes += '[' +
                     PaperText::tr("not sent: %1 %2")
                         .arg(QString::fromLatin1(hop.request.method), QString::fromUtf8(hop.request.url))
                         .toUtf8() +
                     "]\r\n\r\n";
            continue;
        }
        bytes += serializeRequestHead(hop.request) + hop.request.body.bytes;
        if (hop.request.body.size > 0)
            bytes += "\r\n\r\n";
        if (hop.response)
            bytes += bytesOf(*hop.response) + (hop.response->body.size > 0 ? "\r\n" : "");
    }
    return bytes;
}

QByteArray curlFor(const Scenario &scenario, const ScenarioVisit &visit)
{
    const QByteArray url = withOrigins(scenario, visit.url);
    QByteArray command = "curl -v -L";
    if (setsCookies(scenario))
        command += " -b cookies.txt -c cookies.txt";
    if (url.startsWith("https:"))
        command += " -k";
    // -d makes a POST of it that curl may change; -X would keep the method on every redirect.
    if (visit.method != "GET" && !(visit.method == "POST" && !visit.body.isEmpty()))
        command += " -X " + shellWord(visit.method);
    for (const Header &field : visit.headers.fields)
        command += " -H " + shellWord(field.name + ": " + withOrigins(scenario, field.value));
    if (!visit.body.isEmpty())
        command += " --data-binary " + shellWord(withOrigins(scenario, visit.body));
    return command + ' ' + shellWord(url);
}

QString goalsHtml(const Lesson &lesson)
{
    QString html = u"<p>%1</p>\n"_s.arg(aboutText(lesson).toHtmlEscaped());
    if (lesson.goals.isEmpty())
        return html;
    html += u"<ul>\n"_s;
    for (const QString &goal : lesson.goals)
        html += u"<li>%1</li>\n"_s.arg(htmlText(lesson.scenario, goal));
    return html + u"</ul>\n"_s;
}

QString paragraphsHtml(const Scenario &scenario, const QList<Paragraph> &paragraphs)
{
    QString html;
    for (const Paragraph &paragraph : paragraphs) {
        html += u"<p>"_s + htmlText(scenario, paragraph.text);
        if (!paragraph.source.isEmpty())
            html += u" <small>[%1]</small>"_s.arg(paragraph.source.toHtmlEscaped());
        html += u"</p>\n"_s;
    }
    return html;
}

QString requestsHtml(const Lesson &lesson)
{
    QString html = heading(PaperText::tr("What is asked for"));
    for (qsizetype i = 0; i < lesson.scenario.visits.size(); ++i) {
        if (lesson.scenario.visits.size() > 1)
            html += u"<p>%1</p>\n"_s.arg(PaperText::tr("Visit %1").arg(i + 1));
        html += verbatim(requestText(lesson.scenario, lesson.scenario.visits.at(i)).toUtf8());
    }
    return html;
}

QString curlHtml(const Lesson &lesson)
{
    const QString serve = u"hopscope-cli serve --scenario %1"_s.arg(lesson.id);
    QString html = heading(PaperText::tr("To try it with curl")) +
                   u"<p>%1</p>\n"_s.arg(PaperText::tr("The servers run while the page of the lesson is open in "
                                                      "Hopscope, or with this command:")
                                            .toHtmlEscaped()) +
                   verbatim(serve.toUtf8());
    for (const ScenarioVisit &visit : lesson.scenario.visits)
        html += verbatim(curlFor(lesson.scenario, visit));
    return html;
}

QString emptyTableHtml(const Lesson &lesson)
{
    QString rows;
    for (qsizetype visit = 0; visit < lesson.scenario.visits.size(); ++visit) {
        for (int i = 0; i < kEmptyRows; ++i)
            // Two lines high, to write in.
            rows += row({requestNumber(lesson.scenario.visits.size(), visit, i) + u"\n\u00a0"_s, {}, {}, {}, {}, {}});
    }
    return u"<h2 style=\"page-break-before:always\">%1</h2>\n"_s.arg(PaperText::tr("What is sent").toHtmlEscaped()) +
           table(rows);
}

QString filledTableHtml(const Lesson &lesson)
{
    const Play play = simulate(lesson.scenario, lesson.scenario.client);
    QString rows;
    for (qsizetype visit = 0; visit < play.visits.size(); ++visit) {
        const QList<Hop> &hops = play.visits.at(visit).hops;
        for (qsizetype i = 0; i < hops.size(); ++i)
            rows += hopRow(requestNumber(play.visits.size(), visit, i), hops.at(i));
    }
    return heading(PaperText::tr("What is sent")) + table(rows);
}

QString questionsHtml(const Lesson &lesson, bool isAnswered)
{
    QString html = heading(plainText(lesson.scenario, lesson.question));
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const QuestionPart &part = lesson.parts.at(i);
        const PartAnswer answer = answerOf(lesson.scenario, part, simulate(lesson.scenario, clientOf(lesson, part)));
        html += u"<p>%1. %2</p>\n<p>"_s.arg(i + 1).arg(htmlText(lesson.scenario, part.label));
        QStringList options;
        for (qsizetype k = 0; k < part.options.size(); ++k) {
            const QuestionOption &option = part.options.at(k);
            options.append(optionRow(optionLetter(k), plainText(lesson.scenario, option.text),
                                     isAnswered && option.value == answer.value));
        }
        html += options.join(u"<br/>\n"_s) + u"</p>\n"_s;
        if (isAnswered)
            html += u"<p>%1 <small>[%2]</small></p>\n"_s.arg(htmlText(lesson.scenario, answer.reason),
                                                             answer.sources.join(u"; "_s).toHtmlEscaped());
    }
    return html;
}

QString spaceHtml()
{
    return heading(PaperText::tr("Bytes on the wire")) +
           u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\"><tr><td>"_s +
           u"&nbsp;<br/>"_s.repeated(kSpaceLines) + u"</td></tr></table>\n"_s;
}

QString bytesHtml(const Lesson &lesson)
{
    QString html;
    for (const QString &client : paperClients(lesson)) {
        const ClientProfile *profile = findClient(client);
        html += heading(PaperText::tr("Bytes on the wire: %1").arg(profile ? ProfileText::tr(profile->title) : client));
        const Play play = simulate(lesson.scenario, client);
        for (qsizetype visit = 0; visit < play.visits.size(); ++visit) {
            if (play.visits.size() > 1)
                html += u"<p>%1</p>\n"_s.arg(PaperText::tr("Visit %1").arg(visit + 1));
            html += verbatim(bytesOfVisit(play.visits.at(visit)).trimmed());
        }
    }
    return html;
}

QString sectionsHtml(const Lesson &lesson, bool all)
{
    QString html;
    for (const TeacherSection &section : teacherSections()) {
        const QList<Paragraph> &paragraphs = lesson.*section.paragraphs;
        if ((all || section.isForAll) && !paragraphs.isEmpty())
            html += heading(titleOf(section)) + paragraphsHtml(lesson.scenario, paragraphs);
    }
    return html;
}

} // namespace hopscope
