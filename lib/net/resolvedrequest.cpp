// SPDX-License-Identifier: MIT
#include "net/resolvedrequest.h"

#include "formats/redaction/marks.h"
#include "formats/redaction/secrets.h"
#include "http/ascii.h"
#include "http/completedurl.h"
#include "text/jsonwrite.h"

#include <QSet>

#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kNamesWithScheme[] = {"Authorization", "Proxy-Authorization"};

/// Gives every text of a request that may have variables to `use(bytes, place)`, which returns what becomes of it.
void forEachText(TraceRequest &request, const std::function<QByteArray(const QByteArray &, const QString &)> &use)
{
    const auto change = [&](QString &text, const QString &place) {
        if (!text.isEmpty())
            text = QString::fromUtf8(use(text.toUtf8(), place));
    };
    change(request.url, u"the URL"_s);
    for (Header &field : request.headers.fields) {
        const QString name = QString::fromUtf8(field.name);
        field.name = use(field.name, u"the name of a field"_s);
        field.value = use(field.value, u"the field \"%1\""_s.arg(name));
    }
    for (QByteArray &name : request.withoutFields)
        name = use(name, u"the name of a field"_s);
    if (exactText(request.content.bytes))
        request.content.bytes = use(request.content.bytes, u"the body"_s);
    change(request.content.file, u"the name of the body's file"_s);
    request.userPassword = use(request.userPassword, u"user name and password"_s);
    request.expectations.finalUrl = use(request.expectations.finalUrl, u"the expected final URL"_s);
    change(request.cookieFile, u"the name of the cookie file"_s);
    change(request.caFile, u"the name of the file of trusted certificates"_s);
    change(request.certificateFile, u"the name of the client certificate's file"_s);
    QString user = request.proxy.userName();
    QString password = request.proxy.password();
    const auto before = std::pair(user, password);
    change(user, u"the proxy"_s);
    change(password, u"the proxy"_s);
    if (before != std::pair(user, password)) {
        request.proxy.setUserName(user, QUrl::DecodedMode);
        request.proxy.setPassword(password, QUrl::DecodedMode);
    }
}

/// "X-Api-Key" is "api_key", "Authorization" with a scheme "token".
QString variableNameFor(const Header &field, bool hasScheme)
{
    if (hasScheme)
        return u"token"_s;
    QByteArray name = field.name.toLower();
    if (name.startsWith("x-"))
        name = name.sliced(2);
    for (char &byte : name) {
        if (!ascii::isAlpha(byte) && !ascii::isDigit(byte))
            byte = '_';
    }
    return QString::fromLatin1(name.left(kMaxVariableName / 2));
}

} // namespace

Result<TraceRequest> resolved(TraceRequest request, const Variables &variables)
{
    QString error;
    const bool beginsWithVariable = request.url.startsWith("{{"_L1);
    forEachText(request, [&](const QByteArray &text, const QString &place) {
        Result<QByteArray> done = substituted(text, variables, place);
        if (!done && error.isEmpty())
            error = done.error;
        return done ? *done : text;
    });
    if (!error.isEmpty())
        return Result<TraceRequest>::failure(error);
    // Whether there is a scheme is known only now.
    if (const Result<CompletedUrl> url = completedUrl(request.url); beginsWithVariable && url)
        request.url = url->url;
    return request;
}

QStringList variableNames(const TraceRequest &request)
{
    QStringList names;
    TraceRequest copy = request;
    forEachText(copy, [&](const QByteArray &text, const QString &) {
        names += variableNames(text);
        return text;
    });
    names.removeDuplicates();
    return names;
}

QList<SecretProposal> secretProposals(const TraceRequest &request, const RedactionOptions &options)
{
    const Secrets secrets(options);
    QList<SecretProposal> proposals;
    QSet<QString> taken;
    for (const QString &name : variableNames(request))
        taken.insert(name);
    for (qsizetype i = 0; i < request.headers.fields.size(); ++i) {
        const Header &field = request.headers.fields.at(i);
        if (!secrets.isSecretField(field.name))
            continue;
        const qsizetype space = field.value.indexOf(' ');
        const bool hasScheme = isOneOf(kNamesWithScheme, field.name) && space > 0;
        const QByteArray secret = hasScheme ? field.value.sliced(space + 1).trimmed() : field.value;
        if (secret.isEmpty() || isMark(secret) || nextVariable(secret, 0).length > 0 || !exactText(secret))
            continue;
        const QString wanted = variableNameFor(field, hasScheme);
        QString name = wanted;
        for (int number = 2; taken.contains(name); ++number)
            name = wanted + QString::number(number);
        taken.insert(name);
        proposals.append(
            {.field = i,
             .variable = {name, QString::fromUtf8(secret), true},
             .value = (hasScheme ? field.value.first(space + 1) : QByteArray()) + "{{" + name.toUtf8() + "}}"});
    }
    return proposals;
}

TraceRequest withProposals(TraceRequest request, const QList<SecretProposal> &proposals)
{
    for (const SecretProposal &proposal : proposals)
        request.headers.fields[proposal.field].value = proposal.value;
    return request;
}

} // namespace hopscope
