// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QSslCertificate>
#include <QSslKey>

namespace hopscope
{

/// The most that is read of a file with certificates or a key.
inline constexpr qint64 kMaxPemBytes = 16 * 1024 * 1024;

/// A request that was checked, with all that its files hold: each was read once, so that a pipe serves as well as a
/// file, and carrying it out finds nothing wrong any more. A body that is a file is streamed when it is sent.
struct ReadyRequest {
    TraceRequest request;
    QByteArray url;               ///< absolute
    std::optional<CookieJar> jar; ///< of the cookie file
    QList<QSslCertificate> authorities;
    QList<QSslCertificate> certificates; ///< the client's own, with `key`
    QSslKey key;

    /// The profile that decides.
    const ClientProfile &profile() const { return *request.profile(); }
};

/// Checks everything that can be known before anything is sent, and reads the files. The error is one sentence that
/// says what is wrong and what to do.
Result<ReadyRequest> prepare(const TraceRequest &request);
/// What stands for the trace of a request that failed prepare(): no hop, canceled, with `reason` as the message.
Trace refusedTrace(const TraceRequest &request, const QString &reason);
/// Whether the trace is such a one.
bool wasRefused(const Trace &trace);
/// Whether the trace ended before any server answered: refused, no TLS, or out of time.
bool gotNoResponse(const Trace &trace);
/// `ready` as another client; its files are not read again.
Result<ReadyRequest> asClient(ReadyRequest ready, const QString &id, const Clients &clients);

} // namespace hopscope
