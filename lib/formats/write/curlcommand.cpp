// SPDX-License-Identifier: MIT
#include "formats/write/curlcommand.h"

#include "formats/write/shellquote.h"
#include "http/url.h"
#include "text/terminaltext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxComment = 200; ///< characters of a foreign text in a comment

QByteArray comment(const QString &text)
{
    return "# " + terminalText(text).toUtf8() + '\n';
}

QString shown(const QByteArray &bytes)
{
    return terminalText(bytes, kMaxComment);
}

QByteArray versionOption(const QByteArray &version)
{
    if (version.startsWith("HTTP/2"))
        return "--http2";
    return version == "HTTP/1.0" ? "--http1.0" : "--http1.1";
}

/// The URL without what is no part of the request; empty if it is nothing that curl should get.
QByteArray commandUrl(const QByteArray &url)
{
    if (!originOf(url) || url.contains('\0') || url.size() > kMaxShellArgument)
        return {};
    Url parts = splitUri(url);
    parts.username.clear();
    parts.password.clear();
    return joinUri(parts, false);
}

void addMethod(CurlSettings &command, const Request &request)
{
    const bool hasBody = request.body.size > 0;
    if (request.method == "HEAD" && !hasBody)
        command.options.append(CurlSetting{"--head", {}});
    else if (request.method != (hasBody ? "POST" : "GET"))
        command.options.append(CurlSetting{"-X", request.method});
}

/// Fields that curl writes itself: Host as in the URL, and the length of the body.
bool isImplied(const Header &field, const Request &request, const QByteArray &url)
{
    if (equalsIgnoringCase(field.name, "Host"))
        return field.value == hostField(url);
    return equalsIgnoringCase(field.name, "Content-Length") && request.body.size > 0;
}

void addField(CurlSettings &command, const Header &field)
{
    if (field.name.startsWith(':'))
        return; // HTTP/2 pseudo fields
    const bool fits = field.name.size() + field.value.size() < kMaxShellArgument;
    // A name that begins with @ would make curl read a file.
    if (!isToken(field.name) || !isFieldValue(field.value) || !fits)
        command.left.append(u"Left out, because a command line cannot carry it: %1 (%2 bytes)"_s.arg(
            shown(field.name), QString::number(field.value.size())));
    else
        // curl drops a field that has only a colon behind its name, or blanks behind that.
        command.options.append(
            CurlSetting{"-H", field.value.trimmed().isEmpty() ? field.name + ';' : field.name + ": " + field.value});
}

/// Keeps curl from adding what the request does not have.
void withholdOwnFields(CurlSettings &command, const Request &request)
{
    for (const QByteArray &own : {QByteArray("User-Agent"), QByteArray("Accept")}) {
        if (!request.headers.contains(own))
            command.options.append(CurlSetting{"-H", own + ':'});
    }
    for (const QByteArray &own : {QByteArray("Content-Type"), QByteArray("Expect")}) {
        if (request.body.size > 0 && !request.headers.contains(own))
            command.options.append(CurlSetting{"-H", own + ':'});
    }
    if (request.headers.contains("Accept-Encoding"))
        command.options.append(CurlSetting{"--compressed", {}});
}

void addBody(CurlSettings &command, const Body &body)
{
    if (body.size == 0)
        return;
    if (body.truncated)
        command.left.append(u"Only the first %1 of the body's %2 bytes are known."_s.arg(
            QString::number(body.bytes.size()), QString::number(body.size)));
    // With @ in front curl would read a file.
    const bool asWord = isPlainText(body.bytes) && !body.bytes.startsWith('@') && body.bytes.size() < kMaxShellArgument;
    command.options.append(CurlSetting{"--data-binary", asWord ? body.bytes : QByteArray("@-")});
    if (!asWord)
        command.input = body.bytes;
}

QByteArray optionText(const CurlSetting &option)
{
    // What is read from the standard input needs no quotes.
    return option.value ? option.name + ' ' + (*option.value == "@-" ? *option.value : shellWord(*option.value))
                        : option.name;
}

} // namespace

std::optional<CurlSettings> curlSettings(const Request &request, CurlFields fields)
{
    const QByteArray url = commandUrl(request.url);
    if (url.isEmpty() || !isToken(request.method))
        return std::nullopt;
    CurlSettings command;
    addMethod(command, request);
    for (const Header &field : request.headers.fields) {
        if (!isImplied(field, request, url))
            addField(command, field);
    }
    if (fields == CurlFields::AsGiven)
        withholdOwnFields(command, request);
    addBody(command, request.body);
    command.options.append(CurlSetting{"--url", url});
    return command;
}

QByteArray curlCommand(const Hop &hop)
{
    const Request &request = hop.request;
    if (!reachesServer(hop.kind))
        return comment(u"No request was sent: %1"_s.arg(QString(idOf(hop.kind))));
    const std::optional<CurlSettings> command = curlSettings(request, CurlFields::AsGiven);
    if (!command)
        return comment(u"No command line can send this: %1 %2"_s.arg(shown(request.method), shown(request.url)));
    QByteArray comments;
    for (const QString &left : command->left)
        comments += comment(left);
    QList<QByteArray> options{"-q -i " + versionOption(request.version) + " --path-as-is --globoff"};
    if (isUnverified(hop))
        options.append("--insecure");
    for (const CurlSetting &option : command->options)
        options.append(optionText(option));
    const QByteArray input = command->input ? "printf " + printfFormat(*command->input) + " | " : QByteArray();
    return comments + input + "curl " + options.join(" \\\n  ") + '\n';
}

QByteArray writeCurl(const Trace &trace)
{
    QByteArray script = "#!/bin/sh\n";
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const QString answer = hop.response ? QString::number(hop.response->status) : u"no response"_s;
        script += '\n' + comment(u"Request %1: %2"_s.arg(QString::number(i + 1), answer)) + curlCommand(hop);
    }
    if (script.contains("[redacted "))
        script.insert(sizeof("#!/bin/sh\n") - 1, "# Replace [redacted 1] and the like with the real values.\n");
    return script;
}

} // namespace hopscope
