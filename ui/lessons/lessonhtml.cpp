// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonhtml.h"

#include "http/head.h"
#include "lessons/lessontext.h"
#include "lessons/visit.h"
#include "paint/chainpainter.h"
#include "paint/labels.h"
#include "redirect/client/realclients.h"
#include "redirect/sources.h"
#include "trace/prediction.h"
#include "ui/lessons/lessonsession.h"
#include "ui/look/bytestext.h"
#include "ui/look/links.h"
#include "ui/look/theme.h"
#include "ui/request/texts.h"

#include <QApplication>
#include <QSet>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct LessonViewText {
    Q_DECLARE_TR_FUNCTIONS(lessonview)
};

QString chip(const Tone &tone, const QString &text)
{
    // A chip stays in one line.
    return u"<span style=\"background-color:%1;color:%2\">&nbsp;%3&nbsp;</span>"_s.arg(
        QColor(tone.fill).name(), QColor(tone.text).name(), text.toHtmlEscaped().replace(u' ', "&nbsp;"_L1));
}

QString mono(const QString &text)
{
    return u"<span style=\"font-family:'%1'\">%2</span>"_s.arg(monoFont(QApplication::font()).family(),
                                                               leftToRight(text).toHtmlEscaped());
}

QString muted(const QPalette &palette, const QString &html)
{
    return u"<span style=\"color:%1\">%2</span>"_s.arg(QColor(colorsOf(palette).muted).name(), html);
}

QString withMonoCode(QString html)
{
    const QString family = monoFont(QApplication::font()).family();
    html.replace(u"<code>"_s, u"<span style=\"font-family:'%1'\">"_s.arg(family));
    return html.replace(u"</code>"_s, u"</span>"_s);
}

/// A label takes the colour of links from the application, which is wrong on the black background of the class view.
QString sourceHtml(const QPalette &palette, const QString &source)
{
    const QString style = u"<a style=\"color:%1\" "_s.arg(QColor(colorsOf(palette).link).name());
    return linkHtml(sourceLink(source), source).replace("<a "_L1, style);
}

QString requestHtml(const QPalette &palette, const Scenario &scenario, const ScenarioVisit &visit)
{
    const Colors &colors = colorsOf(palette);
    const bool reads = visit.method == "GET" || visit.method == "HEAD";
    QString html = chip(reads ? colors.get : colors.post, QString::fromUtf8(visit.method)) + u"&nbsp; "_s +
                   mono(QString::fromUtf8(withOrigins(scenario, visit.url)));
    if (const QString by = askedByText(scenario, visit); !by.isEmpty())
        html += u" &nbsp;"_s + muted(palette, by.toHtmlEscaped());
    if (!visit.body.isEmpty()) {
        const QByteArray body = withOrigins(scenario, visit.body);
        const QByteArray type = visit.headers.combined("Content-Type");
        html += u" &nbsp;"_s +
                muted(palette, u"%1 %2"_s.arg(sizeText(body.size()), QString::fromUtf8(type)).toHtmlEscaped());
    }
    for (const Header &field : visit.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Content-Type"))
            html += u"<br>"_s + mono(plainText(field.name + ": " + withOrigins(scenario, field.value)));
    }
    return html;
}

QString answerHtml(const QPalette &palette, const Response &response)
{
    QString html = u"<br>"_s + chip(colorsOf(palette).warn,
                                    u"%1 %2"_s.arg(response.status).arg(QString::fromUtf8(response.reason)));
    bool isFirst = true;
    for (const Header &field : response.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Content-Length") && !equalsIgnoringCase(field.name, "Content-Type"))
            html += (std::exchange(isFirst, false) ? u"&nbsp; "_s : u"<br>"_s) +
                    mono(plainText(field.name + ": " + field.value));
    }
    return html;
}

QString hopText(const Hop &hop)
{
    if (!reachesServer(hop.kind))
        return LessonViewText::tr("Not sent: %1 %2\n%3\n")
            .arg(QString::fromUtf8(hop.request.method), QString::fromUtf8(hop.request.url),
                 hop.redirect ? hop.redirect->reason : QString());
    const QByteArray sent = hop.wire ? hop.wire->sent : serializeRequestHead(hop.request) + hop.request.body.bytes;
    const QByteArray received = hop.wire ? hop.wire->received : QByteArray();
    return plainText(sent).replace("\r\n"_L1, "\n"_L1).trimmed() + u"\n\n    "_s +
           plainText(received).replace("\r\n"_L1, "\n"_L1).trimmed().replace(u'\n', u"\n    "_s) + u"\n\n"_s;
}

