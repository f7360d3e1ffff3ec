// SPDX-License-Identifier: MIT
#include "net/program/programplan.h"

#include "formats/write/curlcommand.h"
#include "formats/write/scriptrequest.h"
#include "formats/write/scripts.h"
#include "net/program/programscripts.h"
#include "redirect/firstrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kBodyFile = u"body"_s;
const QString kSettingsFile = u"settings"_s;
const QString kRequestFile = u"request.json"_s;

Request requestOf(const ReadyRequest &ready)
{
    const TraceRequest &wish = ready.request;
    const QByteArray &body = wish.content.bytes;
    return {.method = wish.method, .url = ready.url, .headers = wish.headers, .body = bodyOf(body, body.size())};
}

bool isBasic(const TraceRequest &request)
{
    return request.auth == AuthChoice::ClientDefault || request.auth == AuthChoice::Basic;
}

/// Options that no program has a use for, one sentence each.
QStringList unusedByPrograms(const ReadyRequest &ready, const RealClient &client)
{
    const TraceRequest &request = ready.request;
    const bool takesUser = client.kind == RealKind::Curl || client.kind == RealKind::Python;
    const bool takesWithout = client.kind != RealKind::Node;
    const QString name = QString::fromUtf8(client.name);
    struct Row {
        bool isGiven;
        const char16_t *sentence; ///< %1: the program
    };
    const Row rows[] = {
        {ready.jar.has_value() || request.memory != ClientMemory(),
         u"Cookies, HSTS and stored redirects of earlier visits are not used: %1 begins without any."},
        {!request.cookies || request.cookieEngine, u"%1 treats cookies as it does by default."},
        {request.hsts, u"%1 keeps no hosts that want https here."},
        {!request.userPassword.isEmpty() && !(takesUser && isBasic(request)),
         u"User name and password are not used: %1 would have to be asked for them first."},
        {!request.withoutFields.isEmpty() && !takesWithout, u"%1 cannot leave out its own fields."},
        {request.http2, u"HTTP/2 is not used: the recording proxy speaks HTTP/1.1."},
        {request.step, u"%1 did not stop before each request: it cannot be stepped."},
        {request.maxHops >= 0 && client.kind == RealKind::Node,
         u"The maximum of redirects is not used: %1 follows as many as it does."},
    };
    QStringList notes;
    for (const Row &row : rows) {
        const QString sentence = QString::fromUtf16(row.sentence);
        if (row.isGiven)
            notes.append(sentence.contains("%1"_L1) ? sentence.arg(name) : sentence);
    }
    return notes;
}

/// In the notation of a settings file of curl (curl(1), --config).
QByteArray quotedForCurl(const QByteArray &value)
{
    QByteArray quoted;
    for (const char c : value) {
        const qsizetype at = QByteArrayView("\\\"\n\r\t\v").indexOf(c);
        quoted += at >= 0 ? '\\' + QByteArray(1, "\\\"nrtv"[at]) : QByteArray(1, c);
    }
    return '"' + quoted + '"';
}

void planCurl(ProgramPlan &plan, const ReadyRequest &ready, const RealClient &client)
{
    const TraceRequest &wish = ready.request;
    const std::optional<CurlSettings> command = curlSettings(requestOf(ready), CurlFields::WithOwn);
    QList<CurlSetting> options{{"--silent", {}}, {"--show-error", {}}, {"--globoff", {}}, {"--output", "/dev/null"}};
    if (wish.follows)
        options.append(CurlSetting{"--location", {}});
    if (wish.maxHops >= 0)
        options.append(CurlSetting{"--max-redirs", QByteArray::number(wish.maxHops)});
    if (!plan.userPassword.isEmpty())
        options.append(CurlSetting{"--user", plan.userPassword});
    bool isForced = false;
    for (CurlSetting option : command ? command->options : QList<CurlSetting>()) {
        isForced = isForced || option.name == "-X";
        if (option.name == "--data-binary") {
            plan.files.append({kBodyFile, wish.content.bytes});
            option.value = '@' + kBodyFile.toLatin1();
        } else if (option.name == "--url") {
            option.value = ready.url; // with user name and password, which curl sends
        } else if (wish.cookieByOption && option.name == "-H" && option.value->toLower().startsWith("cookie: ")) {
            option = CurlSetting{"--cookie", option.value->sliced(qstrlen("cookie: "))};
        }
        options.append(option);
    }
    for (const QByteArray &name : plan.withoutFields)
        options.append(CurlSetting{"-H", name + ':'});
    QByteArray settings;
    for (const CurlSetting &option : options)
        settings += option.name + (option.value ? ' ' + quotedForCurl(*option.value) : QByteArray()) + '\n';
    plan.files.append({kSettingsFile, settings});
    plan.arguments = {u"--disable"_s, u"--config"_s, kSettingsFile};
    plan.predictor = isForced ? client.script : client.page;
    if (command)
        plan.notes += command->left;
}

