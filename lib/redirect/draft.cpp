// SPDX-License-Identifier: MIT
#include "redirect/draft.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const char *chosenLocation(SeveralLocations rule)
{
    switch (rule) {
    case SeveralLocations::First:
        return "the first";
    case SeveralLocations::FirstNotEmpty:
        return "the first that is not empty";
    case SeveralLocations::Last:
        return "the last";
    case SeveralLocations::Join:
        return "all, joined with a comma and a space";
    case SeveralLocations::JoinTight:
        return "all, joined with a comma";
    case SeveralLocations::RefuseDifferent:
    case SeveralLocations::Refuse:
        break;
    }
    return "none";
}

/// What stands for a word in braces; the word itself when it is none of those that texts may use.
QString valueOf(QByteArrayView word, const ClientProfile &profile, const Chain &chain)
{
    if (word == "{client}")
        return QString::fromUtf8(profile.title);
    if (word == "{method}")
        return QString::fromLatin1(chain.request.method);
    if (word == "{status}")
        return QString::number(chain.response.status);
    if (word == "{referrer-policy}")
        return idOf(referrerPolicyOnRedirect(chain.referrers, chain.response.headers));
    if (word == "{limit}")
        return QString::number(profile.hopLimit);
    return word == "{location}" ? QString::fromLatin1(chosenLocation(profile.severalLocations))
                                : QString::fromUtf8(word);
}

} // namespace

QString filledIn(const char *text, const ClientProfile &profile, const Chain &chain)
{
    QByteArrayView rest(text);
    QString result;
    for (qsizetype open = rest.indexOf('{'); open >= 0; open = rest.indexOf('{')) {
        const qsizetype close = rest.indexOf('}', open);
        if (close < 0)
            break;
        result += QString::fromUtf8(rest.first(open)) + valueOf(rest.sliced(open, close + 1 - open), profile, chain);
        rest = rest.sliced(close + 1);
    }
    return result.isEmpty() ? QString::fromUtf8(rest) : result + QString::fromUtf8(rest);
}

QString textOf(const Note &note, const Draft &draft)
{
    const QString text = filledIn(note.why.reason, draft.profile, draft.chain);
    return note.more ? text + filledIn(note.more, draft.profile, draft.chain) : text;
}

QString sourceText(const char *source, const ClientProfile &profile)
{
    return source ? QString::fromUtf8(source) : QString(profile.source);
}

bool isContentField(QByteArrayView name)
{
    constexpr QByteArrayView prefix = "Content-";
    return name.size() > prefix.size() && equalsIgnoringCase(name.first(prefix.size()), prefix);
}

const Note *Draft::noteOf(QByteArrayView part) const
{
    const auto last = std::find_if(notes.rbegin(), notes.rend(),
                                   [&](const Note &note) { return equalsIgnoringCase(note.part, part); });
    return last == notes.rend() ? nullptr : &*last;
}

void Draft::drop(QByteArrayView name, const Why &why)
{
    if (!next.headers.contains(name))
        return;
    next.headers.remove(name);
    note(name, why);
}

const Request &Draft::first() const
{
    return chain.earlier.isEmpty() ? chain.request : chain.earlier.first();
}

} // namespace hopscope
