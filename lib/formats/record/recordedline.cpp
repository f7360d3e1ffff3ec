// SPDX-License-Identifier: MIT
#include "formats/record/recordedline.h"

#include "formats/paste/curlparse.h"
#include "http/ascii.h"
#include "http/url.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The body of a command; what is in a file, or between boundaries that curl draws, is not known.
Body bodyOfCommand(const PastedRequest &pasted, QStringList &missing)
{
    if (!pasted.form.isEmpty()) {
        missing.append(
            u"The body is a form with a boundary that curl chose at random; the text does not contain it."_s);
        return {.truncated = true};
    }
    QByteArray bytes;
    for (const BodyPiece &piece : pasted.body) {
        if (!piece.file.isEmpty()) {
            missing.append(u"The body comes from the file %1, which was not read."_s.arg(piece.file));
            return {.truncated = true};
        }
        bytes += piece.bytes;
    }
    return bodyOf(bytes);
}

std::optional<SaidRequest> requestInCommand(const QByteArray &text)
{
    const Result<PastedRequest> pasted = parseCurl(QString::fromUtf8(text));
    if (!pasted)
        return std::nullopt;
    const Result<QByteArray> url = parseRequestUrl(pasted->url);
    if (!url)
        return std::nullopt;
    SaidRequest said{.request = {.method = pasted->method, .url = *url, .version = {}}, .agent = "curl/"};
    said.client = pasted->client.isEmpty() ? u"curl"_s : pasted->client;
    said.request.headers = pasted->headers;
    said.request.body = bodyOfCommand(*pasted, said.missing);
    return said;
}

/// "http --all -v POST a.example/form k=v" (HTTPie): its URL, which may lack the scheme, and the host if it is this
/// one.
std::optional<SaidRequest> requestOfHttpie(const QByteArray &text)
{
    const QList<QByteArray> words = text.simplified().split(' ');
    const QByteArray scheme = words.constFirst() == "https" ? "https" : "http";
    QByteArray url;
    bool isAfterMethod = false;
    for (const QByteArray &word : words.sliced(1)) {
        const bool isMethod = std::ranges::all_of(word, ascii::isAlpha) && word == word.toUpper();
        if (word.contains("://") || isAfterMethod) {
            url = word;
            break;
        }
        isAfterMethod = isMethod;
        if (url.isEmpty() && !word.startsWith('-') && (word.startsWith(':') || word.contains('.')))
            url = word;
    }
    if (url.startsWith('\'') || url.startsWith('"'))
        url = url.sliced(1).chopped(url.size() > 1 ? 1 : 0);
    if (url.startsWith(':'))
        url.prepend("localhost");
    const Result<QByteArray> whole =
        parseRequestUrl(QString::fromUtf8(url.contains("://") ? url : scheme + "://" + url));
    if (url.isEmpty() || !whole)
        return std::nullopt;
    return SaidRequest{.request = {.method = "GET", .url = *whole, .version = {}},
                       .agent = "HTTPie/",
                       .client = u"httpie"_s,
                       .isUrl = true,
                       .missing = {}};
}

} // namespace

std::optional<SaidRequest> requestInLine(const QByteArray &line)
{
    QByteArray text = line.trimmed();
    const bool isCommand = text.startsWith("$ ");
    if (isCommand)
        text = text.sliced(2).trimmed();
    if (isCommand && (text.startsWith("http ") || text.startsWith("https ")))
        return requestOfHttpie(text);
    if (text.startsWith("curl "))
        return requestInCommand(text);
    SaidRequest said{.request = {.method = "GET", .version = {}}, .isUrl = true};
    if (text.startsWith("--20")) {
        said.agent = "Wget/";
        said.client = u"wget"_s;
        text = text.split(' ').constLast();
    }
    said.request.url = text;
    const bool isUrl = (text.startsWith("http://") || text.startsWith("https://")) && !text.contains(' ');
    return isUrl ? std::optional(said) : std::nullopt;
}

std::optional<int> limitInLine(const QByteArray &line)
{
    static const QRegularExpression pattern(
        u"^(?:\\* |curl: \\(47\\) )?Maximum \\((\\d+)\\) redirects followed|^(\\d+) redirections exceeded"_s);
    if (!line.contains("redirect"))
        return std::nullopt;
    const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(line));
    bool isNumber = false;
    const int limit = (match.captured(1) + match.captured(2)).toInt(&isNumber);
    return match.hasMatch() && isNumber ? std::optional(limit) : std::nullopt;
}

} // namespace hopscope
