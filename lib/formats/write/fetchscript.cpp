// SPDX-License-Identifier: MIT
#include "formats/write/scriptrequest.h"
#include "formats/write/scripts.h"
#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kBegin =
    "// For Node.js 18 or later (a module), or for the console of a page. fetch() adds fields of its own, and a page\n"
    "// may not set some of these (Fetch, forbidden request-header).\n";

/// Set by fetch() itself; Node.js ends in an error for most of them.
constexpr QByteArrayView kLeftByFetch[] = {"Connection",        "Content-Length",   "Expect", "Host",
                                           "Keep-Alive",        "Proxy-Connection", "TE",     "Trailer",
                                           "Transfer-Encoding", "Upgrade"};

QByteArray bodyOfFetch(const QByteArray &body)
{
    // A text alone would get a Content-Type.
    if (isPlainAscii(body))
        return "new TextEncoder().encode(" + doubleQuoted(body) + ')';
    return "Uint8Array.from(atob(\"" + body.toBase64() + "\"), c => c.charCodeAt(0))";
}

QByteArray writeOne(const Hop &hop, ScriptRequest &request)
{
    const bool refusesMethod =
        request.method == "CONNECT" || request.method.toUpper() == "TRACE" || request.method.toUpper() == "TRACK";
    if (refusesMethod) {
        request.comments.append(u"fetch() refuses the method %1."_s.arg(QString::fromLatin1(request.method)));
        return {};
    }
    const Result<Url> parsed = parseUrl(request.url);
    if (!parsed) {
        request.comments.append(u"fetch() takes no such URL: %1"_s.arg(QString::fromLatin1(request.url)));
        return {};
    }
    if (const QByteArray read = serializeUrl(*parsed, false); read != request.url)
        request.comments.append(u"fetch() asks for %1"_s.arg(QString::fromUtf8(read)));
    if (isUnverified(hop))
        request.comments.append(
            u"The certificate was not verified. fetch() always does: Node.js trusts more with NODE_EXTRA_CA_CERTS."_s);
    const bool mayHaveBody = request.method != "GET" && request.method != "HEAD";
    if (!mayHaveBody && !request.body.isEmpty())
        request.comments.append(
            u"Left out, because fetch() sends no body with GET and HEAD: %1 bytes"_s.arg(request.body.size()));
    const QList<Header> fields = joinedFields(request);
    QByteArray command = "await fetch(" + doubleQuoted(request.url) + ", {\n  method: " + doubleQuoted(request.method) +
                         ",\n  redirect: \"manual\",\n";
    if (!fields.isEmpty())
        command += "  headers: [\n";
    for (const Header &field : fields)
        command += "    [" + doubleQuoted(field.name) + ", " + doubleQuoted(field.value) + "],\n";
    if (!fields.isEmpty())
        command += "  ],\n";
    if (mayHaveBody && !request.body.isEmpty())
        command += "  body: " + bodyOfFetch(request.body) + ",\n";
    return command + "});\n";
}

} // namespace

std::span<const QByteArrayView> fieldsLeftByFetch()
{
    return kLeftByFetch;
}

QByteArray writeFetch(const Trace &trace)
{
    return scriptOf(trace, kBegin, "//", kLeftByFetch, writeOne);
}

} // namespace hopscope