/// "POST http://a.example/order, answered 303"; of what no server saw, that.
QString requestLine(const Trace &trace, qsizetype hop)
{
    if (hop >= trace.hops.size())
        return u"–"_s;
    const Hop &each = trace.hops.at(hop);
    const QString request = QString::fromUtf8(each.request.method + ' ' + each.request.url);
    if (!reachesServer(each.kind))
        return LessonViewText::tr("%1, not sent").arg(request);
    return LessonViewText::tr("%1, answered %2")
        .arg(request, each.response ? QString::number(each.response->status) : LessonViewText::tr("not at all"));
}

/// What an installed client did otherwise than its profile predicts, one sentence each.
QStringList differencesOf(const Trace &trace)
{
    QStringList found;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops.at(i);
        for (const QString &note : hop.notes) {
            if (note.startsWith("Differs from "_L1))
                found.append(note);
        }
        for (const LedgerRow &row : hop.redirect ? hop.redirect->ledger : QList<LedgerRow>()) {
            if (isUnpredicted(row))
                found.append(LessonViewText::tr("After request %1, %2 is %3; predicted is %4.")
                                 .arg(QString::number(i + 1), row.part,
                                      row.after.isEmpty() ? LessonViewText::tr("nothing") : row.after,
                                      row.predicted->isEmpty() ? LessonViewText::tr("nothing") : *row.predicted));
        }
    }
    return found;
}

} // namespace

QString LessonHtml::paragraphs(const Scenario &scenario, const QList<Paragraph> &all) const
{
    QString html;
    for (const Paragraph &paragraph : all) {
        html += u"<p>"_s + withMonoCode(htmlText(scenario, paragraph.text));
        if (!paragraph.source.isEmpty())
            html += u' ' + cited({paragraph.source});
        html += u"</p>"_s;
    }
    return html;
}

QString LessonHtml::about(const Lesson &lesson) const
{
    QStringList goals;
    for (const QString &goal : lesson.goals)
        goals.append(plainText(lesson.scenario, goal));
    const QString text = goals.isEmpty() ? aboutText(lesson)
                                         : LessonViewText::tr("%1. Goals: %2").arg(aboutText(lesson), goals.join(u' '));
    return u"<p>"_s + muted(palette, text.toHtmlEscaped()) + u"</p>"_s;
}

QString LessonHtml::sections(const Lesson &lesson, bool all) const
{
    QString html;
    for (const TeacherSection &section : teacherSections()) {
        const QList<Paragraph> &paragraphsOf = lesson.*section.paragraphs;
        if ((all || section.isForAll) && !paragraphsOf.isEmpty())
            html +=
                u"<p><b>%1</b></p>"_s.arg(titleOf(section).toHtmlEscaped()) + paragraphs(lesson.scenario, paragraphsOf);
    }
    return html;
}

QString LessonHtml::cited(const QStringList &sources) const
{
    QStringList links;
    for (const QString &source : sources)
        links.append(sourceHtml(palette, source));
    return (isLarge ? u"[%1]"_s : u"<small>[%1]</small>"_s).arg(links.join(u", "_s));
}

QString LessonHtml::scenarioBox(const Scenario &scenario) const
{
    const Play computed = simulate(scenario, scenario.client);
    QSet<QByteArray> asked;
    QString html;
    for (qsizetype i = 0; i < scenario.visits.size(); ++i) {
        const ScenarioVisit &visit = scenario.visits.at(i);
        html += u"<p>"_s;
        if (scenario.visits.size() > 1)
            html += muted(palette, LessonViewText::tr("Visit %1").arg(i + 1)) + u"&nbsp; "_s;
        html += requestHtml(palette, scenario, visit);
        const Hop first = computed.visits.value(i).hops.value(0);
        const bool isNews = !asked.contains(visit.method + visit.url) && first.kind == HopKind::Http;
        if (isNews && first.response && first.response->status / 100 == 3)
            html += answerHtml(palette, *first.response);
        asked.insert(visit.method + visit.url);
        html += u"</p>"_s;
    }
    return html;
}

