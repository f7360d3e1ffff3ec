// SPDX-License-Identifier: MIT
#include "redirect/shownpage.h"

#include "http/ascii.h"

#include <QStringDecoder>

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr int kNoContent = 204;
constexpr int kResetContent = 205;
/// MIME Sniffing 7.1: HTML begins with one of them and then a space or ">".
constexpr QByteArrayView kHtmlStarts[] = {
    "<!DOCTYPE HTML", "<HTML", "<HEAD",  "<SCRIPT", "<IFRAME", "<H1",   "<DIV", "<FONT",
    "<TABLE",         "<A",    "<STYLE", "<TITLE",  "<B",      "<BODY", "<BR",  "<P"};
constexpr QByteArrayView kByteOrderMark = "\xef\xbb\xbf";

struct ContentType {
    QByteArray type; ///< lower case
    QByteArray charset;
};

/// The last of them that is one (Fetch, "extract a MIME type"); empty when there is none.
ContentType contentTypeOf(const Headers &headers)
{
    ContentType found;
    for (const QByteArray &value : headers.combined("Content-Type").split(',')) {
        const QByteArrayList parts = value.split(';');
        const QByteArray type = parts.first().trimmed().toLower();
        if (!type.contains('/') || type == "*/*")
            continue;
        found = {type, {}};
        for (const QByteArray &part : parts.sliced(1)) {
            const qsizetype equals = part.indexOf('=');
            if (equals >= 0 && equalsIgnoringCase(part.first(equals).trimmed(), "charset"))
                found.charset = part.sliced(equals + 1).replace('"', ' ').trimmed().toLower();
        }
    }
    return found;
}

bool looksLikeHtml(QByteArrayView content)
{
    const auto first = std::find_if_not(content.begin(), content.end(), ascii::isHtmlSpace);
    const QByteArrayView text = content.sliced(first - content.begin());
    if (text.startsWith("<!--"))
        return true;
    return std::any_of(std::begin(kHtmlStarts), std::end(kHtmlStarts), [&](QByteArrayView start) {
        return text.size() > start.size() && equalsIgnoringCase(text.first(start.size()), start) &&
               (text[start.size()] == ' ' || text[start.size()] == '>');
    });
}

/// A byte order mark wins over Content-Type (Encoding standard, "BOM sniff").
QByteArray withAscii(const QByteArray &content, const QByteArray &charset)
{
    const auto decoded = [&](QStringDecoder::Encoding encoding, qsizetype from) {
        return QString(QStringDecoder(encoding)(QByteArrayView(content).sliced(from))).toUtf8();
    };
    if (content.startsWith(kByteOrderMark))
        return content.sliced(kByteOrderMark.size());
    if (content.startsWith("\xfe\xff"))
        return decoded(QStringDecoder::Utf16BE, 2);
    if (content.startsWith("\xff\xfe"))
        return decoded(QStringDecoder::Utf16LE, 2);
    if (charset == "utf-16" || charset == "utf-16le") // Encoding standard 4.2: utf-16 is little-endian.
        return decoded(QStringDecoder::Utf16LE, 0);
    return charset == "utf-16be" ? decoded(QStringDecoder::Utf16BE, 0) : content;
}

bool isDownload(const Headers &headers)
{
    const QByteArray disposition = headers.combined("Content-Disposition").split(';').first().trimmed();
    const bool isNamed = !disposition.isEmpty() && !disposition.contains('=');
    return (isNamed && !equalsIgnoringCase(disposition, "inline")) ||
           contentTypeOf(headers).type == "application/octet-stream";
}

} // namespace

bool isShown(const Response &response)
{
    return response.status != kNoContent && response.status != kResetContent && !isDownload(response.headers);
}

std::optional<ShownHtml> shownHtml(const Response &response)
{
    const auto [type, charset] = contentTypeOf(response.headers);
    const bool isXml = type == "application/xhtml+xml";
    const QByteArray options = response.headers.combined("X-Content-Type-Options");
    const bool isGuessed = type.isEmpty() && !equalsIgnoringCase(options, "nosniff");
    const QByteArray text = withAscii(response.body.bytes, charset);
    if (!isXml && type != "text/html" && !(isGuessed && looksLikeHtml(text)))
        return std::nullopt;
    return ShownHtml{text, isXml};
}

} // namespace hopscope
