// SPDX-License-Identifier: MIT
#include "formats/redaction/loosenames.h"

#include "http/ascii.h"
#include "text/unescape.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

/// Quotes, and how they are written within JSON, programs, HTML and URLs. A longer one stands before those it ends
/// with.
constexpr Quote kQuotes[] = {
    {"\\\\\\\"", SecretForm::Plain}, {"\\\"", SecretForm::Plain},    {"\\'", SecretForm::Plain},
    {"&quot;", SecretForm::Markup},  {"&#34;", SecretForm::Markup},  {"&#39;", SecretForm::Markup},
    {"&#x22;", SecretForm::Markup},  {"&#x27;", SecretForm::Markup}, {"\\u0022", SecretForm::Plain},
    {"%22", SecretForm::Query},      {"\"", SecretForm::Json},       {"'", SecretForm::Json},
    {"`", SecretForm::Plain},
};

constexpr qsizetype kMaxLooseName = 64; ///< bytes
constexpr qsizetype kMaxGap = 16;       ///< blanks around the sign between name and value

const Quote *quoteBefore(QByteArrayView text, qsizetype end)
{
    const auto found = std::find_if(std::begin(kQuotes), std::end(kQuotes),
                                    [&](const Quote &quote) { return text.first(end).endsWith(quote.text); });
    return found == std::end(kQuotes) ? nullptr : found;
}

bool isOfBareName(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("_.$-").contains(c);
}

} // namespace

const Quote *quoteAt(QByteArrayView text, qsizetype at)
{
    const auto found = std::find_if(std::begin(kQuotes), std::end(kQuotes),
                                    [&](const Quote &quote) { return text.sliced(at).startsWith(quote.text); });
    return found == std::end(kQuotes) ? nullptr : found;
}

qsizetype skipBlanks(QByteArrayView text, qsizetype at)
{
    const qsizetype most = std::min(text.size(), at + kMaxGap);
    while (at < most && ascii::isSpace(text[at]))
        ++at;
    return at;
}

qsizetype skipBlanksBack(QByteArrayView text, qsizetype end, qsizetype from)
{
    const qsizetype least = std::max(from, end - kMaxGap);
    while (end > least && ascii::isBlank(text[end - 1]))
        --end;
    return end;
}

NameBefore quotedNameBefore(QByteArrayView text, qsizetype end, qsizetype from)
{
    const Quote *quote = quoteBefore(text, end);
    if (!quote)
        return {};
    const qsizetype close = end - quote->text.size();
    const qsizetype least = std::max(from, close - kMaxLooseName - quote->text.size());
    // Without a place to start from, Qt 6.4 looks one byte too far.
    const qsizetype last = close - least - quote->text.size();
    const qsizetype open = last < 0 ? -1 : text.sliced(least, close - least).lastIndexOf(quote->text, last);
    if (open < 0)
        return {};
    const qsizetype start = least + open + quote->text.size();
    const QByteArray name = text.sliced(start, close - start).toByteArray();
    if (name.isEmpty() || name.contains('\n'))
        return {};
    return {least + open, quote->form == SecretForm::Json ? jsonDecoded(name) : name, true, quote};
}

NameBefore bareNameBefore(QByteArrayView text, qsizetype end, qsizetype from, const SecretRules &rules)
{
    const auto wordStart = [&](qsizetype at) {
        const qsizetype least = std::max(from, at - kMaxLooseName);
        while (at > least && isOfBareName(text[at - 1]))
            --at;
        return at;
    };
    qsizetype start = wordStart(end);
    if (start == end || ascii::isDigit(text[start]) || text[start] == '.')
        return {};
    if (start > from && (QByteArrayView("&?%\\/").contains(text[start - 1]) || !(text[start - 1] > 0)))
        return {};
    QByteArray name = text.sliced(start, end - start).toByteArray();
    if (start > from && text[start - 1] == ' ') {
        const qsizetype before = wordStart(start - 1);
        const QByteArray longer = text.sliced(before, end - before).toByteArray();
        if (before < start - 1 && rules.mayBeSecret(longer))
            return {before, longer, false, nullptr};
    }
    return {start, name, false, nullptr};
}

} // namespace hopscope
