// SPDX-License-Identifier: MIT
#include "net/loopbackanswer.h"

#include <QString>

#include <algorithm>

namespace hopscope
{

namespace
{

struct Phrase {
    int status;
    const char *reason;
};

constexpr Phrase phrases[] = {
    {100, "Continue"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {306, "(Unused)"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {410, "Gone"},
    {411, "Length Required"},
    {418, "(Unused)"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

/// RFC 9110 8.6, 15.3.5, 15.4.5: neither content nor, here, a Content-Length.
bool hasNoContent(int status)
{
    return status == 204 || status == 304 || status < 200;
}

QByteArray withoutLineEnds(const QByteArray &value)
{
    QByteArray safe;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            safe += '%' + QByteArray(1, c).toHex().toUpper();
        else
            safe += c;
    }
    return safe;
}

} // namespace

QByteArray reasonPhrase(int status)
{
    const auto *const found =
        std::find_if(std::begin(phrases), std::end(phrases), [&](const Phrase &row) { return row.status == status; });
    return found == std::end(phrases) ? QByteArray("Unnamed") : QByteArray(found->reason);
}

ServerAnswer answer(const ServerRequest &request, int status, const Headers &headers, const QByteArray &body)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    for (const Header &field : headers.fields)
        bytes += field.name + ": " + field.value + "\r\n";
    if (!hasNoContent(status))
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    bytes += "\r\n";
    if (!hasNoContent(status) && !request.isHead())
        bytes += body;
    return {.chunks = {{.bytes = bytes}}};
}

ServerAnswer answerText(const ServerRequest &request, int status, const QByteArray &text)
{
    return answer(request, status, {{{"Content-Type", "text/plain; charset=utf-8"}}}, text + '\n');
}

ServerAnswer redirectTo(const ServerRequest &request, int status, const QByteArray &location, const Headers &more)
{
    const QByteArray target = withoutLineEnds(location);
    Headers headers{{{"Location", target}, {"Content-Type", "text/html; charset=utf-8"}}};
    headers.fields += more.fields;
    const QByteArray title = QByteArray::number(status) + ' ' + reasonPhrase(status);
    const QByteArray shown = QString::fromUtf8(target).toHtmlEscaped().toUtf8();
    return answer(request, status, headers,
                  "<!DOCTYPE html>\n<title>" + title + "</title>\n<p>" + title + ": the document is at " + shown +
                      "</p>\n");
}

ServerAnswer rawAnswer(const QByteArray &bytes, AfterAnswer after)
{
    return {.chunks = {{.bytes = bytes}}, .after = after};
}

QList<QByteArray> queryValues(const ServerRequest &request, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const QByteArray &pair : request.query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray key = equals < 0 ? pair : pair.left(equals);
        if (QByteArray::fromPercentEncoding(key) == name)
            values.append(equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return values;
}

std::optional<QByteArray> queryValue(const ServerRequest &request, QByteArrayView name)
{
    const QList<QByteArray> values = queryValues(request, name);
    return values.isEmpty() ? std::nullopt : std::optional(values.first());
}

qint64 queryNumber(const ServerRequest &request, QByteArrayView name, qint64 otherwise, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 number = queryValue(request, name).value_or(QByteArray()).toLongLong(&ok);
    return ok ? std::clamp(number, least, most) : otherwise;
}

} // namespace hopscope
