// SPDX-License-Identifier: MIT
#include "lessons/launchpage.h"

#include "http/url.h"
#include "lessons/visit.h"
#include "text/formdata.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct LaunchText {
    Q_DECLARE_TR_FUNCTIONS(launchpage)
};

// Type that is read on a phone, and buttons that a thumb meets.
constexpr auto kLaunchStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
    "section{border-top:1px solid #767676;padding:.5rem 0}code{overflow-wrap:anywhere}"
    "button,.go{font:inherit;display:inline-block;padding:.6rem 1rem;border:1px solid #1a5fb4;background:#1a5fb4;"
    "color:#fff;text-decoration:none;border-radius:.3rem}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#1d1d1d}}";

// The status of a response may stay hidden from a script; that it failed does not.
constexpr auto kLaunchScript =
    "document.querySelectorAll('button[data-url]').forEach(function(button){button.onclick=function(){"
    "var shown=button.parentNode.querySelector('output');shown.textContent='\\u2026';"
    "fetch(button.dataset.url,JSON.parse(button.dataset.options)).then("
    "function(answer){shown.textContent=answer.status+' '+answer.url},"
    "function(error){shown.textContent=String(error)})}});";

constexpr int kNotFound = 404;
constexpr QByteArrayView kOtherPath = "/hopscope";

/// Whether a route of the scenario answers GET.
bool isTaken(const Scenario &scenario, qsizetype origin, QByteArrayView path)
{
    ScenarioState untouched;
    return answerTo(scenario, untouched, {origin, "GET", path.toByteArray(), {}}).status != kNotFound;
}

/// Whether a route names the other path; one for all paths does not.
bool hasOtherPath(const Scenario &scenario)
{
    return std::any_of(scenario.routes.begin(), scenario.routes.end(),
                       [](const ScenarioRoute &route) { return route.path == kOtherPath; });
}

QByteArrayView launchPath(const Scenario &scenario, qsizetype origin)
{
    return isTaken(scenario, origin, "/") ? kOtherPath : QByteArrayView("/");
}

/// Where a visit begins, with addresses in the place of names; -1: at no origin of the scenario.
qsizetype beginOf(const Scenario &scenario, const ScenarioVisit &visit)
{
    const QByteArray page = pageOf(visit);
    const std::optional<Origin> begins = originOf(page.isEmpty() ? visit.url : page);
    for (qsizetype i = 0; begins && i < scenario.origins.size(); ++i) {
        if (serializeOrigin(*begins) == baseUrl(scenario.origins.at(i)))
            return i;
    }
    return -1;
}

ScenarioVisit withAddresses(const Scenario &scenario, ScenarioVisit visit)
{
    visit.url = withOrigins(scenario, visit.url);
    visit.body = withOrigins(scenario, visit.body);
    visit.page = withOrigins(scenario, visit.page);
    for (Header &field : visit.headers.fields)
        field.value = withOrigins(scenario, field.value);
    return visit;
}

QString html(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes).toHtmlEscaped();
}

QString code(QByteArrayView bytes)
{
    return u"<code>"_s + html(bytes) + u"</code>"_s;
}

/// "POST http://shop.localhost:8601/a with 8 bytes of application/x-www-form-urlencoded"
QString sentText(const ScenarioVisit &visit)
{
    QString text = code(visit.method + ' ' + visit.url);
    const QByteArray type = visit.headers.combined("Content-Type");
    if (!visit.body.isEmpty() && !type.isEmpty())
        text = LaunchText::tr("%1 with %2 bytes of %3").arg(text, QString::number(visit.body.size()), code(type));
    for (const Header &field : visit.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Content-Type"))
            text += u", "_s + code(field.name + ": " + field.value);
    }
    return text;
}

/// The fields of a form; nullopt where a form cannot send the body.
std::optional<QList<FormField>> fieldsOfForm(const ScenarioVisit &visit)
{
    const QByteArray type = visit.headers.combined("Content-Type").trimmed().toLower();
    if (visit.body.isEmpty())
        return QList<FormField>();
    if (type.startsWith("multipart/"))
        return std::nullopt;
    if (!type.startsWith("text/plain"))
        return readFormFields(visit.body);
    QList<FormField> fields;
    for (const QByteArray &line : visit.body.trimmed().split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals < 0)
            return std::nullopt;
        fields.append({line.first(equals), line.sliced(equals + 1).trimmed()});
    }
    return fields;
}

QString formControl(const ScenarioVisit &visit)
{
    const std::optional<QList<FormField>> fields = fieldsOfForm(visit);
    if (!fields)
        return LaunchText::tr("A form of this page cannot send this body. Use curl: %1")
            .arg(code("curl -L -H 'Content-Type: ...' --data-binary @body " + visit.url));
    const QByteArray type = visit.headers.combined("Content-Type").trimmed().toLower();
    QString text = u"<form method=\"%1\" action=\"%2\""_s.arg(html(visit.method.toLower()), html(visit.url));
    if (type.startsWith("text/plain"))
        text += u" enctype=\"text/plain\""_s;
    text += u'>';
    for (const FormField &field : *fields)
        text += u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(html(field.name), html(field.value));
    return text + u"<button>"_s + LaunchText::tr("Send the form").toHtmlEscaped() + u"</button></form>"_s;
}