void planWget(ProgramPlan &plan, const ReadyRequest &ready, const RealClient &client)
{
    const TraceRequest &wish = ready.request;
    QByteArray settings = "netrc = off\nhsts_file = hsts\n";
    Headers given;
    for (const Header &field : wish.headers.fields) {
        if (isToken(field.name) && isFieldValue(field.value)) {
            settings += "header = " + field.name + ": " + field.value + '\n';
            given.fields.append(field);
        } else {
            plan.notes.append(u"wget cannot be given the field %1."_s.arg(QString::fromUtf8(field.name)));
        }
    }
    plan.fields = given;
    for (const QByteArray &name : plan.withoutFields)
        plan.notes.append(u"wget cannot leave out its own field %1."_s.arg(QString::fromUtf8(name)));
    plan.withoutFields = {};
    // Through a proxy it would say Proxy-Connection in its place, and the server would see neither.
    if (!wish.headers.contains("Connection")) {
        settings += "header = Connection: Keep-Alive\n";
        plan.notes.append(
            u"wget was told to send Connection: through a proxy it sends Proxy-Connection in its place."_s);
    }
    plan.files.append({kSettingsFile, settings});
    plan.files.append({kBodyFile, wish.content.bytes});
    plan.arguments = {u"--config=%1"_s.arg(kSettingsFile), u"--no-verbose"_s, u"--tries=1"_s,
                      u"--output-document=/dev/null"_s};
    if (!wish.follows || wish.maxHops >= 0)
        plan.arguments.append(u"--max-redirect=%1"_s.arg(wish.follows ? wish.maxHops : 0));
    const bool hasBody = !wish.content.isEmpty();
    const bool isPlain = (wish.method == "GET" || wish.method == "HEAD") && !hasBody;
    if (wish.method == "HEAD" && isPlain)
        plan.arguments.append(u"--spider"_s);
    else if (wish.method == "POST")
        plan.arguments.append(u"--post-file=%1"_s.arg(kBodyFile));
    else if (!isPlain)
        plan.arguments.append(u"--method=%1"_s.arg(QString::fromLatin1(wish.method)));
    if (!isPlain && wish.method != "POST" && hasBody)
        plan.arguments.append(u"--body-file=%1"_s.arg(kBodyFile));
    plan.arguments += {u"--"_s, QString::fromUtf8(ready.url)};
    plan.predictor = isPlain || wish.method == "POST" ? client.page : client.script;
}

/// The request as the scripts read it; `left`: names of fields that they cannot be given.
void planScript(ProgramPlan &plan, const ReadyRequest &ready, const RealClient &client,
                std::span<const QByteArrayView> left, const QByteArray &script, const QString &option)
{
    const TraceRequest &wish = ready.request;
    ScriptRequest made = scriptRequest({.request = requestOf(ready)}, left);
    plan.fields.fields = joinedFields(made);
    QJsonArray fields;
    for (const Header &field : plan.fields.fields)
        fields.append(QJsonArray{QString::fromLatin1(field.name), QString::fromLatin1(field.value)});
    QJsonArray without;
    for (const QByteArray &name : plan.withoutFields)
        without.append(QString::fromLatin1(name));
    const QByteArray &body = wish.content.bytes;
    const bool isText = QString::fromUtf8(body).toUtf8() == body;
    const qsizetype colon = plan.userPassword.indexOf(':');
    const QString user = QString::fromUtf8(plan.userPassword.left(colon));
    const QString password = colon < 0 ? QString() : QString::fromUtf8(plan.userPassword.sliced(colon + 1));
    const QJsonObject request{
        {u"method"_s, QString::fromLatin1(wish.method)},
        {u"url"_s, QString::fromUtf8(ready.url)},
        {u"fields"_s, fields},
        {u"without"_s, without},
        {u"body"_s, body.isEmpty() ? QJsonValue()
                    : isText       ? QJsonValue(QString::fromUtf8(body))
                                   : QJsonValue(QString::fromLatin1(body.toBase64()))},
        {u"isText"_s, isText},
        {u"user"_s, plan.userPassword.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray{user, password})},
        {u"follows"_s, wish.follows},
        {u"maxHops"_s, wish.maxHops}};
    plan.files.append({kRequestFile, QJsonDocument(request).toJson(QJsonDocument::Compact)});
    plan.arguments = {option, QString::fromUtf8(script), kRequestFile};
    plan.predictor = client.page;
    plan.notes += made.comments;
    // fetch() names a type for a text only.
    if (client.kind == RealKind::Node && !isText)
        plan.withoutFields.append("Content-Type");
}

} // namespace

ProgramPlan programPlan(const RealClient &client, const ReadyRequest &ready)
{
    const TraceRequest &wish = ready.request;
    ProgramPlan plan{.fields = wish.headers, .limits = {wish.maxHops, wish.follows}};
    plan.notes = unusedByPrograms(ready, client);
    if (client.kind != RealKind::Node)
        plan.withoutFields = wish.withoutFields;
    else
        plan.limits.maxHops = -1;
    if (isBasic(wish) && (client.kind == RealKind::Curl || client.kind == RealKind::Python))
        plan.userPassword = wish.userPassword;
    if (client.kind == RealKind::Curl)
        planCurl(plan, ready, client);
    else if (client.kind == RealKind::Wget)
        planWget(plan, ready, client);
    else if (client.kind == RealKind::Node)
        planScript(plan, ready, client, fieldsLeftByFetch(), nodeScript(), u"-e"_s);
    else
        planScript(plan, ready, client, fieldsLeftByPython(), pythonScript(), u"-c"_s);
    return plan;
}

} // namespace hopscope
