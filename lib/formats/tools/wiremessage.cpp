// SPDX-License-Identifier: MIT
#include "formats/tools/wiremessage.h"

#include "formats/record/recordedhead.h"
#include "http/chunks.h"
#include "http/framing.h"
#include "http/head.h"

namespace hopscope
{

WireMessage splitMessage(const QByteArray &bytes)
{
    const qsizetype end = endOfHead(bytes);
    WireMessage message{.head = linesOf(end < 0 ? bytes : bytes.first(end)),
                        .rest = end < 0 ? QByteArray() : bytes.sliced(end)};
    while (!message.head.isEmpty() && message.head.constLast().isEmpty())
        message.head.removeLast();
    return message;
}

Body sentBody(const Headers &headers, const QByteArray &bytes)
{
    const Body said = lengthOnly(headers);
    const bool isWhole = headers.contains("Content-Length") ? bytes.size() == said.size : !bytes.isEmpty();
    return isWhole && !headers.contains("Transfer-Encoding") ? bodyOf(bytes) : said;
}

Body receivedBody(const QByteArray &method, const Response &response, const QByteArray &bytes)
{
    if (method == "HEAD" || hasNoContent(response.status))
        return {};
    QByteArray content = bytes;
    if (response.headers.combined("Transfer-Encoding").toLower().contains("chunked")) {
        QByteArray data;
        ChunkScanner chunks;
        chunks.feed(bytes, data);
        // Some logs have them off already.
        if (chunks.error().isEmpty() && chunks.dataBytes() > 0)
            content = data;
    }
    const Body said = lengthOnly(response.headers);
    if (response.headers.contains("Content-Encoding") || (content.isEmpty() && said.size > 0))
        return content.isEmpty() ? said : Body{.size = content.size(), .truncated = true};
    if (said.size > content.size())
        return {.size = said.size, .bytes = content, .truncated = true};
    return bodyOf(said.size > 0 ? content.first(said.size) : content);
}

} // namespace hopscope
