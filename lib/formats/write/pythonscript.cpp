// SPDX-License-Identifier: MIT
#include "formats/write/scriptrequest.h"
#include "formats/write/scripts.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kPythonBegin = R"(#!/usr/bin/env python3
import base64

import requests
from urllib3.util import SKIP_HEADER


def send(method, url, fields, body=b"", verify=True):
    """Sends this and no field besides Host and the length, without proxy and .netrc, and follows no redirect."""
    request = requests.PreparedRequest()
    request.method, request.url, request.body = method, url, body or None
    request.headers = requests.structures.CaseInsensitiveDict({"Accept-Encoding": SKIP_HEADER, "User-Agent": SKIP_HEADER})
    request.headers.update(fields)
    if body:
        request.headers["Content-Length"] = str(len(body))
    return requests.adapters.HTTPAdapter().send(request, verify=verify)

)";

/// The length is that of the body, which goes out in one piece.
constexpr QByteArrayView kLeftByPython[] = {"Content-Length", "Transfer-Encoding"};

QByteArray writePythonOne(const Hop &hop, ScriptRequest &request)
{
    constexpr QByteArrayView kept = "-._~!$&'()*+,;=:@/?%#";
    const auto isKept = [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kept.contains(c);
    };
    const qsizetype path = request.url.indexOf('/', request.url.indexOf("://") + 3);
    if (path >= 0 && !std::all_of(request.url.begin() + path, request.url.end(), isKept))
        request.comments.append(u"requests percent-encodes some characters of this URL."_s);
    const bool isLengthMissing = hop.request.headers.first("Content-Length") == QByteArray("0");
    QByteArray command = "send(" + doubleQuoted(request.method) + ", " + doubleQuoted(request.url) + ", {\n";
    for (const Header &field : joinedFields(request))
        command += "    " + doubleQuoted(field.name) + ": " + doubleQuoted(field.value) + ",\n";
    if (isLengthMissing && request.body.isEmpty())
        command += "    \"Content-Length\": \"0\",\n";
    command += '}';
    if (!request.body.isEmpty())
        command += isPlainAscii(request.body) ? ", b" + doubleQuoted(request.body)
                                              : ", base64.b64decode(\"" + request.body.toBase64() + "\")";
    if (isUnverified(hop))
        command += ", verify=False";
    return command + ")\n";
}

} // namespace

std::span<const QByteArrayView> fieldsLeftByPython()
{
    return kLeftByPython;
}

QByteArray writePython(const Trace &trace)
{
    return scriptOf(trace, kPythonBegin, "#", kLeftByPython, writePythonOne);
}

} // namespace hopscope
