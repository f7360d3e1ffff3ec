// SPDX-License-Identifier: MIT
#pragma once

#include "findings/expectations.h"
#include "http/cookies.h"
#include "http/message.h"
#include "http/result.h"
#include "redirect/client/clients.h"
#include "redirect/memory.h"

#include <QHostAddress>
#include <QString>
#include <QUrl>

#include <optional>

namespace hopscope
{

inline constexpr qint64 kDefaultBodyLimit = 1024 * 1024;
inline constexpr int kDefaultTraceTimeoutMs = 120'000;
inline constexpr int kConnectTimeoutMs = 10'000;
inline constexpr int kFirstByteTimeoutMs = 30'000;
inline constexpr int kIdleTimeoutMs = 30'000;

/// How long one hop waits, in milliseconds.
struct WaitLimits {
    int connectMs = kConnectTimeoutMs;     ///< for name, connection and TLS together
    int firstByteMs = kFirstByteTimeoutMs; ///< after the request is sent
    int idleMs = kIdleTimeoutMs;           ///< in the middle of a response

    bool operator==(const WaitLimits &) const = default;
};

/// Content to send: bytes, or a file that is streamed.
struct RequestContent {
    QByteArray bytes;
    QString file; ///< path; used when not empty

    bool isEmpty() const { return bytes.isEmpty() && file.isEmpty(); }
    bool operator==(const RequestContent &) const = default;
};

/// Connect to `address` for `host`:`port`; `port` 0 means every port.
struct HostOverride {
    QString host;
    quint16 port = 0;
    QHostAddress address;

    bool operator==(const HostOverride &) const = default;
};

/// How an installed browser comes to send the request: a typed address, a form of a page, or a script's fetch().
enum class BrowserWay { Address, Form, Fetch };

/// All that the user asks for. Nothing is checked here: see prepare().
struct TraceRequest {
    QString client = QStringLiteral("browser");
    ClientPointer ownClient; ///< the profile called `client` when it is no built-in one
    QByteArray method = "GET";
    QString url;
    Headers headers;
    QList<QByteArray> withoutFields; ///< the client's own fields of these names are not sent
    QList<QByteArray> addedFields;   ///< names in `headers` that the client adds by itself: not the user's
    RequestContent content;
    QByteArray userPassword;                     ///< "user:password", for the server that asks for them
    AuthChoice auth = AuthChoice::ClientDefault; ///< how they are sent
    int maxHops = -1;                            ///< -1: the client's own limit
    bool follows = true;                         ///< false: the trace stops in front of the first redirect
    bool cookies = true;
    bool cookieByOption = false; ///< the Cookie field is one of curl -b
    bool cookieEngine = false;   ///< cookies are kept also by a client that keeps none by itself (curl -b '')
    bool hsts = false;           ///< likewise hosts that want https (curl --hsts)
    ClientMemory memory;         ///< what the client knows from earlier visits
    QString cookieFile;
    bool cookieFileMayMiss = false;  ///< a file that does not exist is an empty one, as for curl
    bool junkSessionCookies = false; ///< those of the file that end with the session are not used
    bool insecure = false;
    QString caFile;
    QString certificateFile; ///< client certificate and key, PEM
    bool http2 = false;
    QUrl proxy; ///< empty: the system's; "none:" for none; http://, socks5://
    QList<HostOverride> overrides;
    int timeoutMs = kDefaultTraceTimeoutMs; ///< for the whole trace
    WaitLimits wait;
    qint64 bodyLimit = kDefaultBodyLimit;
    std::optional<BrowserWay> way; ///< of an installed browser; nullopt: see wayOf()
    bool opensTls = true;          ///< the recording proxy of an installed program reads its https
    Expectations expectations;     ///< judged by expectationFaults() when the trace is over
    bool step = false;             ///< wait for Tracer::step() before every hop but the first

    /// The profile that decides; nullptr when there is none called so.
    const ClientProfile *profile() const;
    bool operator==(const TraceRequest &) const = default;
};

/// How far a trace in step mode goes on: up to the next request, or without stopping any more.
enum class StepTo { Next, End };

/// What the user made of the next request before it was sent, in step mode.
struct EditedRequest {
    QByteArray method;
    QString url;
    Headers headers;                       ///< without Content-Length; Host only if it is not the URL's
    std::optional<RequestContent> content; ///< none: the body stays what it was

    bool operator==(const EditedRequest &) const = default;
};

/// The request as that client's, be it built in or the user's own.
TraceRequest asClient(TraceRequest request, const QString &id, const Clients &clients);

/// Checks everything that can be known without reading a file: client, method, URL, fields, limits, and that a body's
/// file is there. Returns the absolute URL to request. The error is one sentence that says what is wrong and what to
/// do.
Result<QByteArray> checkTraceRequest(const TraceRequest &request);

/// The same for an edited request of a trace of `client`.
Result<QByteArray> checkEditedRequest(const EditedRequest &edited, const QString &client);

/// Empty, or why `path` cannot be the file that `what` names ("cookie file").
QString fileComplaint(const QString &path, const QString &what);
/// Reads "Name: value" as typed by a user. The error says what is wrong.
Result<Header> parseHeaderLine(const QString &line);
/// Reads "host:port:address", as curl's --resolve.
Result<HostOverride> parseHostOverride(const QString &text);
/// Reads "http://[user:password@]host:port", "socks5://..." or "none".
Result<QUrl> parseProxy(const QString &text);

} // namespace hopscope
