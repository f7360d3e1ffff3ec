// SPDX-License-Identifier: MIT
#include "net/server/loopbackanswer.h"

#include "http/framing.h"
#include "http/reasonphrase.h"

#include <QString>

#include <algorithm>

namespace hopscope
{

namespace
{

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
