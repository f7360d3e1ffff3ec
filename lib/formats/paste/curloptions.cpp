// SPDX-License-Identifier: MIT
#include "formats/paste/curloptions.h"

#include "http/headers.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using E = CurlEffect;

constexpr CurlOption kOptions[] = {
    {"url"_L1, '\0', true, E::Url},
    {"request"_L1, 'X', true, E::Method},
    {"header"_L1, 'H', true, E::Header},
    {"user-agent"_L1, 'A', true, E::UserAgent},
    {"referer"_L1, 'e', true, E::Referer},
    {"cookie"_L1, 'b', true, E::Cookie},
    {"user"_L1, 'u', true, E::User},
    {"oauth2-bearer"_L1, '\0', true, E::Bearer},
    {"range"_L1, 'r', true, E::Range},
    {"compressed"_L1, '\0', false, E::Compressed},
    {"data"_L1, 'd', true, E::Data},
    {"data-ascii"_L1, '\0', true, E::Data},
    {"data-raw"_L1, '\0', true, E::DataRaw},
    {"data-binary"_L1, '\0', true, E::DataBinary},
    {"data-urlencode"_L1, '\0', true, E::DataUrlEncode},
    {"json"_L1, '\0', true, E::Json},
    {"form"_L1, 'F', true, E::Form},
    {"form-string"_L1, '\0', true, E::FormString},
    {"get"_L1, 'G', false, E::Get},
    {"head"_L1, 'I', false, E::Head},
    {"upload-file"_L1, 'T', true, E::Upload},
    {"url-query"_L1, '\0', true, E::UrlQuery},
    {"insecure"_L1, 'k', false, E::Insecure},
    {"cacert"_L1, '\0', true, E::CaFile},
    {"cert"_L1, 'E', true, E::Certificate},
    {"proxy"_L1, 'x', true, E::Proxy},
    {"resolve"_L1, '\0', true, E::Resolve},
    {"max-time"_L1, 'm', true, E::MaxTime},
    {"max-redirs"_L1, '\0', true, E::MaxHops},
    {"http2"_L1, '\0', false, E::Http2},
    {"http2-prior-knowledge"_L1, '\0', false, E::Http2},
    {"post301"_L1, '\0', false, E::KeepPost},
    {"post302"_L1, '\0', false, E::KeepPost},
    {"post303"_L1, '\0', false, E::KeepPost},
    {"location-trusted"_L1, '\0', false, E::Trusted},
    {"next"_L1, ':', false, E::Next},
    {"location"_L1, 'L', false, E::Follow},
    {"follow"_L1, '\0', false, E::FollowByKind},
    {"path-as-is"_L1, '\0', false, E::PathAsIs},
    {"basic"_L1, '\0', false, E::AuthBasic},
    {"digest"_L1, '\0', false, E::AuthDigest},
    {"anyauth"_L1, '\0', false, E::AuthAny},
    {"hsts"_L1, '\0', true, E::Hsts},
    {"append"_L1, 'a', false, E::Nothing},
    {"config"_L1, 'K', true, E::Unsupported},
    {"continue-at"_L1, 'C', true, E::Unsupported},
    {"cookie-jar"_L1, 'c', true, E::CookieJar},
    {"disable"_L1, 'q', false, E::Nothing},
    {"dump-header"_L1, 'D', true, E::Nothing},
    {"fail"_L1, 'f', false, E::Nothing},
    {"ftp-port"_L1, 'P', true, E::Nothing},
    {"globoff"_L1, 'g', false, E::Nothing},
    {"help"_L1, 'h', false, E::Nothing},
    {"http1.0"_L1, '0', false, E::Unsupported},
    {"http1.1"_L1, '\0', false, E::Nothing},
    {"include"_L1, 'i', false, E::Nothing},
    {"ipv4"_L1, '4', false, E::Unsupported},
    {"ipv6"_L1, '6', false, E::Unsupported},
    {"junk-session-cookies"_L1, 'j', false, E::JunkSessionCookies},
    {"list-only"_L1, 'l', false, E::Nothing},
    {"manual"_L1, 'M', false, E::Nothing},
    {"netrc"_L1, 'n', false, E::Unsupported},
    {"no-buffer"_L1, 'N', false, E::Nothing},
    {"output"_L1, 'o', true, E::Nothing},
    {"parallel"_L1, 'Z', false, E::Nothing},
    {"progress-bar"_L1, '#', false, E::Nothing},
    {"proxy-user"_L1, 'U', true, E::Unsupported},
    {"proxytunnel"_L1, 'p', false, E::Unsupported},
    {"quote"_L1, 'Q', true, E::Unsupported},
    {"remote-header-name"_L1, 'J', false, E::Nothing},
    {"remote-name"_L1, 'O', false, E::Nothing},
    {"remote-time"_L1, 'R', false, E::Nothing},
    {"show-error"_L1, 'S', false, E::Nothing},
    {"silent"_L1, 's', false, E::Nothing},
    {"speed-limit"_L1, 'Y', true, E::Unsupported},
    {"speed-time"_L1, 'y', true, E::Unsupported},
    {"sslv2"_L1, '2', false, E::Unsupported},
    {"sslv3"_L1, '3', false, E::Unsupported},
    {"telnet-option"_L1, 't', true, E::Nothing},
    {"time-cond"_L1, 'z', true, E::Unsupported},
    {"tlsv1"_L1, '1', false, E::Unsupported},
    {"use-ascii"_L1, 'B', false, E::Nothing},
    {"verbose"_L1, 'v', false, E::Nothing},
    {"version"_L1, 'V', false, E::Nothing},
    {"write-out"_L1, 'w', true, E::Nothing},
};

