// SPDX-License-Identifier: MIT
#include "redirect/draft.h"

#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

QString filledIn(const char *text, const ClientProfile &profile, const Chain &chain)
{
    QString result = QString::fromUtf8(text);
    if (!result.contains(u'{'))
        return result;
    return result.replace("{method}"_L1, QString::fromLatin1(chain.request.method))
        .replace("{status}"_L1, QString::number(chain.response.status))
        .replace("{client}"_L1, QString::fromUtf8(profile.title));
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

void Draft::note(QByteArrayView part, const QString &text, const char *source)
{
    reasons.insert(part.toByteArray().toLower(), {text, sourceText(source, profile)});
}

void Draft::note(QByteArrayView part, const Why &why)
{
    note(part, filledIn(why.reason, profile, chain), why.source);
}

void Draft::drop(QByteArrayView name, const Why &why)
{
    if (!next.headers.contains(name))
        return;
    next.headers.remove(name);
    note(name, why);
}

bool Draft::sameOrigin() const
{
    return originOf(chain.request.url) == originOf(next.url);
}

const Request &Draft::first() const
{
    return chain.earlier.isEmpty() ? chain.request : chain.earlier.first();
}

} // namespace hopscope
