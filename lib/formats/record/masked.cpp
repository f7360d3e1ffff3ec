// SPDX-License-Identifier: MIT
#include "formats/record/masked.h"

#include "http/ascii.h"
#include "http/url.h"

#include <QList>

#include <algorithm>

namespace hopscope
{

namespace
{

/// What tools that clean recordings write in the place of a value.
constexpr QByteArrayView kWords[] = {"redacted", "masked", "sanitized", "sanitised",  "scrubbed",  "removed",
                                     "filtered", "hidden", "stripped",  "obfuscated", "anonymized"};
constexpr qsizetype kFewestMarks = 3;
constexpr qsizetype kLongestMask = 80;

QByteArrayView withoutBrackets(QByteArrayView text)
{
    constexpr QByteArrayView brackets = "[](){}<>_-*#\"' ";
    while (!text.isEmpty() && brackets.contains(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && brackets.contains(text.back()))
        text.chop(1);
    return text;
}

/// A path or query in what stands between its delimiters; a parameter's name is told from its value.
struct Part {
    QByteArray name; ///< of a parameter, with "="
    QByteArray value;
};

QList<Part> partsOf(const QByteArray &url)
{
    const Url parts = splitUri(url);
    QList<Part> all;
    for (const QByteArray &segment : parts.path.split('/'))
        all.append({{}, segment});
    if (!parts.query)
        return all;
    for (const QByteArray &parameter : parts.query->split('&')) {
        const qsizetype equals = parameter.indexOf('=');
        all.append(equals < 0 ? Part{"?", parameter} : Part{parameter.first(equals + 1), parameter.sliced(equals + 1)});
    }
    return all;
}

} // namespace

bool isMasked(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > kLongestMask)
        return false;
    const QByteArray plain = QByteArray::fromPercentEncoding(text.toByteArray()).trimmed().toLower();
    // What has parts is a URL, of which parts may be masked.
    if (std::ranges::any_of(plain, [](char c) { return QByteArrayView("/?=&").contains(c); }))
        return false;
    const auto consistsOf = [&](char mark) {
        return plain.size() >= kFewestMarks && plain.count(mark) == plain.size();
    };
    if (consistsOf('*') || consistsOf('x') || consistsOf('#') || plain == "\xe2\x80\xa6" ||
        plain.startsWith("\xe2\x80\xa2\xe2\x80\xa2"))
        return true;
    const QByteArrayView inner = withoutBrackets(plain);
    return std::ranges::any_of(kWords, [&](QByteArrayView word) {
        if (inner == word)
            return true;
        const bool begins = inner.startsWith(word) && !ascii::isAlpha(inner[word.size()]);
        const bool ends = inner.endsWith(word) && !ascii::isAlpha(inner[inner.size() - word.size() - 1]);
        return begins || ends;
    });
}

QByteArray maskedShape(const QByteArray &url)
{
    const std::optional<Origin> origin = originOf(url);
    QByteArray shape = origin ? serializeOrigin(*origin) : QByteArray();
    for (const Part &part : partsOf(url))
        shape += '\n' + part.name;
    return shape;
}

bool isSameButMasked(const QByteArray &a, const QByteArray &b)
{
    const QList<Part> left = partsOf(a);
    const QList<Part> right = partsOf(b);
    if (left.size() != right.size())
        return false;
    bool anyMasked = false;
    for (qsizetype i = 0; i < left.size(); ++i) {
        if (left[i].value == right[i].value)
            continue;
        if (!isMasked(left[i].value) && !isMasked(right[i].value))
            return false;
        anyMasked = true;
    }
    return anyMasked;
}

} // namespace hopscope
