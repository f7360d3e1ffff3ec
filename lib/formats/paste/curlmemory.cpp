// SPDX-License-Identifier: MIT
// The options of curl about who the user is and what curl remembers.
#include "formats/paste/curlrequest.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kAutomatic = ";auto";

} // namespace

bool CurlRequest::applyMemory(CurlEffect effect, const QByteArray &value, const QString &option)
{
    switch (effect) {
    case CurlEffect::Cookie:
        addCookie(value);
        return true;
    case CurlEffect::CookieJar:
        m_request.cookieEngine = true;
        note(u"%1: cookies are kept for this trace, and not written to %2"_s.arg(option, QString::fromUtf8(value)));
        return true;
    case CurlEffect::JunkSessionCookies:
        m_request.junkSessionCookies = true;
        return true;
    case CurlEffect::Hsts:
        m_request.hsts = true;
        if (!value.isEmpty())
            note(u"%1: %2 is neither read nor written"_s.arg(option, QString::fromUtf8(value)));
        return true;
    case CurlEffect::AuthBasic:
        m_request.auth = AuthChoice::Basic;
        return true;
    case CurlEffect::AuthDigest:
        m_request.auth = AuthChoice::Digest;
        return true;
    case CurlEffect::AuthAny:
        m_request.auth = AuthChoice::Any;
        return true;
    case CurlEffect::User:
        m_request.userPassword = value.contains(':') ? value : value + ':';
        if (!value.contains(':'))
            note(u"%1 has no password"_s.arg(option));
        return true;
    case CurlEffect::Bearer:
        m_own.set("Authorization", "Bearer " + value);
        return true;
    default:
        return false;
    }
}

void CurlRequest::setReferer(const QByteArray &value, const QString &option)
{
    const bool automatic = value.endsWith(kAutomatic);
    m_own.set("Referer", automatic ? value.chopped(kAutomatic.size()) : value);
    m_autoReferer = automatic ? option : QString();
}

void CurlRequest::addCookie(const QByteArray &value)
{
    // curl: without "=" it is the name of a file.
    if (value.contains('=')) {
        m_cookies.append(value);
        m_request.cookieByOption = true;
        return;
    }
    // A file that does not exist is an empty one to curl, and so is no name: cookies are kept then as well (measured).
    m_request.cookieEngine = true;
    if (!value.isEmpty())
        m_request.cookieFile = QString::fromUtf8(value);
}

/// A command that a browser wrote names its User-Agent: then it is not curl that is to be looked at.
void CurlRequest::chooseClient()
{
    const bool own = m_request.headers.contains("User-Agent");
    if (m_followsByKind && m_keepsPost)
        note(u"--follow is read as -L, because --post301 and the like keep POST"_s);
    m_request.curlClient = m_trusted                 ? u"curl-trusted"_s
                           : m_keepsPost             ? u"curl-post30x"_s
                           : m_followsByKind         ? u"curl-follow"_s
                           : !m_method.isEmpty()     ? u"curl-X"_s
                           : m_autoReferer.isEmpty() ? u"curl"_s
                                                     : u"curl-auto-referer"_s;
    const bool names = m_request.curlClient == "curl-auto-referer"_L1;
    if (!m_autoReferer.isEmpty() && !names)
        note(u"%1: curl sends the previous URL as Referer after a redirect (;auto), which Hopscope does without -X, "
             "--follow, --post301 and --location-trusted only"_s.arg(m_autoReferer));
    if (m_trusted || m_keepsPost || names || !own)
        m_request.client = m_request.curlClient;
}

} // namespace hopscope
