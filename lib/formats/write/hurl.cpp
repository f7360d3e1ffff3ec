// SPDX-License-Identifier: MIT
#include "formats/write/scriptrequest.h"
#include "formats/write/scripts.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kHurlBegin = "# Hurl adds User-Agent and Accept where they are not given.\n";

/// The length is that of the body; Hurl waits for no 100.
constexpr QByteArrayView kLeftByHurl[] = {"Content-Length", "Expect", "Transfer-Encoding"};

bool isAsciiLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

QByteArray escapedUnit(char32_t c)
{
    return "\\u{" + QByteArray::number(uint(c), 16) + '}';
}

/// Grammar: key-string. A field's name is a token.
QByteArray keyString(const QByteArray &name)
{
    QByteArray key;
    for (const char c : name)
        key += isAsciiLetterOrDigit(c) || c == '_' || c == '-' || c == '.' ? QByteArray(1, c)
                                                                           : escapedUnit(static_cast<unsigned char>(c));
    return key;
}

bool isUtf8(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

QByteArray expected(const Hop &hop)
{
    if (!hop.response || hop.response->status < 100)
        return {};
    QByteArray text = "HTTP " + QByteArray::number(hop.response->status) + '\n';
    for (const QByteArray &location : hop.response->headers.all("Location")) {
        if (isUtf8(location) && isFieldValue(location))
            text += "Location: " + hurlValue(location.trimmed()) + '\n';
    }
    return text;
}

QByteArray writeHurlOne(const Hop &hop, ScriptRequest &request)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!std::all_of(request.method.begin(), request.method.end(), isUpper)) {
        request.comments.append(u"Hurl has no such method: %1"_s.arg(QString::fromLatin1(request.method)));
        return {};
    }
    QByteArray entry = request.method + ' ' + hurlValue(request.url) + '\n';
    for (const Header &field : std::as_const(request.fields)) {
        if (isUtf8(field.value))
            entry += keyString(field.name) + ": " + hurlValue(field.value) + '\n';
        else
            request.comments.append(u"Left out, because Hurl sends UTF-8 only: %1 (%2 bytes)"_s.arg(
                QString::fromLatin1(field.name), QString::number(field.value.size())));
    }
    entry += "[Options]\nlocation: false\n";
    if (isUnverified(hop))
        entry += "insecure: true\n";
    if (!request.body.isEmpty())
        entry += "base64," + request.body.toBase64() + ";\n";
    return entry + expected(hop);
}

} // namespace

// Grammar: value-string. "{{" would begin a template, '#' a comment; the space at the ends is not part of a value.
QByteArray hurlValue(const QByteArray &value)
{
    QByteArray text;
    for (const char32_t c : QString::fromUtf8(value).toUcs4()) {
        const bool isPlain = c >= ' ' && c <= '~' && c != '#' && c != '\\' && c != '{' && c != '}';
        text += isPlain ? QByteArray(1, static_cast<char>(c)) : escapedUnit(c);
    }
    return text;
}

QByteArray writeHurl(const Trace &trace)
{
    return scriptOf(trace, kHurlBegin, "#", kLeftByHurl, writeHurlOne);
}

} // namespace hopscope
