// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookieverdict.h"
#include "http/message.h"
#include "trace/http2wire.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope
{

/// `http` was seen by a server; `hsts` and `cache` were answered inside the client; `refresh` and `meta-refresh` a page
/// asked for; `preflight` asked a server beforehand whether the next request is allowed.
enum class HopKind { Http, Hsts, Cache, Refresh, MetaRefresh, Preflight };

/// Whether a server saw it: all but `hsts` and `cache`.
constexpr bool reachesServer(HopKind kind)
{
    return kind != HopKind::Hsts && kind != HopKind::Cache;
}

/// Whether it is one of the chain's own requests that a server saw: no preflight.
constexpr bool isServersRequest(HopKind kind)
{
    return reachesServer(kind) && kind != HopKind::Preflight;
}

/// Whether a page asked for it, and no redirect.
constexpr bool isAskedByPage(HopKind kind)
{
    return kind == HopKind::Refresh || kind == HopKind::MetaRefresh;
}

enum class PartVerdict { Kept, Changed, Dropped, Added };

/// What became of one part of the request. `part` is "method", "url", "body", "fragment" or a field's name.
struct LedgerRow {
    QString part;
    QString before; ///< empty: was not there
    QString after;  ///< empty: is not there
    PartVerdict verdict = PartVerdict::Kept;
    QString reason;
    QString source; ///< "RFC 9110 15.4.4", "Fetch, HTTP-redirect fetch, step 12", ...
    /// What a profile says that `after` will be, where an installed client sent it; nullopt: there is no prediction.
    std::optional<QString> predicted = {};

    bool operator==(const LedgerRow &) const = default;
};

enum class OutcomeKind {
    Final,
    NotFollowed,
    Loop,
    TooManyRedirects,
    MissingLocation,
    InvalidLocation,
    UnsupportedScheme,
    NetworkError,
    TlsError,
    Timeout,
    Limit,
    Canceled,
};

/// How a chain ended.
struct Outcome {
    OutcomeKind kind = OutcomeKind::Final;
    QString message;
    bool refused = false; ///< the request was wrong and nothing was sent; the file does not say so

    bool operator==(const Outcome &) const = default;
};

/// Follow: another request is sent. Deliver: the response is the result. Refuse: the client reports an error.
enum class RedirectVerdict { Follow, Deliver, Refuse };

/// What the client made of a response.
struct Redirect {
    QByteArray location; ///< the Location value that was used, as received; empty if none
    QByteArray target;   ///< absolute URL of the next request; empty if there is none
    RedirectVerdict verdict = RedirectVerdict::Deliver;
    QString reason;
    QString source;
    OutcomeKind outcome = OutcomeKind::Final; ///< how the chain ends here; meaningless for Follow
    QList<LedgerRow> ledger;                  ///< for Follow only

    bool operator==(const Redirect &) const = default;
};

/// Microseconds. `start` counts from the start of the trace; a phase that did not happen is 0.
struct Timing {
    qint64 start = 0;
    qint64 dns = 0;
    qint64 connect = 0;
    qint64 tls = 0;
    qint64 send = 0;
    qint64 wait = 0;
    qint64 receive = 0;

    bool operator==(const Timing &) const = default;
};

struct Certificate {
    QString subject;
    QString issuer;
    QStringList names; ///< subject alternative names
    QDateTime notBefore;
    QDateTime notAfter;
    QByteArray sha256; ///< lower-case hex of the DER form

    bool operator==(const Certificate &) const = default;
};

struct Tls {
    QString protocol;
    QString cipher;
    QList<Certificate> chain; ///< the server's own certificate first
    QStringList errors;       ///< what is wrong with it; ignored on request, or the reason why the hop failed

    bool operator==(const Tls &) const = default;
};

/// One try to connect to one of a server's addresses.
struct ConnectAttempt {
    QString address;
    quint16 port = 0;
    qint64 start = 0; ///< microseconds from the start of the trace
    qint64 time = 0;  ///< microseconds that it took
    QString error;    ///< empty: this one connected

    bool operator==(const ConnectAttempt &) const = default;
};

struct Connection {
    QString address; ///< of the peer, or of the proxy
    quint16 port = 0;
    bool reused = false;
    std::optional<Tls> tls;
    QList<ConnectAttempt> attempts; ///< in the order in which they began; none for a reused connection

    bool operator==(const Connection &) const = default;
};

/// The bytes on the wire (inside TLS), each direction up to a limit.
struct Wire {
    QByteArray sent;
    QByteArray received;
    bool truncated = false;
    QByteArray sentOriginal;     ///< SHA-256 before secrets in `sent` were replaced, lower-case hex; empty: none were
    QByteArray receivedOriginal; ///< likewise
    std::optional<Http2Wire> http2 = {}; ///< what the bytes say, where they are frames of HTTP/2

    bool operator==(const Wire &) const = default;
};

/// What became of the cookies of a hop, as far as the client keeps any.
struct HopCookies {
    QList<CookieVerdict> set;  ///< one for each Set-Cookie of the response: stored, refused or deleted
    QList<CookieVerdict> sent; ///< one for each stored cookie when the request was made: sent or withheld

    bool isEmpty() const { return set.isEmpty() && sent.isEmpty(); }
    bool operator==(const HopCookies &) const = default;
};

/// One request and what came of it.
struct Hop {
    HopKind kind = HopKind::Http;
    Request request;
    std::optional<Response> response; ///< none when the request failed
    std::optional<Redirect> redirect; ///< none when there is no response
    HopCookies cookies;
    Timing timing;
    Connection connection;
    std::optional<Wire> wire;
    QStringList notes; ///< departures from the specifications that were accepted, and the like
    QString error;     ///< empty, or what went wrong

    bool operator==(const Hop &) const = default;
};

/// The index of the request that the redirect of hops[i] led to: the next one, or the one behind the preflight for it;
/// -1 when it was not sent.
qsizetype ledTo(const QList<Hop> &hops, qsizetype i);

/// The error of a hop that the user ended.
inline constexpr QLatin1StringView kCanceledError("canceled");
bool isCanceled(const Hop &hop);
/// What stands in the place of a status: "canceled", "failed" or "no response".
const char *noResponseWord(const Hop &hop);
/// Whether something passed through the hop's TLS: what was wrong with the certificate did not end it.
bool isTlsAccepted(const Hop &hop);
/// Whether it went through TLS with a certificate that was accepted only because verification was off.
bool isUnverified(const Hop &hop);

enum class Severity { Note, Warning, Error };

/// Something to worry about in a trace. `hop` counts from 0, -1 is the whole trace.
struct Finding {
    QString id;
    Severity severity = Severity::Note;
    int hop = -1;
    QString title;
    QString detail;
    QString source;

    bool operator==(const Finding &) const = default;
};

/// What the system said of its clock when a trace began.
struct Clock {
    std::optional<bool> synchronized; ///< it was kept right by others (NTP); nullopt: not said
    qint64 maxError = -1;             ///< microseconds that it was wrong by at most; -1: not said

    bool operator==(const Clock &) const = default;
};

/// One chain of requests.
struct Trace {
    QString client; ///< id of the client profile
    QDateTime started;
    QList<Hop> hops;
    Outcome outcome;
    QList<Finding> findings;
    std::optional<Clock> clock; ///< of `started`; none for a recording

    bool operator==(const Trace &) const = default;
};

/// The contract's names ("too-many-redirects", "kept", ...), and back; nullopt for a name that is none.
QLatin1StringView idOf(HopKind kind);
QLatin1StringView idOf(PartVerdict verdict);
QLatin1StringView idOf(OutcomeKind kind);
QLatin1StringView idOf(RedirectVerdict verdict);
QLatin1StringView idOf(Severity severity);
std::optional<HopKind> hopKind(QStringView id);
std::optional<PartVerdict> partVerdict(QStringView id);
std::optional<OutcomeKind> outcomeKind(QStringView id);
std::optional<RedirectVerdict> redirectVerdict(QStringView id);
std::optional<Severity> severity(QStringView id);
/// All ids of an enumeration.
QStringList hopKindIds();
QStringList partVerdictIds();
QStringList outcomeKindIds();
QStringList redirectVerdictIds();
QStringList severityIds();

} // namespace hopscope

// A long list of hops grows without moving each of them by itself.
Q_DECLARE_TYPEINFO(hopscope::Hop, Q_RELOCATABLE_TYPE);
