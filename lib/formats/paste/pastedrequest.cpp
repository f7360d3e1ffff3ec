// SPDX-License-Identifier: MIT
#include "formats/paste/pastedrequest.h"

#include "formats/paste/curlparse.h"
#include "formats/paste/rawrequest.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLookedAt = 4096; ///< characters: enough for the first line of any request

} // namespace

bool looksPasted(const QString &text)
{
    static const QRegularExpression command(u"^\\s*(#[^\\n]*\\n\\s*)*([$%>]\\s+)?(printf '[^']*' "
                                            "\\|\\s*)?((?!\\w+://)[\\w./\\\\:-]*[/\\\\])?curl(\\.exe)?[\\s^]+\\S"_s);
    const QString start = text.first(std::min(text.size(), kLookedAt));
    return command.match(start).hasMatch() || looksLikeRawRequest(start.toUtf8());
}

Result<PastedRequest> parsePasted(const QString &text)
{
    if (text.size() > kMaxPastedBytes)
        return Result<PastedRequest>::failure(
            u"The text is longer than %1 MiB: paste one request only."_s.arg(kMaxPastedBytes / (1024 * 1024)));
    if (text.trimmed().isEmpty())
        return Result<PastedRequest>::failure(u"The clipboard has no text: copy a curl command or a request first."_s);
    if (looksLikeRawRequest(text.toUtf8()))
        return parseRawRequest(text.toUtf8());
    if (looksPasted(text))
        return parseCurl(text);
    return Result<PastedRequest>::failure(
        u"This is neither a curl command nor an HTTP request: it must begin with \"curl\" or with a line such as "
        "\"GET / HTTP/1.1\"."_s);
}

} // namespace hopscope
