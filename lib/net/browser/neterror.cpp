// SPDX-License-Identifier: MIT
#include "net/browser/neterror.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct NetErrorRow {
    QLatin1StringView part; ///< of the error's name
    OutcomeKind kind;
    QLatin1StringView meaning;
};

/// The first row whose part is in the name counts.
constexpr NetErrorRow kNetErrors[] = {
    {"TOO_MANY_REDIRECTS"_L1, OutcomeKind::TooManyRedirects, "there were too many redirects"_L1},
    {"REDIRECT_LOOP"_L1, OutcomeKind::TooManyRedirects, "there were too many redirects"_L1},
    {"NAME_NOT_RESOLVED"_L1, OutcomeKind::NetworkError, "the name of the host has no address"_L1},
    {"UNKNOWN_HOST"_L1, OutcomeKind::NetworkError, "the name of the host has no address"_L1},
    {"CERT_"_L1, OutcomeKind::TlsError, "the certificate is not trusted"_L1},
    {"SEC_ERROR"_L1, OutcomeKind::TlsError, "the certificate is not trusted"_L1},
    {"MOZILLA_PKIX"_L1, OutcomeKind::TlsError, "the certificate is not trusted"_L1},
    {"SSL_"_L1, OutcomeKind::TlsError, "TLS failed"_L1},
    {"TIMED_OUT"_L1, OutcomeKind::Timeout, "the server took too long"_L1},
    {"NET_TIMEOUT"_L1, OutcomeKind::Timeout, "the server took too long"_L1},
    {"CONNECTION_REFUSED"_L1, OutcomeKind::NetworkError, "the server refuses connections"_L1},
    {"CONNECTION_RESET"_L1, OutcomeKind::NetworkError, "the connection was reset"_L1},
    {"NET_RESET"_L1, OutcomeKind::NetworkError, "the connection was reset"_L1},
    {"EMPTY_RESPONSE"_L1, OutcomeKind::NetworkError, "the server closed the connection without a response"_L1},
    {"CONNECTION_CLOSED"_L1, OutcomeKind::NetworkError, "the server closed the connection without a response"_L1},
    {"UNSAFE_PORT"_L1, OutcomeKind::NetworkError, "it never sends requests to this port"_L1},
    {"PORT_ACCESS_NOT_ALLOWED"_L1, OutcomeKind::NetworkError, "it never sends requests to this port"_L1},
    {"UNSAFE_REDIRECT"_L1, OutcomeKind::UnsupportedScheme, "it does not follow a redirect to such a URL"_L1},
    {"UNKNOWN_URL_SCHEME"_L1, OutcomeKind::UnsupportedScheme, "it does not know the scheme of the URL"_L1},
    {"UNKNOWN_PROTOCOL"_L1, OutcomeKind::UnsupportedScheme, "it does not know the scheme of the URL"_L1},
    {"INVALID_REDIRECT"_L1, OutcomeKind::InvalidLocation, "the Location is not a URL that it can follow"_L1},
    {"MALFORMED_URI"_L1, OutcomeKind::InvalidLocation, "the Location is not a URL that it can follow"_L1},
    {"MULTIPLE_LOCATION"_L1, OutcomeKind::InvalidLocation, "the response has different Location fields"_L1},
    {"CORRUPTED_CONTENT"_L1, OutcomeKind::InvalidLocation, "the response contradicts itself"_L1},
    {"INVALID_HTTP_RESPONSE"_L1, OutcomeKind::NetworkError, "the response is not HTTP"_L1},
    {"DOM_BAD_URI"_L1, OutcomeKind::NetworkError, "the page may not request it, mostly because of CORS"_L1},
    {"BLOCKED_BY_"_L1, OutcomeKind::NetworkError, "it blocks the request"_L1},
};

} // namespace

Outcome outcomeOfNetError(const QString &browser, const QString &error)
{
    const auto row =
        std::ranges::find_if(kNetErrors, [&](const NetErrorRow &each) { return error.contains(each.part); });
    if (row == std::end(kNetErrors))
        return {OutcomeKind::NetworkError, u"%1 ended with %2."_s.arg(browser, error)};
    return {row->kind, u"%1 ended with %2: %3."_s.arg(browser, error, row->meaning)};
}

} // namespace hopscope