QString LessonHtml::chips(const LessonSession &session, const QStringList &chosen) const
{
    const Colors &colors = colorsOf(palette);
    QString html;
    for (int i = 0; i < session.lesson().parts.size(); ++i) {
        const QuestionPart &part = session.lesson().parts.at(i);
        const PartAnswer answer = session.answer(i);
        const QString text = plainText(session.scenario(), part.label) + u": "_s +
                             plainText(session.scenario(), optionText(part, answer.value));
        if (chosen.value(i).isEmpty())
            html += chip(colors.plain, u"• "_s + text);
        else if (chosen.at(i) == answer.value)
            html += chip(colors.good, u"✔ "_s + text);
        else
            html += chip(colors.bad, u"✖ "_s + text);
        html += u" &nbsp; "_s;
    }
    return html;
}

QString LessonHtml::reasons(const LessonSession &session) const
{
    QString html;
    for (int i = 0; i < session.lesson().parts.size(); ++i) {
        const PartAnswer answer = session.answer(i);
        const QuestionPart &part = session.lesson().parts.at(i);
        html += u"<p><b>%1: %2.</b> %3 %4</p>"_s.arg(
            plainText(session.scenario(), part.label).toHtmlEscaped(),
            plainText(session.scenario(), optionText(part, answer.value)).toHtmlEscaped(),
            withMonoCode(htmlText(session.scenario(), answer.reason)), cited(answer.sources));
    }
    return html;
}

QString LessonHtml::real(const LessonSession &session, const QString &client) const
{
    const Play did = session.play(client);
    const Play lesson = session.shown();
    const QString name = clientTitle(client).toHtmlEscaped();
    QString html;
    for (qsizetype i = 0; i < did.visits.size(); ++i) {
        const Trace &trace = did.visits.at(i);
        if (trace.outcome.refused) {
            html += u"<p>%1</p>"_s.arg(trace.outcome.message.toHtmlEscaped());
            continue;
        }
        if (did.visits.size() > 1)
            html += u"<p><b>%1</b></p>"_s.arg(LessonViewText::tr("Visit %1").arg(i + 1));
        html += u"<table cellpadding=\"4\"><tr><th align=\"left\">%1</th><th align=\"left\">%2</th></tr>"_s.arg(
            LessonViewText::tr("%1 did").arg(name),
            LessonViewText::tr("In this lesson, %1")
                .arg(clientTitle(session.lesson().scenario.client).toHtmlEscaped()));
        const Trace predicted = lesson.visits.value(i);
        for (qsizetype hop = 0; hop < std::max(trace.hops.size(), predicted.hops.size()); ++hop)
            html += u"<tr><td>%1. %2</td><td>%3</td></tr>"_s.arg(
                QString::number(hop + 1), mono(requestLine(trace, hop)), mono(requestLine(predicted, hop)));
        html += u"</table>"_s;
        const QStringList differences = differencesOf(trace);
        if (trace.outcome.kind != OutcomeKind::Final)
            html += u"<p>%1</p>"_s.arg(trace.outcome.message.toHtmlEscaped());
        html += u"<p>%1</p>"_s.arg(differences.isEmpty()
                                       ? LessonViewText::tr("✔ %1 did what its own profile predicts.").arg(name)
                                       : u"✖ "_s + differences.join(u' ').toHtmlEscaped());
    }
    if (did.visits.size() > 1)
        html += u"<p>%1</p>"_s.arg(
            LessonViewText::tr("%1 begins each visit with an empty profile, so it remembers nothing of the one before.")
                .arg(name));
    return html;
}

QString wireText(const Play &play)
{
    QString text;
    for (qsizetype i = 0; i < play.visits.size(); ++i) {
        if (play.visits.size() > 1)
            text += LessonViewText::tr("Visit %1").arg(i + 1) + u"\n\n"_s;
        for (const Hop &hop : play.visits.at(i).hops)
            text += hopText(hop);
    }
    return text.trimmed();
}

int rightParts(const LessonSession &session, const QStringList &chosen)
{
    int right = 0;
    for (int i = 0; i < session.lesson().parts.size(); ++i)
        right += chosen.value(i) == session.answer(i).value ? 1 : 0;
    return right;
}

} // namespace hopscope
