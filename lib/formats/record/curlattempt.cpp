// SPDX-License-Identifier: MIT
#include "formats/record/curlattempt.h"

#include "http/url.h"

#include <QRegularExpression>

#include <algorithm>
#include <span>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kBeginnings[] = {"Trying ", "Could not resolve ", "Failed to connect to "};

/// What curl says first when it makes another connection.
constexpr QByteArrayView kConnectionBeginnings[] = {"Trying ", "Could not resolve ", "Uses proxy ", "Host ",
                                                    "Hostname "};

/// How the notes of curl's TLS libraries begin: OpenSSL and its kin, GnuTLS, Schannel, mbedTLS, Secure Transport,
/// rustls, wolfSSL, BearSSL, NSS, and QUIC.
constexpr QByteArrayView kTlsBeginnings[] = {"ALPN",
                                             "SSL ",
                                             "SSL:",
                                             "SSL/TLS",
                                             "TLS ",
                                             "TLSv1",
                                             "(304) (",
                                             "schannel",
                                             "Schannel",
                                             "mbedTLS",
                                             "mbedtls",
                                             "rustls",
                                             "wolfSSL",
                                             "WolfSSL",
                                             "BearSSL",
                                             "bearssl",
                                             "GnuTLS",
                                             "gnutls",
                                             "NSS",
                                             "QUIC ",
                                             "Sent QUIC",
                                             "CAfile",
                                             "CApath",
                                             "CAcert",
                                             "CA file",
                                             "CA Path",
                                             "successfully set certificate",
                                             "Server certificate",
                                             "using HTTP/3",
                                             "Using HTTP/3",
                                             "offering ALPN",
                                             "found ",
                                             "Cipher selection",
                                             "SecureTransport",
                                             "OpenSSL ",
                                             "LibreSSL ",
                                             "BoringSSL",
                                             "Initializing NSS",
                                             "Connect socket "};
/// Notes of which the beginning alone does not tell.
constexpr QByteArrayView kTlsWords[] = {" certificates in ", " over QUIC"};

/// How curl's notes about what went wrong begin, from the general to the exact.
constexpr QByteArrayView kFailures[] = {"connect to ",
                                        "Could not resolve ",
                                        "Failed to connect to ",
                                        "Connection timed out",
                                        "SSL connection timeout",
                                        "Resolving timed out",
                                        "Operation timed out",
                                        "SSL certificate problem",
                                        "SSL: ",
                                        "SSL peer certificate",
                                        "OpenSSL SSL_connect",
                                        "OpenSSL/",
                                        "TLS connect error",
                                        "GnuTLS",
                                        "gnutls_handshake",
                                        "error:",
                                        "Recv failure",
                                        "Send failure",
                                        "CONNECT tunnel failed",
                                        "Proxy CONNECT aborted",
                                        "Can't complete SOCKS",
                                        "Received HTTP code "};

bool beginsWithOne(QByteArrayView text, std::span<const QByteArrayView> beginnings)
{
    return std::ranges::any_of(beginnings, [&](QByteArrayView each) { return text.startsWith(each); });
}

} // namespace

bool isAttemptNote(QByteArrayView text)
{
    return beginsWithOne(text.trimmed(), kBeginnings);
}

bool isTlsNote(QByteArrayView text)
{
    if (text.startsWith("found ") || text.startsWith("Connect socket "))
        return std::ranges::any_of(kTlsWords, [&](QByteArrayView each) { return text.contains(each); });
    // "[HTTP/2] [1] OPENED stream for https://...", "[SSL] ..." of -vv
    return beginsWithOne(text, kTlsBeginnings) || text.contains("TLS handshake") || text.startsWith("[SSL]") ||
           (text.startsWith('[') && text.contains(" for https://")) || text.contains("[:scheme: https]");
}

void CurlAttempt::requestSent()
{
    m_underWay = false;
    m_isDone = true;
    m_failure.clear();
    m_stream.clear();
}

QByteArray CurlAttempt::scheme() const
{
    if (m_toProxy)
        return {};
    if (m_tls || m_port == defaultPort("https"))
        return "https";
    return m_port == 0 ? QByteArray() : QByteArray("http");
}

void CurlAttempt::note(const QByteArray &text)
{
    static const QRegularExpression named(u"^Failed to connect to (\\S+) port (\\d+)"_s);
    static const QRegularExpression unresolved(u"^Could not resolve host: (\\S+)"_s);
    static const QRegularExpression connected(
        u"^(?:Connected to|Established connection to) (\\S+) \\(\\S*?\\)? port (\\d+)"_s);
    static const QRegularExpression tried(u"^Trying \\[?([0-9A-Fa-f.:]+?)\\]?:(\\d+)\\.\\.\\."_s);
    if (m_isDone && beginsWithOne(text, kConnectionBeginnings))
        *this = {};
    m_underWay |= isAttemptNote(text);
    if (beginsWithOne(text, kFailures))
        m_failure = QString::fromUtf8(text);
    static const QRegularExpression opened(u" OPENED stream for (https?://\\S+)"_s);
    m_tls |= isTlsNote(text);
    m_toProxy |= text.startsWith("Uses proxy ");
    const QString shown = QString::fromUtf8(text);
    for (const QRegularExpression *pattern : {&named, &connected, &unresolved}) {
        if (const QRegularExpressionMatch match = pattern->match(shown); match.hasMatch()) {
            m_host = match.captured(1);
            m_port = match.captured(2).isEmpty() ? m_port : match.captured(2).toInt();
        }
    }
    if (const QRegularExpressionMatch match = opened.match(shown); match.hasMatch())
        m_stream = match.captured(1).toUtf8();
    if (const QRegularExpressionMatch match = tried.match(shown); match.hasMatch()) {
        m_host = m_host.isEmpty() ? match.captured(1) : m_host;
        m_port = match.captured(2).toInt();
    }
}

void CurlAttempt::tunnelTo(const Request &connect)
{
    // "a.example:443", "[::1]:443": RFC 9112 3.2.3.
    const QString authority = QString::fromUtf8(connect.headers.first("Host").value_or(connect.url));
    m_host = authority.section(u':', 0, -2).remove(u'[').remove(u']');
    m_port = authority.section(u':', -1).toInt();
    m_tls = m_port == defaultPort("https");
    m_toProxy = false;
    m_underWay = true;
}

QByteArray CurlAttempt::url() const
{
    if (m_host.isEmpty() || m_toProxy)
        return {};
    const QByteArray host = m_host.contains(u':') ? '[' + m_host.toUtf8() + ']' : m_host.toUtf8();
    const QByteArray scheme = m_tls ? "https" : "http";
    const QByteArray port =
        m_port == 0 || m_port == defaultPort(scheme) ? QByteArray() : ':' + QByteArray::number(m_port);
    return scheme + "://" + host + port + '/';
}

} // namespace hopscope
