// SPDX-License-Identifier: MIT
#include "net/browser/browserpage.h"

#include "http/url.h"
#include "redirect/client/realclients.h"
#include "redirect/cors.h"
#include "text/formdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kUrlEncoded = "application/x-www-form-urlencoded";
bool isFormField(const Header &field)
{
    return equalsIgnoringCase(field.name, "Content-Type") && equalsIgnoringCase(field.value.trimmed(), kUrlEncoded);
}

bool hasFieldsOfItsOwn(const TraceRequest &request)
{
    return std::ranges::any_of(request.headers.fields, [](const Header &field) { return !isFormField(field); });
}

/// Whether a form sends exactly these bytes: text, and no line break, which a form would write anew.
bool isFormBody(const QByteArray &body)
{
    const QList<FormField> fields = readFormFields(body);
    const auto isText = [](const QByteArray &text) {
        return QString::fromUtf8(text).toUtf8() == text && !text.contains('\n') && !text.contains('\r') &&
               !text.contains('\0');
    };
    return body.contains('=') && writeFormFields(fields) == body &&
           std::ranges::all_of(fields, [&](const FormField &each) { return isText(each.name) && isText(each.value); });
}

/// A text in the notation of a script.
QByteArray scriptText(const QByteArray &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

QByteArray fetchOptions(const ReadyRequest &ready)
{
    QByteArray fields;
    for (const Header &field : ready.request.headers.fields) {
        if (isForbiddenField(field.name))
            continue;
        fields += (fields.isEmpty() ? "[" : ",[") + scriptText(field.name) + ',' + scriptText(field.value) + ']';
    }
    QByteArray options = "{method:" + scriptText(ready.request.method) +
                         ",credentials:\"include\",referrer:" + scriptText(startUrl(ready)) + ",headers:[" + fields +
                         ']';
    const QByteArray &body = ready.request.content.bytes;
    if (!body.isEmpty() && QString::fromUtf8(body).toUtf8() == body)
        options += ",body:" + scriptText(body);
    else if (!body.isEmpty())
        options += ",body:Uint8Array.from(atob(\"" + body.toBase64() + "\"),c=>c.charCodeAt(0))";
    return options + '}';
}

} // namespace

BrowserWay wayOf(const TraceRequest &request)
{
    if (request.way)
        return *request.way;
    const bool isPlain = !hasFieldsOfItsOwn(request);
    if (request.method == "GET" && isPlain && request.headers.fields.isEmpty() && request.content.isEmpty())
        return BrowserWay::Address;
    const bool isForm = request.method == "POST" && isPlain && isFormBody(request.content.bytes);
    return isForm ? BrowserWay::Form : BrowserWay::Fetch;
}

QString predictorOf(const QString &realId, BrowserWay way)
{
    const RealClient *client = realClient(realId);
    return client ? QString(way == BrowserWay::Fetch ? client->script : client->page) : QString();
}

QByteArray startUrl(const ReadyRequest &ready)
{
    return serializeOrigin(originOf(ready.url).value_or(Origin())) + '/';
}

QByteArray startPage(const ReadyRequest &ready, BrowserWay way)
{
    // An icon of its own, so that the server is not asked for one.
    QByteArray page = "<!DOCTYPE html><meta charset=utf-8><link rel=icon href=\"data:,\"><title>Hopscope</title>";
    if (way != BrowserWay::Form)
        return page;
    QString form =
        u"<form method=post accept-charset=utf-8 action=\"%1\">"_s.arg(QString::fromUtf8(ready.url).toHtmlEscaped());
    for (const FormField &field : readFormFields(ready.request.content.bytes))
        form += u"<textarea name=\"%1\">\n%2</textarea>"_s.arg(QString::fromUtf8(field.name).toHtmlEscaped(),
                                                               QString::fromUtf8(field.value).toHtmlEscaped());
    return page + form.toUtf8() + "</form>";
}

QByteArray startScript(const ReadyRequest &ready, BrowserWay way)
{
    if (way == BrowserWay::Form)
        return "HTMLFormElement.prototype.submit.call(document.forms[0])";
    return "fetch(" + scriptText(ready.url) + ',' + fetchOptions(ready) +
           ").then(r=>r.blob()).then(()=>\"\",e=>String(e))";
}

QStringList takeUnsettableFields(Headers &headers, BrowserWay way)
{
    const auto isUnsettable = [way](const Header &field) {
        return way == BrowserWay::Fetch ? isForbiddenField(field.name) : !isFormField(field);
    };
    QStringList names;
    for (const Header &field : headers.fields) {
        if (isUnsettable(field))
            names.append(QString::fromUtf8(field.name));
    }
    headers.fields.removeIf(isUnsettable);
    return names;
}

} // namespace hopscope