QString fetchControl(const ScenarioVisit &visit)
{
    QJsonArray fields;
    for (const Header &field : visit.headers.fields)
        fields.append(QJsonArray{QString::fromLatin1(field.name), QString::fromLatin1(field.value)});
    QJsonObject options{
        {u"method"_s, QString::fromLatin1(visit.method)}, {u"headers"_s, fields}, {u"credentials"_s, u"include"_s}};
    if (!visit.body.isEmpty())
        options.insert(u"body"_s, QString::fromUtf8(visit.body));
    const QByteArray json = QJsonDocument(options).toJson(QJsonDocument::Compact);
    return u"<button type=\"button\" data-url=\"%1\" data-options=\"%2\">"_s.arg(html(visit.url), html(json)) +
           LaunchText::tr("Call fetch()").toHtmlEscaped() + u"</button> <output></output>"_s;
}

QString controlOf(const ScenarioVisit &visit)
{
    switch (askedBy(visit)) {
    case AskedBy::Address:
        return LaunchText::tr("Type this address, or paste it.").toHtmlEscaped();
    case AskedBy::Link:
        return u"<a class=\"go\" href=\"%1\">"_s.arg(html(visit.url)) +
               LaunchText::tr("Follow the link").toHtmlEscaped() + u"</a>"_s;
    case AskedBy::Form:
        return formControl(visit);
    case AskedBy::Fetch:
        return fetchControl(visit);
    }
    return {};
}

QString visitSection(const Scenario &scenario, qsizetype number, qsizetype here)
{
    const ScenarioVisit visit = withAddresses(scenario, scenario.visits.at(number));
    QString text = u"<section><h2>%1</h2><p>%2</p>"_s.arg(LaunchText::tr("Visit %1").arg(number + 1).toHtmlEscaped(),
                                                          sentText(visit));
    const QByteArray page = pageOf(visit);
    const qsizetype begin = beginOf(scenario, visit);
    if (page.isEmpty() || begin == here || begin < 0) {
        text += u"<div>"_s + controlOf(visit) + u"</div>"_s;
        if (!page.isEmpty() && page != launchUrl(scenario, here))
            text += u"<p>"_s +
                    LaunchText::tr("In the lesson it is on %1; here Referer names this page.").arg(code(page)) +
                    u"</p>"_s;
    } else {
        const QString other = html(launchUrl(scenario, begin));
        text += u"<p><a href=\"%1\">%2</a></p>"_s.arg(other, LaunchText::tr("Begins on another page: %1").arg(other));
    }
    return text + u"</section>"_s;
}

QString arrivedSection(const QByteArray &url, const QStringList &arrived)
{
    QString text = u"<section><h2>%1</h2>"_s.arg(LaunchText::tr("Requests that have arrived").toHtmlEscaped());
    if (arrived.isEmpty())
        text += u"<p>"_s + LaunchText::tr("None yet.").toHtmlEscaped() + u"</p>"_s;
    else
        text += u"<ol>"_s;
    for (const QString &line : arrived)
        text += u"<li><code>"_s + line.toHtmlEscaped() + u"</code></li>"_s;
    if (!arrived.isEmpty())
        text += u"</ol>"_s;
    return text + u"<p><a href=\"%1\">%2</a></p></section>"_s.arg(
                      html(url), LaunchText::tr("Load this page again").toHtmlEscaped());
}

} // namespace

QByteArray launchPage(const Scenario &scenario, qsizetype origin, const QStringList &arrived, const QByteArray &back)
{
    const QByteArray here = baseUrl(scenario.origins.value(origin));
    const QString title = scenario.title.toHtmlEscaped();
    QString text = u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title>"
                   "<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">"
                   "<style>%2</style></head><body><h1>%1</h1><p>%3</p>"_s.arg(
                       title, QString::fromLatin1(kLaunchStyle),
                       LaunchText::tr("This is %1. Make the visits in their order.").arg(code(here)));
    for (qsizetype i = 0; i < scenario.visits.size(); ++i)
        text += visitSection(scenario, i, origin);
    text += arrivedSection(launchUrl(scenario, origin), arrived);
    if (!back.isEmpty())
        text += u"<p><a href=\"%1\">%2</a></p>"_s.arg(html(baseUrl(scenario.origins.value(0)) + back),
                                                      LaunchText::tr("Back to the class").toHtmlEscaped());
    return (text + u"<script>%1</script></body></html>\n"_s.arg(QString::fromLatin1(kLaunchScript))).toUtf8();
}

QByteArray launchUrl(const Scenario &scenario, qsizetype origin)
{
    return baseUrl(scenario.origins.value(origin)) + launchPath(scenario, origin).toByteArray();
}

QByteArray launchUrl(const Scenario &scenario)
{
    const qsizetype begin =
        scenario.visits.isEmpty() ? 0 : beginOf(scenario, withAddresses(scenario, scenario.visits.first()));
    return launchUrl(scenario, std::max<qsizetype>(0, begin));
}

bool isForLaunchPage(const Scenario &scenario, const ScenarioRequest &request)
{
    // Most requests are for neither, and then no route has to be looked at.
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    const bool isEither = request.target == "/" || request.target == kOtherPath;
    return isRead && isEither && request.origin >= 0 && request.target == launchPath(scenario, request.origin) &&
           (request.target == "/" || !hasOtherPath(scenario));
}

} // namespace hopscope
