// SPDX-License-Identifier: MIT
#include "net/requestoption.h"

#include "net/expectationvalues.h"
#include "net/optionvalues.h"

#include <algorithm>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;
using namespace optionvalues;

namespace
{

template <auto member, bool on = true>
constexpr RequestOption switchRow(QLatin1StringView name, OptionGroup group, const char *title, const char *help)
{
    return {.name = name,
            .kind = OptionKind::Switch,
            .group = group,
            .title = title,
            .help = help,
            .read = readSwitch<member, on>,
            .write = writeSwitch<member, on>};
}

template <auto member>
constexpr RequestOption fileRow(QLatin1StringView name, const char *title, const char *help,
                                QString (*usual)() = nullptr)
{
    return {.name = name,
            .placeholder = "FILE"_L1,
            .kind = OptionKind::File,
            .group = OptionGroup::Connection,
            .title = title,
            .help = help,
            .read = optionvalues::readText<member>,
            .write = optionvalues::writeText<member>,
            .usual = usual};
}

template <auto member>
constexpr RequestOption waitRow(QLatin1StringView name, const char *title, const char *help)
{
    return {.name = name,
            .placeholder = "S"_L1,
            .kind = OptionKind::Seconds,
            .group = OptionGroup::Limits,
            .title = title,
            .help = help,
            .read = readWait<member>,
            .write = writeWait<member>,
            .usual = usualWait<member>};
}

/// Names of fields, which only a pasted curl command has.
template <auto member>
constexpr RequestOption namesRow(QLatin1StringView name, const char *title)
{
    return {.name = name,
            .placeholder = "NAME"_L1,
            .kind = OptionKind::Lines,
            .group = OptionGroup::Pasted,
            .title = title,
            .help = nullptr,
            .read = readNames<member>,
            .write = writeNames<member>};
}

/// The same with a short name for the command line.
constexpr RequestOption withLetter(QLatin1StringView letter, RequestOption option)
{
    option.letter = letter;
    return option;
}

constexpr RequestOption kOptions[] = {
    {.name = "max-hops"_L1,
     .placeholder = "N"_L1,
     .kind = OptionKind::Count,
     .group = OptionGroup::Limits,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Maximum redirects"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Follow at most N redirects. Default: the client's own limit."),
     .read = readNumber<&TraceRequest::maxHops, std::numeric_limits<int>::max()>,
     .write = writeNumber<&TraceRequest::maxHops>,
     .usual = usualLimit},
    switchRow<&TraceRequest::follows, false>(
        "no-follow"_L1, OptionGroup::Limits, QT_TRANSLATE_NOOP("requestoptions", "Do not follow redirects"),
        QT_TRANSLATE_NOOP("requestoptions", "Stop at the first redirect and show what would be sent next.")),
    withLetter("k"_L1, switchRow<&TraceRequest::insecure>(
                           "insecure"_L1, OptionGroup::Connection,
                           QT_TRANSLATE_NOOP("requestoptions", "Accept any TLS certificate"),
                           QT_TRANSLATE_NOOP("requestoptions", "Continue even if a certificate cannot be trusted."))),
    fileRow<&TraceRequest::caFile>("ca-file"_L1, QT_TRANSLATE_NOOP("requestoptions", "Trusted certificates"),
                                   QT_TRANSLATE_NOOP("requestoptions", "Trust the certificates in FILE (PEM)."),
                                   usualOfSystem),
    withLetter("E"_L1, fileRow<&TraceRequest::certificateFile>(
                           "cert"_L1, QT_TRANSLATE_NOOP("requestoptions", "Client certificate"),
                           QT_TRANSLATE_NOOP("requestoptions", "Client certificate and its key, both in FILE (PEM)."))),
    switchRow<&TraceRequest::http2>("http2"_L1, OptionGroup::Connection,
                                    QT_TRANSLATE_NOOP("requestoptions", "Offer HTTP/2"),
                                    QT_TRANSLATE_NOOP("requestoptions", "Offer HTTP/2 to https servers.")),
    {.name = "proxy"_L1,
     .letter = "x"_L1,
     .placeholder = "URL"_L1,
     .kind = OptionKind::Text,
     .group = OptionGroup::Connection,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Proxy"),
     .help = QT_TRANSLATE_NOOP("requestoptions",
                               "Use a proxy: http://host:port, socks5://host:port, or none. Default: the system's."),
     .isSecret = true,
     .read = readProxy,
     .write = writeProxy,
     .usual = usualOfSystem},
    {.name = "resolve"_L1,
     .placeholder = "H:P:A"_L1,
     .kind = OptionKind::Lines,
     .group = OptionGroup::Connection,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Addresses of hosts"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Connect to address A for host H and port P; may be repeated."),
     .read = readOverrides,
     .write = writeOverrides},
    {.name = "as"_L1,
     .placeholder = "WAY"_L1,
     .kind = OptionKind::Choice,
     .group = OptionGroup::Connection,
     .title = QT_TRANSLATE_NOOP("requestoptions", "How an installed browser sends it"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "How chromium-real and firefox-real send the request: default (what "
                                                 "fits it), nav (typed address), form or fetch."),
     .read = readWay,
     .write = writeWay,
     .choices = wayIds},
    switchRow<&TraceRequest::opensTls, false>(
        "no-tls"_L1, OptionGroup::Connection, QT_TRANSLATE_NOOP("requestoptions", "Leave https of programs closed"),
        QT_TRANSLATE_NOOP("requestoptions", "With curl-real and the like: do not open https with the authority of "
                                            "watch; show only names, sizes and times.")),
    {.name = "timeout"_L1,
     .letter = "m"_L1,
     .placeholder = "S"_L1,
     .kind = OptionKind::Seconds,
     .group = OptionGroup::Limits,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Limit of the whole trace"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Seconds for the whole trace. Default: 120."),
     .read = readTimeout,
     .write = writeTimeout,
     .usual = usualTimeout},
    waitRow<&WaitLimits::connectMs>(
        "connect-timeout"_L1, QT_TRANSLATE_NOOP("requestoptions", "Limit of connecting"),
        QT_TRANSLATE_NOOP("requestoptions",
                          "Seconds for name lookup, connection and TLS of one request. Default: 10.")),
    waitRow<&WaitLimits::firstByteMs>(
        "first-byte-timeout"_L1, QT_TRANSLATE_NOOP("requestoptions", "Limit until the first byte"),
        QT_TRANSLATE_NOOP("requestoptions", "Seconds until a server begins to answer. Default: 30.")),
    waitRow<&WaitLimits::idleMs>(
        "idle-timeout"_L1, QT_TRANSLATE_NOOP("requestoptions", "Limit of silence"),
        QT_TRANSLATE_NOOP("requestoptions", "Seconds of silence in the middle of a response. Default: 30.")),
    {.name = "body-limit"_L1,
     .placeholder = "BYTES"_L1,
     .kind = OptionKind::Bytes,
     .group = OptionGroup::Limits,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Bytes kept of a body"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Bytes to keep of each body. Default: 1048576."),
     .read = readNumber<&TraceRequest::bodyLimit, kMaxBodyLimit>,
     .write = writeNumber<&TraceRequest::bodyLimit>,
     .usual = usualNumber<&TraceRequest::bodyLimit>},
    switchRow<&TraceRequest::cookies, false>("no-cookies"_L1, OptionGroup::Cookies,
                                             QT_TRANSLATE_NOOP("requestoptions", "No cookies during the trace"),
                                             QT_TRANSLATE_NOOP("requestoptions", "Neither store nor send cookies.")),
    {.name = "cookie-file"_L1,
     .placeholder = "FILE"_L1,
     .kind = OptionKind::File,
     .group = OptionGroup::Cookies,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Cookie file"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Start with the cookies in FILE (Netscape format)."),
     .read = readCookieFile,
     .write = optionvalues::writeText<&TraceRequest::cookieFile>},
    switchRow<&TraceRequest::cookieEngine>(
        "cookies"_L1, OptionGroup::Cookies, QT_TRANSLATE_NOOP("requestoptions", "Cookies with any client"),
        QT_TRANSLATE_NOOP("requestoptions", "Keep cookies even if the client keeps none by default (curl -b '').")),
    switchRow<&TraceRequest::hsts>(
        "hsts"_L1, OptionGroup::Cookies, QT_TRANSLATE_NOOP("requestoptions", "HSTS with any client"),
        QT_TRANSLATE_NOOP("requestoptions",
                          "Keep hosts that want https, for a client that needs an option for it (curl "
                          "--hsts).")),
    {.name = "user"_L1,
     .letter = "u"_L1,
     .placeholder = "USER:PASSWORD"_L1,
     .kind = OptionKind::Text,
     .group = OptionGroup::SignIn,
     .title = QT_TRANSLATE_NOOP("requestoptions", "User name and password"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "User name and password for a server that asks for them."),
     .isSecret = true,
     .read = readUser,
     .write = writeUser},
    {.name = "auth"_L1,
     .placeholder = "HOW"_L1,
     .kind = OptionKind::Choice,
     .group = OptionGroup::SignIn,
     .title = QT_TRANSLATE_NOOP("requestoptions", "How they are sent"),
     .help =
         QT_TRANSLATE_NOOP("requestoptions", "How they are sent: default (as the client does), basic, digest or any."),
     .read = readAuth,
     .write = writeAuth,
     .choices = authChoiceIds},
    {.name = "expect"_L1,
     .placeholder = "STATUSES"_L1,
     .kind = OptionKind::Text,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Expected statuses"),
     .help = QT_TRANSLATE_NOOP("requestoptions",
                               "Statuses that the requests have to get, in order, such as 301,200 or 3xx,200."),
     .read = readStatuses,
     .write = writeStatuses},
    {.name = "expect-final"_L1,
     .placeholder = "URL"_L1,
     .kind = OptionKind::Text,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Expected final URL"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "URL where the chain has to end."),
     .read = readFinalUrl,
     .write = writeFinalUrl},
    {.name = "expect-max"_L1,
     .placeholder = "N"_L1,
     .kind = OptionKind::Count,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Expected redirects at most"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "The chain must have no more than N redirects."),
     .read = readMostRedirects,
     .write = writeMostRedirects,
     .usual = usualMostRedirects},
    {.name = "expect-method"_L1,
     .placeholder = "METHOD"_L1,
     .kind = OptionKind::Text,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Expected last method"),
     .help = QT_TRANSLATE_NOOP("requestoptions", "Method that the last request has to have."),
     .read = readLastMethod,
     .write = writeLastMethod},
    {.name = "expect-body"_L1,
     .placeholder = "WHAT"_L1,
     .kind = OptionKind::Choice,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Expected body at the end"),
     .help = QT_TRANSLATE_NOOP("requestoptions",
                               "Whether the last request has to have the body: kept or dropped. Default: any."),
     .read = readLastBody,
     .write = writeLastBody,
     .choices = lastBodies},
    {.name = "fail-on"_L1,
     .placeholder = "ID"_L1,
     .kind = OptionKind::Lines,
     .group = OptionGroup::Expectations,
     .title = QT_TRANSLATE_NOOP("requestoptions", "Findings that must not be there"),
     .help = QT_TRANSLATE_NOOP("requestoptions",
                               "No finding with this id, or of this severity (note, warning, error) or a worse one; "
                               "may be repeated."),
     .read = readFailingFindings,
     .write = writeFailingFindings},
    // What only a pasted curl command says.
    switchRow<&TraceRequest::cookieFileMayMiss>("cookie-file-may-miss"_L1, OptionGroup::Pasted,
                                                QT_TRANSLATE_NOOP("requestoptions", "The cookie file may be missing"),
                                                nullptr),
    switchRow<&TraceRequest::junkSessionCookies>(
        "junk-session-cookies"_L1, OptionGroup::Pasted,
        QT_TRANSLATE_NOOP("requestoptions", "Without the file's session cookies"), nullptr),
    switchRow<&TraceRequest::cookieByOption>("cookie-by-option"_L1, OptionGroup::Pasted,
                                             QT_TRANSLATE_NOOP("requestoptions", "The Cookie field is one of curl -b"),
                                             nullptr),
    namesRow<&TraceRequest::withoutFields>(
        "without-field"_L1, QT_TRANSLATE_NOOP("requestoptions", "The client's own fields that are not sent")),
    namesRow<&TraceRequest::addedFields>(
        "added-field"_L1, QT_TRANSLATE_NOOP("requestoptions", "Fields that are the client's, not the user's")),
};

} // namespace

std::span<const RequestOption> requestOptions()
{
    return kOptions;
}

} // namespace hopscope