/// The long options that change nothing that is sent, with and without a value.
constexpr QByteArrayView kQuietWords[] = {
    "create-dirs",
    "fail-early",
    "fail-with-body",
    "progress-meter",
    "raw",
    "remote-name-all",
    "remove-on-error",
    "styled-output",
    "suppress-connect-headers",
    "trace-time",
    "xattr",
    "clobber",
    "keepalive",
    "sessionid",
    "tcp-nodelay",
    "tcp-fastopen",
    "parallel-immediate",
    "alpn",
    "npn",
    "metalink",
    "compressed-ssh",
    "buffer",
    "trace-ids",
    "skip-existing",
};
constexpr QByteArrayView kQuietValues[] = {
    "create-file-mode", "libcurl",      "output-dir",     "parallel-max", "stderr", "trace",
    "trace-ascii",      "trace-config", "keepalive-time", "etag-save",
};
/// The long options that do change something, and cannot be followed here.
constexpr QByteArrayView kUnsupportedWords[] = {
    "cert-status",
    "crlf",
    "disallow-username-in-url",
    "doh-cert-status",
    "doh-insecure",
    "false-start",
    "form-escape",
    "haproxy-protocol",
    "http0.9",
    "http3",
    "http3-only",
    "ignore-content-length",
    "negotiate",
    "netrc-optional",
    "ntlm",
    "ntlm-wb",
    "proxy-anyauth",
    "proxy-basic",
    "proxy-digest",
    "proxy-insecure",
    "proxy-negotiate",
    "proxy-ntlm",
    "retry-all-errors",
    "retry-connrefused",
    "ssl",
    "ssl-allow-beast",
    "ssl-auto-client-cert",
    "ssl-no-revoke",
    "ssl-reqd",
    "ssl-revoke-best-effort",
    "tlsv1.0",
    "tlsv1.1",
    "tlsv1.2",
    "tlsv1.3",
    "tr-encoding",
    "ca-native",
    "proxy-http2",
    "socks5-basic",
    "socks5-gssapi",
};
constexpr QByteArrayView kUnsupportedValues[] = {
    "abstract-unix-socket",
    "alt-svc",
    "aws-sigv4",
    "capath",
    "cert-type",
    "ciphers",
    "connect-timeout",
    "connect-to",
    "crlfile",
    "curves",
    "delegation",
    "dns-interface",
    "dns-ipv4-addr",
    "dns-ipv6-addr",
    "dns-servers",
    "doh-url",
    "egd-file",
    "engine",
    "etag-compare",
    "expect100-timeout",
    "happy-eyeballs-timeout-ms",
    "haproxy-clientip",
    "interface",
    "ipfs-gateway",
    "key",
    "key-type",
    "limit-rate",
    "local-port",
    "login-options",
    "max-filesize",
    "netrc-file",
    "noproxy",
    "pass",
    "pinnedpubkey",
    "preproxy",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy-cacert",
    "proxy-capath",
    "proxy-cert",
    "proxy-header",
    "proxy-key",
    "proxy1.0",
    "random-file",
    "rate",
    "request-target",
    "retry",
    "retry-delay",
    "retry-max-time",
    "service-name",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-hostname",
    "tls-max",
    "tls13-ciphers",
    "tlsauthtype",
    "tlspassword",
    "tlsuser",
    "unix-socket",
    "variable",
    "expand-url",
    "expand-data",
    "expand-header",
};

} // namespace

std::optional<CurlOption> findCurlOption(QByteArrayView name)
{
    for (const CurlOption &option : kOptions) {
        if (name == QByteArrayView(option.name))
            return option;
    }
    CurlOption option;
    if (isExactlyOneOf(kQuietWords, name))
        return option;
    option.hasValue = true;
    if (isExactlyOneOf(kQuietValues, name))
        return option;
    option.effect = E::Unsupported;
    if (isExactlyOneOf(kUnsupportedValues, name))
        return option;
    option.hasValue = false;
    if (isExactlyOneOf(kUnsupportedWords, name))
        return option;
    // "--no-insecure" and the like leave things as they are without the option.
    if (name.startsWith("no-")) {
        const std::optional<CurlOption> on = findCurlOption(name.sliced(3));
        if (on && !on->hasValue)
            return CurlOption();
    }
    return {};
}

std::optional<CurlOption> findCurlOption(char letter)
{
    for (const CurlOption &option : kOptions) {
        if (option.letter == letter)
            return option;
    }
    return {};
}

} // namespace hopscope
