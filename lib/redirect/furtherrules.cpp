// SPDX-License-Identifier: MIT
#include "redirect/furtherrules.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString textOfKept(KeptFrom rule)
{
    switch (rule) {
    case KeptFrom::Last:
        return {};
    case KeptFrom::First:
        return u"A status that keeps the method goes back to method and body of the first request: POST, 302, 307 ends "
               "with POST."_s;
    case KeptFrom::FirstBody:
        return u"A status that keeps the method brings the body of the first request back: POST, 302, 307 ends with "
               "GET and that body."_s;
    }
    return {};
}

QString textOfOnce(OnceBody rule)
{
    const QString body = u"A body that can be read only once: "_s;
    switch (rule) {
    case OnceBody::NotFollowed: // what is assumed where nobody measured it, too
        return {};
    case OnceBody::Kept:
        return body + u"a copy is kept, and sent again."_s;
    case OnceBody::EmptyChunks:
    case OnceBody::EmptyLength:
        return body + u"where the method stays, it is empty the second time, without an error."_s;
    case OnceBody::OnlySeeOther:
        return body + u"only 303 is followed after it."_s;
    case OnceBody::NeverFollowed:
        return body + u"no redirect is followed after it."_s;
    }
    return {};
}

QString textOfInterim(InterimRule rule)
{
    switch (rule) {
    case InterimRule::Skipped:
        return {};
    case InterimRule::OnlyContinue:
        return u"A 1xx response other than 100 counts as the response, so a redirect behind it is not seen."_s;
    case InterimRule::NotContinue:
        return u"A 100 that nobody asked for is an error, so a redirect behind it is not seen."_s;
    case InterimRule::None:
        return u"A redirect behind a 1xx response is not seen."_s;
    }
    return {};
}

} // namespace

QStringList furtherRules(const ClientProfile &profile)
{
    QStringList rules;
    for (const QString &text :
         {textOfKept(profile.keptFrom), textOfOnce(profile.onceBody), textOfInterim(profile.interim)}) {
        if (!text.isEmpty())
            rules.append(text);
    }
    return rules;
}

} // namespace hopscope
