// SPDX-License-Identifier: MIT
#include "http/urigrammar.h"

#include "http/ascii.h"
#include "http/ipaddress.h"
#include "http/uriparts.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kUserinfoExtra = ":";
constexpr QByteArrayView kPathExtra = ":@/";
constexpr QByteArrayView kQueryExtra = ":@/?";

bool isUnreservedOrSubDelim(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("-._~!$&'()*+,;=").contains(c);
}

class Checker
{
public:
    explicit Checker(QByteArrayView reference) : m_reference(reference) {}

    QString check()
    {
        const UriParts parts = splitReference(m_reference);
        if (parts.scheme)
            checkScheme(*parts.scheme);
        else if (parts.path.startsWith(':'))
            failAt(parts.path.data(), u"the first segment of a relative path"_s);
        if (parts.authority)
            checkAuthority(*parts.authority);
        checkBytes(parts.path, kPathExtra, u"a path"_s);
        if (parts.query)
            checkBytes(*parts.query, kQueryExtra, u"a query"_s);
        if (parts.fragment)
            checkBytes(*parts.fragment, kQueryExtra, u"a fragment"_s);
        return m_error;
    }

private:
    void failAt(const char *at, const QString &where)
    {
        if (m_error.isEmpty()) {
            m_error = u"Byte %1 at offset %2 is not allowed in %3 (RFC 3986)."_s.arg(ascii::nameOfByte(*at))
                          .arg(at - m_reference.data())
                          .arg(where);
        }
    }

    void checkScheme(QByteArrayView scheme)
    {
        for (qsizetype i = 0; i < scheme.size(); ++i) {
            const char c = scheme[i];
            if (!ascii::isAlpha(c) && (i == 0 || (!ascii::isDigit(c) && !QByteArrayView("+-.").contains(c))))
                return failAt(scheme.data() + i, i == 0 ? u"the first character of a scheme"_s : u"a scheme"_s);
        }
    }

    void checkAuthority(QByteArrayView text)
    {
        const AuthorityParts authority = splitAuthority(text);
        if (authority.userinfo)
            checkBytes(*authority.userinfo, kUserinfoExtra, u"the user information"_s);
        if (authority.host.startsWith('['))
            checkLiteral(authority.host);
        else
            checkBytes(authority.host, QByteArrayView(), u"a host"_s);
        if (!authority.port)
            return;
        const auto *const bad =
            std::find_if_not(authority.port->begin(), authority.port->end(), [](char c) { return ascii::isDigit(c); });
        if (bad != authority.port->end())
            failAt(bad, u"a port"_s);
    }

    /// RFC 3986 3.2.2 IP-literal.
    void checkLiteral(QByteArrayView host)
    {
        const qsizetype end = host.indexOf(']');
        if (end != host.size() - 1)
            return failAt(end < 0 ? host.data() : host.data() + end + 1,
                          u"a host: an address in brackets was expected"_s);
        const QByteArrayView address = host.sliced(1, host.size() - 2);
        if (!isFutureAddress(address) && !parseIpv6(address))
            failAt(host.data(), u"a host unless an IPv6 address in brackets follows"_s);
    }

    static bool isFutureAddress(QByteArrayView address)
    {
        const qsizetype dot = address.indexOf('.');
        if (dot < 2 || dot + 1 >= address.size() || (address[0] != 'v' && address[0] != 'V'))
            return false;
        return std::all_of(address.begin() + 1, address.begin() + dot,
                           [](char c) { return ascii::hexValue(c) >= 0; }) &&
               std::all_of(address.begin() + dot + 1, address.end(),
                           [](char c) { return isUnreservedOrSubDelim(c) || c == ':'; });
    }

    void checkBytes(QByteArrayView text, QByteArrayView extra, const QString &where)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == '%' && isTriplet(text, i))
                i += 2;
            else if (text[i] == '%')
                return failAt(text.data() + i, where + u" without two hexadecimal digits after it"_s);
            else if (!isUnreservedOrSubDelim(text[i]) && !extra.contains(text[i]))
                return failAt(text.data() + i, where);
        }
    }

    QByteArrayView m_reference;
    QString m_error;
};

} // namespace

QString uriReferenceError(QByteArrayView reference)
{
    return Checker(reference).check();
}

bool isUriByte(char c)
{
    return isUnreservedOrSubDelim(c) || QByteArrayView(":/?#@").contains(c);
}

bool isTriplet(QByteArrayView text, qsizetype at)
{
    return at + 2 < text.size() && text[at] == '%' && ascii::hexValue(text[at + 1]) >= 0 &&
           ascii::hexValue(text[at + 2]) >= 0;
}

} // namespace hopscope
