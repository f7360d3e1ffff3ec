// SPDX-License-Identifier: MIT
#include "net/publicsuffix.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QUrl>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Qt has the list for its own cookies only.
class Validator : public QNetworkCookieJar
{
public:
    /// Whether a host below `domain` may set a cookie for it.
    bool mayBeSetFor(const QString &domain) const
    {
        QNetworkCookie cookie("n", "v");
        cookie.setDomain(u'.' + domain);
        cookie.setPath(u"/"_s);
        QUrl url;
        url.setScheme(u"http"_s);
        url.setHost(u"host."_s + domain);
        return validateCookie(cookie, url);
    }
};

} // namespace

bool isPublicSuffix(const QByteArray &domain)
{
    return !domain.contains('.') || !Validator().mayBeSetFor(QString::fromLatin1(domain));
}

} // namespace hopscope
